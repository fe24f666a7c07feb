package io.decart4j.reactor.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.Candidate;
import io.decart4j.message.ServerMessage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the server says that callers or logs may see: the key is in none of it. */
class KeyGuardTest {

    private static final String KEY = "dct_a-very-secret-key";

    /** Go to the media library as they are, and are neither told nor logged. */
    private static final Set<Class<?>> DESCRIPTIONS =
            Set.of(ServerMessage.Answer.class, ServerMessage.Offer.class, ServerMessage.IceRestart.class);

    /** Every kind of message, so that a new one has to be looked at. */
    static Stream<Class<?>> kinds() {
        return Arrays.stream(ServerMessage.class.getPermittedSubclasses()).filter(kind -> !DESCRIPTIONS.contains(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theKeyIsInNoMessage(Class<?> kind) throws ReflectiveOperationException {
        ServerMessage said = quoting(kind);
        assertThat(new KeyGuard(KEY).clean(said).toString()).doesNotContain(KEY);
    }

    private static ServerMessage quoting(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(parts).map(KeyGuardTest::value).toArray();
        return (ServerMessage) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object value(RecordComponent part) {
        if (part.getType() == String.class) {
            // What an ack names is compared with what was sent, and goes nowhere else.
            return part.getName().equals("prompt") ? "noir" : "wrong key " + KEY + ", sorry";
        } else if (part.getType() == Candidate.class) {
            return new Candidate("candidate " + KEY, "0", 0, null);
        } else if (part.getType() == boolean.class) {
            return false;
        }
        return part.getType() == double.class ? (Object) 1.0 : (Object) 1;
    }
}
