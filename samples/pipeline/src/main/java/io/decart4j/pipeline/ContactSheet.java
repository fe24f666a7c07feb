package io.decart4j.pipeline;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import reactor.core.publisher.Flux;

/** Eight moments of the output, each below the same moment of the input. */
final class ContactSheet {

    private static final int MOMENTS = 8;
    private static final int COLUMNS = 4;
    private static final int CELL = 400;
    private static final int GAP = 20;
    private static final int HEADER = 90;
    private static final int CAPTION = 32;

    private final Job job;
    private final Result result;

    ContactSheet(Job job, Result result) {
        this.job = job;
        this.result = result;
    }

    Path write(Path file) throws IOException {
        List<BufferedImage> before = moments(job.pictures());
        List<BufferedImage> after = moments(
                MediaFile.open(result.recording().file()).atFrameRate(job.fps()).video());
        int cell = CELL * job.height() / job.width();
        int pair = 2 * cell + 4 + CAPTION + GAP;
        int width = COLUMNS * (CELL + GAP) + GAP;
        BufferedImage sheet =
                new BufferedImage(width, HEADER + MOMENTS / COLUMNS * pair + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.setColor(new Color(0xF3F4F6));
            g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            text(g, "decart4j pipeline: \"" + job.prompt() + "\"", 28, Font.BOLD, GAP, 44);
            text(g, title(), 16, Font.PLAIN, GAP, 72);
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                int x = GAP + i % COLUMNS * (CELL + GAP);
                int y = HEADER + i / COLUMNS * pair;
                g.drawImage(before.get(i), x, y, CELL, cell, null);
                g.drawImage(after.get(i), x, y + cell + 4, CELL, cell, null);
                String time = Timecode.text(Duration.ofNanos(job.nanos(number(i))));
                text(g, time + "  input, output", 15, Font.PLAIN, x, y + 2 * cell + 26);
            }
        } finally {
            g.dispose();
        }
        ImageIO.write(sheet, "png", file.toFile());
        return file;
    }

    private String title() {
        return result.recording().frames() + " of " + result.read() + " frames at " + job.width() + "×" + job.height()
                + ", " + job.model() + ", " + result.recording().file().getFileName();
    }

    /** In the middle of equal parts. */
    private long number(int moment) {
        return (2L * moment + 1) * result.read() / (2 * MOMENTS);
    }

    private List<BufferedImage> moments(Flux<VideoFrame> video) {
        List<BufferedImage> images = new ArrayList<>();
        video.index()
                .doOnNext(indexed -> {
                    try (VideoFrame frame = indexed.getT2()) {
                        if (images.size() < MOMENTS && indexed.getT1() == number(images.size())) {
                            images.add(FrameImages.toImage(frame));
                        }
                    }
                })
                .then()
                .block();
        return images;
    }

    private static void text(Graphics2D g, String text, int size, int style, int x, int y) {
        g.setColor(new Color(0x111827));
        g.setFont(new Font(Font.SANS_SERIF, style, size));
        g.drawString(text, x, y);
    }
}
