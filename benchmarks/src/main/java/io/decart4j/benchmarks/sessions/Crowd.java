package io.decart4j.benchmarks.sessions;

/** Many idle sessions of one kind of client. Every call blocks. */
interface Crowd {

    /** Opens so many more; each is connected, its initial state acknowledged. */
    void open(int sessions);

    /** Sends a prompt on each, and counts those that get its ack. */
    int prompt();

    /** Closes all. */
    void close();
}
