#!/usr/bin/env bash
# Chromium 156 does not wait in a gap of the sound of a file: where a track's packets are missing, what is behind the gap is heard
# at once, and sound and picture are apart by the length of the gap from there on. Players that are built on FFmpeg wait. So a recorder that has
# no sound for a while has to write silence all the same, and cannot leave it to the times.
# Seen, in MP4 (AAC) and in WebM (Opus): of a file whose sound is missing from 4 s to 10 s the beep of 12 s, which belongs to a white picture,
# is heard at about 6 s and the picture is white at 12 s; with silence in the place of the gap both come at 12 s.
# Needs chromium, python3 and maven.
set -euo pipefail

chromium="$(command -v chromium || command -v chromium-browser)" || { echo "needs chromium" >&2; exit 1; }
dir="$(mktemp -d)"
server=
trap '[[ -z "$server" ]] || kill "$server"; rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version><classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><version>1.5.14</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Program.java <<'JAVA'
class Program {
    public static void main(String[] args) {
        System.out.println(org.bytedeco.javacpp.Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
    }
}
JAVA
javac -cp 'lib/*' -d . Program.java
ffmpeg="$(java -cp 'lib/*:.' Program)"
picture="color=black:s=160x120:r=10:d=16,format=yuv420p,drawbox=c=white:t=fill:enable='between(t,12,12.95)'"
sound="sine=f=440:r=48000:d=16,volume='between(t,1,2)+between(t,12,13)':eval=frame"
made() {
    LD_LIBRARY_PATH="$(dirname "$ffmpeg")" "$ffmpeg" -v error -y -f lavfi -i "$picture" -f lavfi -i "$2" -c:v "$3" -b:v 300k -c:a "$4" "$1" 2>/dev/null
}
made gap.mp4 "$sound,aselect='not(between(t,4,10))'" libopenh264 aac
made gap.webm "$sound,aselect='not(between(t,4,10))'" libvpx libopus
made silence.mp4 "$sound" libopenh264 aac
made silence.webm "$sound" libvpx libopus
cat > page.html <<'HTML'
<video id="v"></video><script>
const v = document.getElementById('v');
v.src = location.hash.slice(1);
const context = new AudioContext(), heard = context.createAnalyser();
const source = context.createMediaElementSource(v);
source.connect(heard); heard.connect(context.destination);
const pixels = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const samples = new Float32Array(heard.fftSize);
let loud = false, beeps = 0, beep = 0, white = 0;
setInterval(() => {
  heard.getFloatTimeDomainData(samples);
  const now = samples.some(x => Math.abs(x) > 0.02);
  if (now && !loud && ++beeps === 2) beep = v.currentTime;
  loud = now;
  pixels.drawImage(v, 0, 0, 8, 8);
  if (!white && pixels.getImageData(4, 4, 1, 1).data[0] > 128) white = v.currentTime;
}, 10);
v.onended = () => fetch('/', {method: 'POST', body: `${Math.round(beep)} ${Math.round(white)}`});
v.play();
</script>
HTML
cat > serve.py <<'PY'
import http.server
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_POST(self):
        with open('said', 'wb') as said: said.write(self.rfile.read(int(self.headers['content-length'])))
        self.send_response(200); self.end_headers()
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 serve.py > port & server=$!
until [[ -s port ]]; do sleep 0.1; done
"$chromium" --version
for kind in mp4 webm; do
  for what in gap silence; do
    rm -f said
    "$chromium" --headless --no-sandbox --user-data-dir="$dir/profile" --autoplay-policy=no-user-gesture-required \
        --remote-debugging-port=0 "http://127.0.0.1:$(cat port)/page.html#$what.$kind" >/dev/null 2>&1 & browser=$!
    for _ in $(seq 600); do [[ -s said ]] && break; sleep 0.1; done
    kill "$browser"; wait "$browser" 2>/dev/null || true
    read -r beep white < said || true
    echo "$what.$kind: the beep is heard at $beep s, the picture is white at $white s"
    [[ "$white" == 12 && "$beep" == "$([[ $what == gap ]] && echo 6 || echo 12)" ]]
  done
done
echo "as described"
