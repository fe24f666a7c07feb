package io.decart4j.cli;

import io.decart4j.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A whole session against a server inside this program, each step checked on its pixels.")
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-output",
            description = "Where contact-sheet.png is written. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("demo-output");

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Demo demo = new Demo(console.out(), console.terminal(), out, console.interrupt());
        return demo.run() ? 0 : Failure.FAILED;
    }
}
