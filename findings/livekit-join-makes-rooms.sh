#!/usr/bin/env bash
# livekit-server 1.13.5: who may join a room makes it. By default roomJoin is enough, so a token that is left over brings back a
# room that was deleted, with nobody else in it. room.auto_create: false stops that, but not for a token that has roomCreate beside
# roomJoin: its holder is let into a room that is not there, without a call to the room service before, although roomCreate reads
# like a right of that service alone. So with auto_create: false it is the token that says whose coming makes a room.
# Seen at /rtc/validate, which asks what the WebSocket asks: 200 by default for roomJoin; with auto_create: false 404 "requested
# room does not exist" for roomJoin, 200 for roomJoin and roomCreate.
# LIVEKIT_SERVER names a program of that version that is there already; else it is built with Go (1.26, some minutes).
set -euo pipefail

dir="$(mktemp -d)"
server=""
trap '[[ -z "$server" ]] || kill "$server"; rm -rf "$dir"' EXIT
binary="${LIVEKIT_SERVER:-$dir/server}"
[[ -x "$binary" ]] || GOBIN="$dir" CGO_ENABLED=0 go install github.com/livekit/livekit-server/cmd/server@v1.13.5
"$binary" --version

key=devkey secret=a-secret-of-this-script-that-nobody-else-has
port=$((20000 + RANDOM % 10000))

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

token() {
  local text
  text="$(printf '{"alg":"HS256","typ":"JWT"}' | base64url).$(
    printf '{"iss":"%s","sub":"ada","exp":%d,"video":{%s"roomJoin":true,"room":"over"}}' \
      "$key" "$(($(date +%s) + 600))" "$1" | base64url)"
  printf '%s.%s' "$text" "$(printf '%s' "$text" | openssl dgst -sha256 -hmac "$secret" -binary | base64url)"
}

# How a token fares that has these grants beside roomJoin.
fares() {
  curl -s -o "$dir/answer" -w '%{http_code} ' "http://127.0.0.1:$port/rtc/validate?access_token=$(token "$1")"
  cat "$dir/answer"
}

for auto_create in true false; do
  "$binary" --config-body "{port: $port, bind_addresses: [127.0.0.1], rtc: {udp_port: $((port + 1)), tcp_port: 0, node_ip: 127.0.0.1,
    use_external_ip: false, enable_loopback_candidate: true, ips: {includes: [127.0.0.0/8]},
    stun_servers: [\"127.0.0.1:3478\"]}, room: {auto_create: $auto_create}, keys: {$key: $secret}}" > "$dir/log" 2>&1 &
  server=$!
  curl -s -o /dev/null --retry 30 --retry-delay 1 --retry-connrefused "http://127.0.0.1:$port/"
  echo "auto_create $auto_create, roomJoin: $(fares '')" | tee "$dir/join"
  echo "auto_create $auto_create, roomJoin and roomCreate: $(fares '"roomCreate":true,')" | tee "$dir/create"
  case "$auto_create" in
    true) grep -q ': 200 success' "$dir/join" ;;
    false) grep -q ': 404 requested room does not exist' "$dir/join" ;;
  esac
  grep -q ': 200 success' "$dir/create"
  kill "$server"; wait "$server" || true; server=""
done
echo "as described"
