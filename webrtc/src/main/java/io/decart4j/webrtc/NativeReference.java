package io.decart4j.webrtc;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;

/**
 * A reference to a native object that webrtc-java itself never counts. As shipped, neither a closed connection nor a
 * sender or transceiver that was added is ever released, 118 KB each:
 * https://github.com/devopvoid/webrtc-java/issues/239 and /146. Delete this class when an upgrade releases them.
 */
final class NativeReference extends RefCountedObject {

    private static final Field HANDLE = handleField();

    private NativeReference(long handle) throws IllegalAccessException {
        HANDLE.setLong(this, handle);
    }

    /** Adopts the reference that {@code owned} holds, for one {@link #release()}. Read it before the object is closed. */
    static NativeReference adopt(NativeObject owned) {
        try {
            return new NativeReference(handle(owned));
        } catch (IllegalAccessException e) {
            throw new LinkageError("webrtc-java changed its native handle", e);
        }
    }

    /** Adds a reference to a {@code borrowed} object, for one {@link #release()}. */
    static NativeReference retain(NativeObject borrowed) {
        NativeReference reference = adopt(borrowed);
        reference.retain();
        return reference;
    }

    /** The native address: the identity of an object whose Java wrapper is new at every call. */
    static long handle(NativeObject object) {
        try {
            return HANDLE.getLong(object);
        } catch (IllegalAccessException e) {
            throw new LinkageError("webrtc-java changed its native handle", e);
        }
    }

    private static Field handleField() {
        try {
            Field field = NativeObject.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new LinkageError("webrtc-java changed its native handle", e);
        }
    }
}
