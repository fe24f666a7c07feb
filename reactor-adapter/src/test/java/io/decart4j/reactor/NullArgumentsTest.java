package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.file.FileUploadOptions;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetImageOptions;
import io.decart4j.input.SetInput;
import io.decart4j.media.FrameBuffer;
import io.decart4j.model.RealtimeModels;
import io.decart4j.token.TokenRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever takes no null says which argument it was, when it is called and not later. */
class NullArgumentsTest {

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(String.class, "a"),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(List.class, List.of()),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(Path.class, Path.of("a.png")),
            Map.entry(Publisher.class, Flux.empty()),
            Map.entry(Function.class, (Function<Object, Object>) any -> Mono.empty()),
            Map.entry(Predicate.class, (Predicate<Object>) any -> true),
            Map.entry(boolean.class, true),
            Map.entry(double.class, 0.5),
            Map.entry(int.class, 1),
            Map.entry(ConnectOptions.class, ConnectOptions.builder("lucy-2.5").build()),
            Map.entry(ViewerOptions.class, ViewerOptions.DEFAULT),
            Map.entry(FileUploadOptions.class, FileUploadOptions.DEFAULT),
            Map.entry(SetInput.class, SetInput.prompt("a")),
            Map.entry(ImageSource.class, ImageSource.clear()),
            Map.entry(SetImageOptions.class, SetImageOptions.none()),
            Map.entry(TokenRequest.class, TokenRequest.builder().build()));

    @Test
    void theArgumentIsNamed() {
        List<String> bare = new ArrayList<>();
        try (DecartClient client = DecartClient.builder().apiKey("dct_a").build()) {
            Stream.of(
                            client.realtime(),
                            client.files(),
                            client.tokens(),
                            client.realtime()
                                    .session(ConnectOptions.builder("lucy-2.5").build()),
                            DecartClient.builder(),
                            ConnectOptions.builder(RealtimeModels.LUCY_LATEST),
                            SessionTimeouts.builder(),
                            ReconnectPolicy.builder(),
                            FrameBuffer.latest(),
                            InitialState.none(),
                            SetInput.prompt("a"))
                    .forEach(target -> bare.addAll(bare(target, target.getClass())));
        }
        bare.addAll(bare(null, ConnectOptions.class));
        bare.addAll(bare(null, InitialState.class));
        bare.addAll(bare(null, SetInput.class));
        bare.addAll(bare(null, ImageSource.class));
        assertThat(bare).isEmpty();
    }

    /** Statics of the type when there is no target. */
    private static List<String> bare(@Nullable Object target, Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) == (target == null))
                .filter(method -> method.getDeclaringClass() != Object.class
                        && !method.getName().equals("equals"))
                .flatMap(method -> bare(target, method))
                .toList();
    }

    private static Stream<String> bare(@Nullable Object target, Method method) {
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (method.getParameterTypes()[i].isPrimitive()
                    || method.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class)) {
                continue;
            }
            String said = said(target, method, i);
            if (said != null) {
                bare.add(method.toGenericString() + ", argument " + i + ": " + said);
            }
        }
        return bare.stream();
    }

    /** Null when that is a refusal in words of ours. */
    private static @Nullable String said(@Nullable Object target, Method method, int none) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == none ? null : VALUES.get(method.getParameterTypes()[i]);
        }
        try {
            method.invoke(target, arguments);
            return "taken";
        } catch (InvocationTargetException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            String message = thrown.getMessage();
            boolean ours = thrown instanceof DecartException
                    || (thrown instanceof NullPointerException && message != null && message.matches("\\w+(: .*)?"));
            return ours ? null : thrown.toString();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
