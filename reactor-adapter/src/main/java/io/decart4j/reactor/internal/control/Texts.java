package io.decart4j.reactor.internal.control;

/** What a server says in free words, as far as it is passed on: an event may be kept for long, a frame may be 32 MiB. */
public final class Texts {

    /** Characters; many times what any known server says. */
    public static final int LONGEST = 4096;

    private Texts() {}

    public static String clipped(String said) {
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST - 1) + "…";
    }
}
