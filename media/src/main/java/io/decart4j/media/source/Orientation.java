package io.decart4j.media.source;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done with a picture for display, by EXIF's tag 274: a turn clockwise, then perhaps left and right exchanged. */
record Orientation(int quarters, boolean mirrored) {

    private static final Logger log = LoggerFactory.getLogger(Orientation.class);

    /** The values 1 to 8 of the tag, and in front of them what a value that is none of these means. */
    private static final Orientation[] TAG = {
        new Orientation(0, false),
        new Orientation(0, false),
        new Orientation(0, true),
        new Orientation(2, false),
        new Orientation(2, true),
        new Orientation(1, true),
        new Orientation(1, false),
        new Orientation(3, true),
        new Orientation(3, false),
    };

    /** As the file's EXIF data say, upright when there are none or they are broken: the picture itself may be well. */
    static Orientation of(byte[] file) {
        try {
            ExifIFD0Directory directory = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer tag = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return tag == null || tag < 1 || tag >= TAG.length ? TAG[0] : TAG[tag];
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            log.debug("No EXIF data can be read", e);
            return TAG[0];
        }
    }

    BufferedImage apply(BufferedImage image) {
        if (quarters == 0 && !mirrored) {
            return image;
        }
        boolean lying = quarters % 2 == 1;
        int width = lying ? image.getHeight() : image.getWidth();
        int height = lying ? image.getWidth() : image.getHeight();
        AffineTransform move = new AffineTransform();
        if (mirrored) {
            move.translate(width, 0);
            move.scale(-1, 1);
        }
        move.translate(width / 2.0, height / 2.0);
        move.quadrantRotate(quarters);
        move.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = upright.createGraphics();
        try {
            graphics.drawImage(image, move, null);
        } finally {
            graphics.dispose();
        }
        return upright;
    }
}
