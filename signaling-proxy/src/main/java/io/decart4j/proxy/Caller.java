package io.decart4j.proxy;

import java.util.Map;

/**
 * Who is connected, as the application's own authentication knows it.
 *
 * @param name whose sessions are counted together
 * @param attributes anything the application's hooks want to know
 */
public record Caller(String name, Map<String, Object> attributes) {

    /** Takes a name that is not blank, and a copy of the attributes. */
    public Caller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name takes a text that is not blank");
        }
        attributes = Map.copyOf(attributes);
    }

    /** A caller of whom nothing but the name is known. */
    public static Caller named(String name) {
        return new Caller(name, Map.of());
    }
}
