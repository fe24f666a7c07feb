package io.decart4j.cli;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Texts of the command line to values. */
final class Converters {

    private Converters() {}

    /** {@code 10}, {@code 2.5s}, {@code 500ms}, {@code 2m}, or ISO 8601. */
    static final class Time implements ITypeConverter<Duration> {

        private static final Pattern SHORT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)?");

        @Override
        public Duration convert(String text) {
            Duration value = parse(text);
            if (value.isZero() || value.isNegative()) {
                throw new TypeConversionException("takes a time such as 10s, 500ms or 2m, got " + text);
            }
            return TimeLimits.clamped(value);
        }

        private static Duration parse(String text) {
            Matcher matcher = SHORT.matcher(text);
            if (!matcher.matches()) {
                try {
                    return Duration.parse(text);
                } catch (DateTimeParseException e) {
                    return Duration.ZERO;
                }
            }
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            double millis = Double.parseDouble(matcher.group(1))
                    * switch (unit) {
                        case "ms" -> 1;
                        case "m" -> 60_000;
                        case "h" -> 3_600_000;
                        default -> 1000;
                    };
            return Duration.ofMillis(Math.round(millis));
        }
    }

    /** {@code 640x360}. */
    static final class Picture implements ITypeConverter<Size> {

        private static final Pattern SIZE = Pattern.compile("(\\d{2,4})[xX](\\d{2,4})");

        @Override
        public Size convert(String text) {
            Matcher matcher = SIZE.matcher(text);
            if (matcher.matches()) {
                Size size = new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
                if (size.isUsable()) {
                    return size;
                }
            }
            throw new TypeConversionException(
                    "takes WxH with even sides from " + Size.MIN + " to " + Size.MAX + ", got " + text);
        }
    }
}
