package io.decart4j.benchmarks.capacity;

import io.decart4j.benchmarks.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All rounds of one kind of client. */
final class Side {

    private final CapacityProcess.Kind kind;
    private final List<List<Step>> rounds = new ArrayList<>();

    Side(CapacityProcess.Kind kind) {
        this.kind = kind;
    }

    /** One more round, in fresh processes. */
    void measure() throws IOException {
        List<Step> steps = new ArrayList<>();
        try (Child far = new Child(FarEnd.class, "", ProcessBuilder.Redirect.INHERIT)) {
            String argument = kind + " ws://127.0.0.1:" + far.read();
            try (Child client = new Child(CapacityProcess.class, argument, ProcessBuilder.Redirect.INHERIT)) {
                for (String line = client.read(); !line.isEmpty(); line = client.read()) {
                    steps.add(Step.of(line));
                }
            }
        }
        rounds.add(steps.stream().filter(Step::holds).toList());
        System.err.println(kind + " " + steps);
    }

    /** How many sessions it holds, round by round. */
    List<Integer> counts() {
        return rounds.stream()
                .map(steps -> steps.stream().mapToInt(Step::sessions).max().orElse(0))
                .toList();
    }

    /** The numbers that most rounds have held on their way. */
    Set<Integer> usual() {
        return rounds.stream()
                .flatMap(List::stream)
                .map(Step::sessions)
                .filter(count -> 2 * cpu(count).size() > rounds.size())
                .collect(Collectors.toSet());
    }

    /** Processor time a session at this number, in each round that has held it. */
    List<Double> cpu(int sessions) {
        return rounds.stream()
                .flatMap(steps -> steps.stream()
                        .filter(step -> step.sessions() == sessions)
                        .limit(1))
                .map(Step::cpu)
                .toList();
    }
}
