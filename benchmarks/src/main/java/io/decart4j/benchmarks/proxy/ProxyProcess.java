package io.decart4j.benchmarks.proxy;

import io.decart4j.benchmarks.Child;
import java.io.IOException;

/** The proxy's process, as the load sees it. */
final class ProxyProcess implements AutoCloseable {

    private final Child child;
    private final String url;

    ProxyProcess(String service) throws IOException {
        child = new Child(ProxyMain.class, service, ProcessBuilder.Redirect.INHERIT);
        url = "ws://127.0.0.1:" + child.read();
    }

    /**
     * What the process holds after a collection.
     *
     * @param sessions open ones
     * @param heap bytes
     * @param direct bytes
     */
    record Memory(long sessions, long heap, long direct) {}

    String url() {
        return url;
    }

    Memory memory() throws IOException {
        String[] figures = child.ask().split(" ", -1);
        return new Memory(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
