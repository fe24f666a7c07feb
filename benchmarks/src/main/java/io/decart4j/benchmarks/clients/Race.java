package io.decart4j.benchmarks.clients;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same from several clients, round by round: each is the first one to go as often as the others. */
final class Race {

    /** Classes are loaded and compiled, on all sides. */
    private static final int WARM_UP = 3;

    /** What a client is asked for, in ms. */
    interface Question {
        double ask(Client client) throws IOException;
    }

    private Race() {}

    /** Column heads of {@link #row}. */
    static String head(String what) {
        return "| %s, ms: median (quartiles) | decart4j | official clients | ratio to the better one | goal |%n"
                        .formatted(what)
                + "|---|---:|---:|---:|---|";
    }

    /** @param clients the first one against the others */
    static String row(String name, List<Client> clients, Question question, double goal, int rounds)
            throws IOException {
        List<List<Double>> times =
                clients.stream().<List<Double>>map(client -> new ArrayList<>()).toList();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int turn = 0; turn < clients.size(); turn++) {
                int at = Math.floorMod(round + turn, clients.size());
                double millis = question.ask(clients.get(at));
                System.err.printf(
                        Locale.ROOT,
                        "%s, round %d: %s %.0f ms%n",
                        name,
                        round,
                        clients.get(at).name(),
                        millis);
                if (round >= 0) {
                    times.get(at).add(millis);
                }
            }
        }
        List<String> official = new ArrayList<>();
        double better = Double.MAX_VALUE;
        for (int at = 1; at < clients.size(); at++) {
            better = Math.min(better, quantile(times.get(at), 0.5));
            official.add(clients.get(at).name() + ": " + figures(times.get(at)));
        }
        double ratio = quantile(times.get(0), 0.5) / better;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | at most %.1f: %s |",
                name,
                figures(times.get(0)),
                String.join("; ", official),
                ratio,
                goal,
                ratio <= goal ? "met" : "**missed**");
    }

    /** Median and quartiles. */
    static String figures(List<Double> millis) {
        return String.format(
                Locale.ROOT, "%.0f (%.0f–%.0f)", quantile(millis, 0.5), quantile(millis, 0.25), quantile(millis, 0.75));
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }
}
