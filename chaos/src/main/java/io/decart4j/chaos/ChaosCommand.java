package io.decart4j.chaos;

import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: exit code 0 after a clean run, 1 when an invariant did not hold. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Sessions with real media against a local server, under random faults and a bad network.")
final class ChaosCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seed", description = "Of everything that is random; one is made up unless given.")
    private long seed = System.nanoTime() & 0xffffff;

    @Option(names = "--minutes", description = "Default: ${DEFAULT-VALUE}.")
    private double minutes = 5;

    @Option(names = "--sessions", description = "At a time. Default: ${DEFAULT-VALUE}.")
    private int sessions = 3;

    @Option(names = "--transport", description = "direct, or livekit for rooms. Default: ${DEFAULT-VALUE}.")
    private Transport transport = Transport.DIRECT;

    @Override
    public Integer call() {
        Scenario scenario;
        try {
            scenario = new Scenario(
                    seed, transport, Duration.ofMillis((long) (minutes * 60_000)), sessions, Scenario.STORM);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        System.err.println("chaos: seed " + seed);
        Report report = new ChaosRun(scenario).run();
        System.out.println(report);
        return report.isClean() ? 0 : 1;
    }

    /** Runs the command. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new ChaosCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
