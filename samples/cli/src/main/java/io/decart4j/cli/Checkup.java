package io.decart4j.cli;

import io.decart4j.webrtc.MissingLibrary;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a host needs to run sessions, looked at in order: what may be missing before what needs it. */
final class Checkup {

    private static final int OLDEST_JDK = 17;

    private Checkup() {}

    /** The checks one after the other; those that need a missing library are not made. */
    static Flux<Check> run(List<MissingLibrary> missing, Supplier<Check> livekit) {
        Flux<Check> host = Flux.just(jdk(), platform(), libraries(missing), livekit.get());
        if (!missing.isEmpty()) {
            Check skipped = new Check("media", false, "not checked, the native libraries come first");
            return host.concatWithValues(new Check("codecs", false, skipped.detail()), skipped);
        }
        return host.concatWith(Mono.defer(Checkup::codecs)).concatWith(Mono.defer(MediaCheck::run));
    }

    /** The one command that installs these libraries, for a person who may not be root. */
    static String install(List<MissingLibrary> missing) {
        return missing.stream()
                .map(MissingLibrary::debianPackage)
                .distinct()
                .collect(Collectors.joining(" ", "sudo apt-get install -y ", ""));
    }

    private static Check jdk() {
        String version = System.getProperty("java.version", "unknown");
        boolean ok = Runtime.version().feature() >= OLDEST_JDK;
        return new Check("jdk", ok, version + " (" + System.getProperty("java.vendor", "") + ")");
    }

    private static Check platform() {
        return new Check("platform", true, System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static Check libraries(List<MissingLibrary> missing) {
        if (missing.isEmpty()) {
            return new Check("native libraries", true, "all there");
        }
        String names = missing.stream().map(MissingLibrary::soname).collect(Collectors.joining(", "));
        return new Check("native libraries", false, names + "; install with: " + install(missing));
    }

    private static Mono<Check> codecs() {
        WebRtcRuntime runtime = WebRtcRuntime.create();
        return runtime.videoSendCodecs()
                .map(codecs -> new Check("codecs", codecs.contains("VP8"), String.join(", ", codecs)))
                .onErrorResume(e -> Mono.just(new Check("codecs", false, Failure.text(e))))
                .flatMap(check -> runtime.disposeLater().thenReturn(check));
    }
}
