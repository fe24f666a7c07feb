package io.decart4j.cli;

import io.decart4j.webrtc.MissingLibrary;
import io.decart4j.webrtc.NativeLibraries;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether this machine can run sessions. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks whether everything is there that a session needs, and a livekit-server for rooms of a local one.",
            "Status 1 when something is missing that sessions need."
        })
final class DoctorCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<List<MissingLibrary>> libraries;
    private final Supplier<Check> livekit;

    @Option(names = "--json", description = "One JSON object a line on standard output.")
    private boolean json;

    DoctorCommand(Console console) {
        this(console, NativeLibraries::missing, LiveKitCheck::run);
    }

    DoctorCommand(Console console, Supplier<List<MissingLibrary>> libraries, Supplier<Check> livekit) {
        this.console = console;
        this.libraries = libraries;
        this.livekit = livekit;
    }

    @Override
    public Integer call() {
        Printer printer = new Printer(console.out(), true, Secrets.of(console.environment()));
        List<MissingLibrary> missing = libraries.get();
        AtomicBoolean ok = new AtomicBoolean(true);
        Checkup.run(missing, livekit)
                .doOnNext(check -> {
                    if (json) {
                        printer.print(check.line());
                    } else {
                        console.out().println(check.row());
                    }
                    ok.compareAndSet(true, !check.isFailure());
                })
                .blockLast();
        if (json) {
            String install = missing.isEmpty() ? null : Checkup.install(missing);
            printer.print(Line.of("summary", "").with("ok", ok.get()).with("install", install));
        }
        return ok.get() ? 0 : Failure.FAILED;
    }
}
