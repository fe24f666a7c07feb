package io.decart4j.message;

/** A message that is JSON but not of the protocol's shape; its text never quotes the message. */
final class WireFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WireFormatException(String message) {
        super(message, null, false, false);
    }

    static WireFormatException field(String name, String takes) {
        return new WireFormatException("\"" + name + "\" takes " + takes);
    }
}
