package io.decart4j.fuzz;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An input for which a target's promise does not hold. */
final class Finding extends AssertionError {

    private static final long serialVersionUID = 1L;

    private Finding(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    static void same(Object first, Object second) {
        if (!first.equals(second)) {
            throw new Finding("read " + first + ", and after writing that " + second, null);
        }
    }

    /** A text that can only be one of a few cannot quote what was read. */
    static void oneOf(Pattern texts, Throwable refusal) {
        String text = refusal.getMessage();
        if (text == null || !texts.matcher(text).matches()) {
            throw new Finding("a refusal in other words than the known ones: " + text, refusal);
        }
        if (refusal.getCause() != null) {
            throw new Finding("the cause of a refusal may quote what was read", refusal);
        }
    }
}
