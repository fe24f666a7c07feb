package io.decart4j.spring;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A property has a value that cannot be used; says which, and what it takes. Never has the key in it. */
public final class DecartPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final @Nullable String remedy;

    private DecartPropertyException(
            String property, String message, @Nullable String remedy, @Nullable Throwable cause) {
        super(property + ": " + message, cause);
        this.property = property;
        this.remedy = remedy;
    }

    /** The property, for example {@code decart.reconnect.retries}. */
    public String property() {
        return property;
    }

    /** What to do about it: the value's own remedy, or that of any value. */
    String remedy() {
        return remedy == null ? "Give " + property + " a value that it takes, or remove it for the default." : remedy;
    }

    boolean isKey() {
        return getCause() instanceof InvalidOptionException option && option.code() == ErrorCode.INVALID_API_KEY;
    }

    static DecartPropertyException of(String property, String message) {
        return new DecartPropertyException(property, message, null, null);
    }

    static DecartPropertyException of(String property, String message, String remedy) {
        return new DecartPropertyException(property, message, remedy, null);
    }

    /** Makes something of the properties under a prefix; what an option is called becomes the property's name. */
    static <T> T reading(String prefix, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidOptionException e) {
            throw new DecartPropertyException(prefix + "." + kebab(e.option()), e.getMessage(), null, e);
        }
    }

    /** The same where whatever is wrong is wrong with one property. */
    static <T> T readingOne(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new DecartPropertyException(property, String.valueOf(e.getMessage()), null, e);
        }
    }

    /** The same where the message begins with the option that is wrong. */
    static <T> T readingAny(String prefix, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | InvalidOptionException e) {
            String[] words = String.valueOf(e.getMessage()).split(" ", 2);
            throw new DecartPropertyException(
                    prefix + "." + kebab(words[0]).replace("-bytes", ""), words[words.length - 1], null, e);
        }
    }

    private static String kebab(String option) {
        return option.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
