package io.decart4j.reactor.internal.media;

import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.reactor.Transport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server's media travel in another way than the client's: no attempt mends that, one option does. */
public final class OtherTransport {

    private OtherTransport() {}

    /** What an error of a server is to a client that wants a room. */
    public static DecartException explained(ServerException said) {
        return Failures.wantsOffer(said) ? noRooms(said) : said;
    }

    /** The server negotiates on the control socket. */
    public static MediaException noRooms(Throwable cause) {
        return refused("The server has no rooms", Transport.DIRECT, cause);
    }

    /** The server names rooms. */
    public static MediaException onlyRooms() {
        return refused("The server wants the media in a room", Transport.LIVEKIT, null);
    }

    private static MediaException refused(String what, Transport takes, @Nullable Throwable cause) {
        String name = takes.name().toLowerCase(Locale.ROOT);
        String said = cause == null ? "" : " (" + cause.getMessage() + ")";
        return MediaException.refused(
                what + said + ": set ConnectOptions.builder(…).transport(Transport." + takes + "), decart.transport="
                        + name + " in Spring, --transport " + name + " on the command line",
                cause);
    }
}
