package io.decart4j.testkit;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's path and parameters; {@code %20} and {@code +} are both a space. */
record Query(String path, Map<String, List<String>> parameters) {

    /** Throws {@link BadRequest} for an escape that is none. */
    static Query of(String uri) {
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(uri);
            return new Query(decoder.path(), decoder.parameters());
        } catch (IllegalArgumentException e) {
            throw new BadRequest("the address cannot be decoded");
        }
    }

    @Nullable
    String get(String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    String required(String name) {
        String value = get(name);
        if (value == null) {
            throw new BadRequest(name + " is missing");
        }
        return value;
    }

    int whole(String name, int otherwise, int least, int most) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadRequest(name + " takes a whole number from " + least + " to " + most);
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        throw new BadRequest(name + " takes one of " + List.of(type.getEnumConstants()));
    }
}
