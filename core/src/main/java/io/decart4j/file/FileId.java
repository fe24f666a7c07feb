package io.decart4j.file;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.regex.Pattern;

/** The id of an uploaded file, which goes into the path of a URL. */
public final class FileId {

    private static final Pattern ID = Pattern.compile("file_[A-Za-z0-9_.-]{1,200}");

    private FileId() {}

    /**
     * The same id, when it is one.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for the option {@code fileId}
     */
    public static String check(String text) {
        if (!isOne(text)) {
            throw new InvalidOptionException(
                    ErrorCode.INVALID_INPUT,
                    "fileId",
                    "fileId takes an id that begins with file_, with letters, digits, dots and dashes behind it");
        }
        return text;
    }

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }
}
