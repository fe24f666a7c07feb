package io.decart4j.cli;

import static java.util.Map.entry;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.reactor.VideoCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the library says of its options, in the words of who types: options and values as they are on this command line. */
final class TypedWords {

    /** By the name that the library's errors have for it. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            entry("apiKey", "--api-key"),
            entry("baseUrl", "--url"),
            entry("realtimeBaseUrl", "--url"),
            entry("model", "--model"),
            entry("model.name", "--model"),
            entry("prompt", "--prompt"),
            entry("image", "--image"),
            entry("preferredVideoCodec", "--codec"),
            entry("maxBitrate", "--max-bitrate"),
            entry("maxFramerate", "--max-framerate"),
            entry("degradationPreference", "--degradation"),
            entry("expiresIn", "--expires-in"),
            entry("allowedModels", "--allow-model"),
            entry("allowedOrigins", "--allow-origin"),
            entry("maxSessionDuration", "--max-session-duration"));

    private static final Pattern CODECS = Pattern.compile(
            Arrays.stream(VideoCodec.values()).map(Enum::name).collect(Collectors.joining("|", "\\b(", ")\\b")));

    private static final Pattern DURATION = Pattern.compile("\\bPT-?\\d[\\dHMS.-]*");

    private TypedWords() {}

    /** The message of an error that is about an option of the command line. */
    static String of(InvalidOptionException e) {
        String message = String.valueOf(e.getMessage());
        String name = OPTIONS.get(e.option());
        if (name == null) {
            return message;
        }
        message = message.replaceFirst("pass apiKey", "pass --api-key")
                .replaceFirst("RealtimeModel\\.of\\(.*\\)$", "--model NAME --size WxH --fps N");
        if (message.startsWith(e.option() + " ")) {
            message = name + message.substring(e.option().length());
        } else if (message.startsWith("takes ")) {
            message = name + " " + message;
        } else if (!message.contains(name)) {
            message = name + ": " + message;
        }
        String typed = DURATION.matcher(message).replaceAll(found -> seconds(found.group()));
        return name.equals("--codec")
                ? CODECS.matcher(typed).replaceAll(found -> found.group().toLowerCase(Locale.ROOT))
                : typed;
    }

    /** The message of an error that has a remedy in each place where the library is used: the one of this place. */
    static String of(MediaException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("set ConnectOptions\\b.*(--transport \\w+) on the command line", "use $1");
    }

    /** What an option takes that is one of these values, such as {@code livekit or direct}. */
    static String choice(Class<?> values) {
        String words = Arrays.stream(values.getEnumConstants())
                .map(value -> value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return words.replaceFirst(", (?=[^,]*$)", " or ");
    }

    private static String seconds(String duration) {
        return Matcher.quoteReplacement(Duration.parse(duration).toMillis() / 1000.0 + "s")
                .replace(".0s", "s");
    }
}
