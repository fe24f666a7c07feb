package io.decart4j.proxy;

import io.decart4j.address.StreamAddress;
import io.decart4j.address.ViewerAddress;
import io.decart4j.error.DecartException;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Resolution;
import io.decart4j.input.Speed;
import io.decart4j.model.RealtimeModel;
import io.decart4j.token.SubscribeToken;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** From a client's URL to the service's. Only what is known goes on: a client's own credentials stay outside. */
final class Addresses {

    private static final String SPEED = "speed";

    /**
     * What official clients ask of the service for themselves, and what it costs nothing to grant: their room before their initial
     * state (Python), and a codec that the browser can play (JavaScript in Safari).
     */
    private static final Map<String, Pattern> CLIENTS_OWN = Map.of(
            "livekit_early_room_info", Pattern.compile("true"), "livekit_server_codec", Pattern.compile("\\w{1,20}"));

    private final URI base;
    private final String userAgent;
    private final Set<String> models;
    private final Set<String> parameters;
    private final boolean fastMode;
    private final LongAdder slowedDown;

    Addresses(
            URI base,
            String userAgent,
            Set<String> models,
            Set<String> parameters,
            boolean fastMode,
            LongAdder slowedDown) {
        this.base = base;
        this.userAgent = userAgent;
        this.models = Set.copyOf(models);
        this.parameters = Set.copyOf(parameters);
        this.fastMode = fastMode;
        this.slowedDown = slowedDown;
    }

    /** Of clients' parameters none may stand in for one that is set here. */
    static void checkParameters(Set<String> names) {
        Set<String> own = Set.of("api_key", "model", "resolution", "user_agent");
        for (String name : names) {
            if (name.isBlank() || own.contains(name)) {
                throw InvalidOptionException.of(
                        "queryParameters",
                        "takes names other than api_key, model, resolution and user_agent, not \"" + name + "\"");
            }
        }
    }

    /** Why a client's URL cannot be used, in words for the client. */
    static final class BadAddress extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadAddress(String message) {
            super(message, null, false, false);
        }
    }

    ProxyRequest stream(ServerRequest request, Caller caller) {
        String name = parameter(request, "model");
        if (name == null || name.isBlank()) {
            throw new BadAddress("missing query parameter: model");
        }
        if (!models.isEmpty() && !models.contains(name)) {
            throw new BadAddress("Model not allowed: " + name);
        }
        // Only name and path reach the service.
        RealtimeModel model = new RealtimeModel(name, SignalingProxy.STREAM, 1, 1, 1);
        Map<String, String> query = new LinkedHashMap<>();
        CLIENTS_OWN.forEach((own, takes) -> {
            String value = parameter(request, own);
            if (value != null && takes.matcher(value).matches()) {
                query.put(own, value);
            }
        });
        if (Speed.FAST.wireName().equals(parameter(request, SPEED))) {
            if (fastMode) {
                query.put(SPEED, Speed.FAST.wireName());
            } else if (!parameters.contains(SPEED)) {
                slowedDown.increment();
            }
        }
        for (String extra : parameters) {
            String value = parameter(request, extra);
            if (value != null) {
                query.put(extra, value);
            }
        }
        Resolution resolution = resolution(parameter(request, "resolution"));
        return new ProxyRequest(
                caller, name, null, key -> new StreamAddress(base, model, key, resolution, query, userAgent).toUrl());
    }

    ProxyRequest viewer(ServerRequest request, Caller caller) {
        try {
            String sid = request.pathVariable("sid");
            String ip = String.valueOf(parameter(request, "IP"));
            int port = Integer.parseInt(String.valueOf(parameter(request, "port")));
            SubscribeToken.Direct token = new SubscribeToken.Direct(sid, ip, port);
            return new ProxyRequest(caller, null, sid, key -> new ViewerAddress(base, token, key, userAgent).toUrl());
        } catch (NumberFormatException | DecartException e) {
            throw new BadAddress("Invalid session: no such address");
        }
    }

    private static @Nullable Resolution resolution(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(Resolution.values())
                .filter(resolution -> resolution.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadAddress("resolution takes 720p or 1080p"));
    }

    private static @Nullable String parameter(ServerRequest request, String name) {
        return request.queryParams().getFirst(name);
    }
}
