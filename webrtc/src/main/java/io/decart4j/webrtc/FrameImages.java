package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.FourCC;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Frames to and from images, through libyuv (BT.601, limited range). CPU work in the calling thread; the first use in
 * a JVM loads the native library, which blocks and may throw {@link NativeLibraryException}.
 */
public final class FrameImages {

    private static final int BYTES_PER_PIXEL = 3;

    private FrameImages() {}

    /**
     * The frame as it is displayed: turned by its rotation, as {@link BufferedImage#TYPE_3BYTE_BGR}. Does not take the caller's
     * reference.
     *
     * @throws IllegalStateException when the frame was already released
     */
    public static BufferedImage toImage(VideoFrame frame) {
        NativeLibrary.load();
        try (VideoFrame upright = frame.upright()) {
            I420Buffer pixels = upright.buffer();
            BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
            NativeBuffer.borrow(pixels, from -> convert(from, image));
            return image;
        }
    }

    /**
     * An upright frame on the heap of any size; the caller releases it. Transparent pixels come out on black.
     *
     * @param timestampNanos capture time in nanoseconds on a monotonic clock of the caller
     */
    public static VideoFrame toFrame(BufferedImage image, long timestampNanos) {
        NativeLibrary.load();
        NativeI420Buffer pixels = NativeI420Buffer.allocate(image.getWidth(), image.getHeight());
        try {
            VideoBufferConverter.convertToI420(bytes(packed(image)), pixels, FourCC.BG24);
            return VideoFrame.of(Planes.toHeap(pixels), timestampNanos);
        } catch (Exception e) {
            throw new WebRtcException("convert image", e);
        } finally {
            pixels.release();
        }
    }

    private static BufferedImage convert(NativeI420Buffer from, BufferedImage to) {
        try {
            VideoBufferConverter.convertFromI420(from, bytes(to), FourCC.BG24);
            return to;
        } catch (Exception e) {
            throw new WebRtcException("convert frame", e);
        }
    }

    /** The image itself when its bytes are laid out as libyuv reads them, else a copy that is; a part of another image is not. */
    private static BufferedImage packed(BufferedImage image) {
        int size = image.getWidth() * image.getHeight() * BYTES_PER_PIXEL;
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
                && image.getRaster().getParent() == null
                && image.getRaster().getDataBuffer().getSize() == size) {
            return image;
        }
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = copy.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return copy;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
