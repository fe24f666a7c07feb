package io.decart4j.cli;

import io.decart4j.address.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps keys out of whatever is printed, also when somebody else's text quotes one. */
final class Secrets {

    private static final Pattern KEY = Pattern.compile("\\b(dct|ek|sk)[-_][^\\s'\",]+");
    private static final String HIDDEN = "***";

    private final List<String> known;

    private Secrets(List<String> known) {
        this.known = known;
    }

    static Secrets none() {
        return new Secrets(List.of());
    }

    static Secrets of(Map<String, String> environment) {
        return none().and(environment.get(ApiKey.ENVIRONMENT_VARIABLE));
    }

    Secrets and(@Nullable String key) {
        if (key == null || key.isBlank()) {
            return this;
        }
        List<String> all = new ArrayList<>(known);
        all.add(key.strip());
        return new Secrets(all);
    }

    String hide(String text) {
        String hidden = text;
        for (String key : known) {
            hidden = hidden.replace(key, HIDDEN);
        }
        return KEY.matcher(hidden).replaceAll(HIDDEN);
    }
}
