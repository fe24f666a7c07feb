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

    private DecartPropertyException(String property, String message, @Nullable Throwable cause) {
        super(property + ": " + message, cause);
        this.property = property;
    }

    /** The property, for example {@code decart.reconnect.retries}. */
    public String property() {
        return property;
    }

    boolean isKey() {
        return getCause() instanceof InvalidOptionException option && option.code() == ErrorCode.INVALID_API_KEY;
    }

    static DecartPropertyException of(String property, String message) {
        return new DecartPropertyException(property, message, null);
    }

    /** Makes something of the properties under a prefix; what an option is called becomes the property's name. */
    static <T> T reading(String prefix, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidOptionException e) {
            throw new DecartPropertyException(prefix + "." + kebab(e.option()), e.getMessage(), e);
        }
    }

    /** The same where whatever is wrong is wrong with one property. */
    static <T> T readingOne(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new DecartPropertyException(property, String.valueOf(e.getMessage()), e);
        }
    }

    /** The same where the message begins with the option that is wrong. */
    static <T> T readingAny(String prefix, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String[] words = String.valueOf(e.getMessage()).split(" ", 2);
            throw new DecartPropertyException(
                    prefix + "." + kebab(words[0]).replace("-bytes", ""), words[words.length - 1], e);
        }
    }

    private static String kebab(String option) {
        return option.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
