package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import java.awt.image.BufferedImage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A step of the demo.
 *
 * @param title what is done
 * @param caption the prompt that is then in force
 * @param action does it; what it has to say is shown, its error fails the step
 * @param appearance how the received frames have to look afterwards
 * @param reference the reference image in force, to be shown too
 */
record Step(
        String title,
        String caption,
        Mono<String> action,
        Predicate<VideoFrame> appearance,
        @Nullable BufferedImage reference) {}
