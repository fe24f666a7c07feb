#!/usr/bin/env bash
# pion/ice 4.4.0: the side that controls ICE takes a pair whose remote candidate was never announced (peer-reflexive: it is known by its
# packets only, as everybody behind NAT without STUN) no sooner than a second after it began, however soon its checks succeed; one of
# an announced host at once. libwebrtc's controlling side has no such wait. So where a server built on pion makes the offer, as
# livekit-server does for what a client receives, such a client waits a second at each join and each ICE restart.
# Two agents on the loopback interface; the controlling one is told of the other's candidates, or is not. Needs Go 1.24 or later.
set -euo pipefail

dir="$(mktemp -d)"
trap 'chmod -R u+w "$dir" && rm -rf "$dir"' EXIT
cd "$dir"
export GOFLAGS=-mod=mod GOTOOLCHAIN=auto
cat > go.mod <<'MOD'
module unannounced

go 1.24

require github.com/pion/ice/v4 v4.4.0
MOD
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/pion/ice/v4"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func agent() *ice.Agent {
	return must(ice.NewAgent(&ice.AgentConfig{
		NetworkTypes:     []ice.NetworkType{ice.NetworkTypeUDP4},
		IncludeLoopback:  true,
		MulticastDNSMode: ice.MulticastDNSModeDisabled,
		InterfaceFilter:  func(name string) bool { return name == "lo" || name == "lo0" },
	}))
}

// gather sends what it finds to another agent, where there is one.
func gather(from, to *ice.Agent) {
	done := make(chan struct{})
	must(0, from.OnCandidate(func(found ice.Candidate) {
		if found == nil {
			close(done)
		} else if to != nil {
			must(0, to.AddRemoteCandidate(must(ice.UnmarshalCandidate(found.Marshal()))))
		}
	}))
	must(0, from.GatherCandidates())
	<-done
}

// connect measures the time until both are connected.
func connect(announced bool) time.Duration {
	controlling, controlled := agent(), agent()
	defer controlling.Close()
	defer controlled.Close()
	gather(controlling, controlled)
	if announced {
		gather(controlled, controlling)
	} else {
		gather(controlled, nil)
	}
	ufrag, password, err := controlling.GetLocalUserCredentials()
	must(0, err)
	otherUfrag, otherPassword, err := controlled.GetLocalUserCredentials()
	must(0, err)
	limit, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	began := time.Now()
	accepted := make(chan error, 1)
	go func() {
		_, err := controlled.Accept(limit, ufrag, password)
		accepted <- err
	}()
	must(controlling.Dial(limit, otherUfrag, otherPassword))
	must(0, <-accepted)
	return time.Since(began)
}

func main() {
	announced, unannounced := connect(true), connect(false)
	fmt.Printf("announced: %d ms, unannounced: %d ms\n", announced.Milliseconds(), unannounced.Milliseconds())
	if announced > 800*time.Millisecond || unannounced < time.Second || unannounced > 3*time.Second {
		fmt.Println("not as described")
		os.Exit(1)
	}
	fmt.Println("as described")
}
GO
go run .
