package io.decart4j.chaos;

import io.decart4j.input.ImageSource;
import io.decart4j.input.SetInput;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Somebody who uses a session without mercy: commands of all kinds, one upon the other, now and then the end. */
final class User {

    private static final List<String> PROMPTS =
            List.of("noir", "invert", "a watercolour", "tint #20c040", "noir", "forbidden fruit");
    private static final int ONE_IN = 250;

    private final SessionSlot slot;
    private final Random random;
    private final ImageSource image;
    private volatile boolean pausing = true;

    User(SessionSlot slot, Random random) {
        this.slot = slot;
        this.random = random;
        this.image = ImageSource.of(picture(random));
    }

    /** Works until disposed of, with breaks. */
    Disposable work() {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(10 + random.nextInt(250))))
                .doOnNext(due -> {
                    if (!pausing) {
                        act(slot.observed());
                    }
                })
                .repeat()
                .subscribe();
    }

    void pause(boolean pause) {
        pausing = pause;
    }

    private void act(ObservedSession observed) {
        if (random.nextInt(ONE_IN) == 0) {
            observed.disconnect().subscribe();
            return;
        }
        switch (random.nextInt(10)) {
            case 0 ->
                image(
                        observed,
                        "set",
                        observed.session().set(SetInput.prompt(prompt()).image(image)));
            case 1 -> image(observed, "image", observed.session().setImage(image));
            case 2 -> image(observed, "image", observed.session().setImage(ImageSource.clear()));
            case 3 -> {
                for (int i = 0; i < 5; i++) {
                    prompt(observed);
                }
            }
            case 4 -> {
                Commands.Command command = prompt(observed);
                Mono.delay(Duration.ofMillis(1 + random.nextInt(40))).subscribe(due -> command.cancel());
            }
            default -> prompt(observed);
        }
    }

    private Commands.Command prompt(ObservedSession observed) {
        return observed.commands()
                .issue("prompt", observed.session().setPrompt(prompt()), SessionSlot.TIMEOUTS.prompt());
    }

    private static void image(ObservedSession observed, String name, Mono<Void> command) {
        observed.commands().issue(name, command, SessionSlot.TIMEOUTS.image());
    }

    private String prompt() {
        return PROMPTS.get(random.nextInt(PROMPTS.size()));
    }

    private static byte[] picture(Random random) {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(random.nextInt(1 << 24)));
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
