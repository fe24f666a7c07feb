package io.decart4j.testkit;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@link LocalDecartServer} as a program. */
public final class LocalServerMain {

    private LocalServerMain() {}

    /** Prints one line of JSON on stdout when it listens, and runs until it is told to end (SIGTERM, SIGINT). */
    public static void main(String[] args) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever logs, stdout has the one line
        LocalServerBuilder settings;
        try {
            settings = ServerArguments.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; takes: " + ServerArguments.TAKES);
            System.exit(2);
            return;
        }
        LocalDecartServer server = settings.start();
        // The JVM waits for its hooks: so the native side is gone before the VM is.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "local-decart-shutdown"));
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("http", server.httpUrl());
        addresses.put("realtime", server.realtimeUrl());
        out.println(Json.text(addresses));
        out.flush();
        server.onDispose().block();
    }
}
