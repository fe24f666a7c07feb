package io.decart4j.testkit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a session asked for, and what it does to a picture.
 *
 * @param prompt the prompt, null for none
 * @param imageRgb the mean colour of the reference image, null for none
 * @param tables the effect of both
 */
record AppliedState(@Nullable String prompt, @Nullable Integer imageRgb, PlaneTables tables) {

    static final AppliedState PASSTHROUGH = of(null, null);

    private static final Pattern TINT = Pattern.compile("tint\\s+#([0-9a-f]{6})");

    static AppliedState of(@Nullable String prompt, @Nullable Integer imageRgb) {
        PlaneTables tables = prompt == null ? PlaneTables.IDENTITY : ofPrompt(prompt.toLowerCase(Locale.ROOT));
        return new AppliedState(prompt, imageRgb, imageRgb == null ? tables : tables.tint(imageRgb));
    }

    /** Whether the picture stays as it is. */
    boolean isPassthrough() {
        return prompt == null && imageRgb == null;
    }

    private static PlaneTables ofPrompt(String prompt) {
        PlaneTables tables = PlaneTables.IDENTITY;
        if (prompt.contains("invert")) {
            tables = tables.then(y -> 251 - y, u -> 256 - u, v -> 256 - v);
        }
        if (prompt.contains("noir")) {
            tables = tables.then(y -> y, u -> 128, v -> 128);
        }
        Matcher tint = TINT.matcher(prompt);
        if (tint.find()) {
            tables = tables.tint(Integer.parseInt(tint.group(1), 16));
        }
        return tables == PlaneTables.IDENTITY ? tables.tint(colourOf(prompt)) : tables;
    }

    /** A saturated colour for any other prompt; the multiplication moves similar prompts apart. */
    static int colourOf(String prompt) {
        int sector = Math.floorMod(prompt.hashCode() * 0x9E3779B1, 6 * 256);
        int rising = sector % 256;
        int falling = 255 - rising;
        return switch (sector / 256) {
            case 0 -> Bt601.rgb(255, rising, 0);
            case 1 -> Bt601.rgb(falling, 255, 0);
            case 2 -> Bt601.rgb(0, 255, rising);
            case 3 -> Bt601.rgb(0, falling, 255);
            case 4 -> Bt601.rgb(rising, 0, 255);
            default -> Bt601.rgb(255, 0, falling);
        };
    }
}
