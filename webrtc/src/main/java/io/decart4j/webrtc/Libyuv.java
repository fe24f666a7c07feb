package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * The native conversions behind webrtc-java's {@link VideoBufferConverter}, called by libyuv's own codes: the public methods
 * take an enum that lacks packed red, green, blue. The native code checks the size of what it writes to.
 */
final class Libyuv {

    private static final MethodHandle TO_ARRAY =
            find("I420toByteArray", fromI420(byte[].class), fromI420(Object.class));
    private static final MethodHandle TO_DIRECT =
            find("I420toDirectBuffer", fromI420(ByteBuffer.class), fromI420(Object.class));
    private static final MethodHandle FROM_ARRAY = find("byteArrayToI420", toI420(byte[].class), toI420(Object.class));
    private static final MethodHandle FROM_DIRECT =
            find("directBufferToI420", toI420(ByteBuffer.class), toI420(Object.class));

    private Libyuv() {}

    static void write(NativeI420Buffer from, byte[] to, PixelFormat format) {
        write(TO_ARRAY, from, to, format);
    }

    /** @param to direct; written from its first byte, whatever its position */
    static void write(NativeI420Buffer from, ByteBuffer to, PixelFormat format) {
        write(TO_DIRECT, from, to, format);
    }

    static void read(byte[] from, NativeI420Buffer to, PixelFormat format) {
        read(FROM_ARRAY, from, to, format);
    }

    /** @param from direct; read from its first byte, whatever its position */
    static void read(ByteBuffer from, NativeI420Buffer to, PixelFormat format) {
        read(FROM_DIRECT, from, to, format);
    }

    private static void write(MethodHandle how, NativeI420Buffer from, Object to, PixelFormat format) {
        try {
            how.invokeExact(
                    from.getDataY(),
                    from.getStrideY(),
                    from.getDataU(),
                    from.getStrideU(),
                    from.getDataV(),
                    from.getStrideV(),
                    to,
                    from.getWidth(),
                    from.getHeight(),
                    format.code());
        } catch (Throwable e) {
            throw new WebRtcException("convert frame", e);
        }
    }

    private static void read(MethodHandle how, Object from, NativeI420Buffer to, PixelFormat format) {
        try {
            how.invokeExact(
                    from,
                    to.getWidth(),
                    to.getHeight(),
                    to.getDataY(),
                    to.getStrideY(),
                    to.getDataU(),
                    to.getStrideU(),
                    to.getDataV(),
                    to.getStrideV(),
                    format.code());
        } catch (Throwable e) {
            throw new WebRtcException("convert pixels", e);
        }
    }

    private static MethodType fromI420(Class<?> to) {
        return MethodType.methodType(
                void.class,
                ByteBuffer.class,
                int.class,
                ByteBuffer.class,
                int.class,
                ByteBuffer.class,
                int.class,
                to,
                int.class,
                int.class,
                int.class);
    }

    private static MethodType toI420(Class<?> from) {
        return MethodType.methodType(
                void.class,
                from,
                int.class,
                int.class,
                ByteBuffer.class,
                int.class,
                ByteBuffer.class,
                int.class,
                ByteBuffer.class,
                int.class,
                int.class);
    }

    /** @param called as the method is called: arrays and buffers alike */
    private static MethodHandle find(String name, MethodType type, MethodType called) {
        try {
            Method method = VideoBufferConverter.class.getDeclaredMethod(name, type.parameterArray());
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(called);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("webrtc-java changed its converter", e);
        }
    }
}
