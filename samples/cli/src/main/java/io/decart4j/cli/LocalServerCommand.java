package io.decart4j.cli;

import io.decart4j.testkit.LocalServerMain;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The local server under this program's name. */
@Command(
        name = "local-server",
        description =
                "A Decart-compatible server on 127.0.0.1. Takes [--port N] [--api-key KEY]. Prints one line of JSON"
                        + " when it is ready; faults are under /admin/.")
final class LocalServerCommand implements Callable<Integer> {

    @Unmatched
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        LocalServerMain.main(arguments.toArray(String[]::new));
        return 0;
    }
}
