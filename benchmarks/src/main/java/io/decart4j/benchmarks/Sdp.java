package io.decart4j.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A session description of the usual size: one video section with the codecs of a browser, about 4 KB. */
final class Sdp {

    static final String TEXT = """
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=msid-semantic: WMS stream
            m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101 102 103 104 105 106 107 108 109
            c=IN IP4 0.0.0.0
            a=ice-ufrag:4ZcD
            a=ice-pwd:2/1muCWoOi3uLifh0NuRHlV9
            a=fingerprint:sha-256 75:74:5A:A6:A4:E5:52:F4:A7:67:4C:01:C7:EE:91:3F:21:3D:A2:E3:53:7B:6F:30:86:F2:30:AA:65:FB:04:24
            a=setup:actpass
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            """.replace("\n", "\r\n")
            + IntStream.rangeClosed(96, 109)
                    .mapToObj(pt -> """
                                    a=rtpmap:%1$d VP8/90000
                                    a=rtcp-fb:%1$d goog-remb
                                    a=rtcp-fb:%1$d transport-cc
                                    a=rtcp-fb:%1$d ccm fir
                                    a=rtcp-fb:%1$d nack
                                    a=rtcp-fb:%1$d nack pli
                                    a=fmtp:%1$d level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
                                    """.formatted(pt).replace("\n", "\r\n"))
                    .collect(Collectors.joining());

    private Sdp() {}
}
