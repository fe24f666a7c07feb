package io.decart4j.message;

import java.util.Arrays;

/** The image of a {@link ClientMessage.SetImage}. */
public sealed interface ImagePayload {

    /**
     * The image itself. It travels as Base64; here it is the bytes, which must not change any more.
     *
     * @param bytes the encoded picture (PNG, JPEG, …)
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Inline(byte[] bytes) implements ImagePayload {
        @Override
        public boolean equals(Object other) {
            return other instanceof Inline that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Inline[" + bytes.length + " bytes]";
        }
    }

    /**
     * A file that was uploaded before.
     *
     * @param id the file's id, beginning with {@code file_}
     */
    record Reference(String id) implements ImagePayload {}
}
