package io.decart4j.proxy;

import io.decart4j.address.StreamAddress;
import io.decart4j.address.ViewerAddress;
import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Resolution;
import io.decart4j.model.RealtimeModel;
import io.decart4j.token.SubscribeToken;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** From a client's URL to the service's. Only what is known goes on: a client's own credentials stay outside. */
final class Addresses {

    /** Decart's newest clients wait for their room before they say their initial state, and ask the service for it by this. */
    private static final String EARLY_ROOM = "livekit_early_room_info";

    private final URI base;
    private final String userAgent;
    private final Set<String> models;
    private final Set<String> parameters;

    Addresses(URI base, String userAgent, Set<String> models, Set<String> parameters) {
        this.base = base;
        this.userAgent = userAgent;
        this.models = Set.copyOf(models);
        this.parameters = Set.copyOf(parameters);
    }

    /** Of clients' parameters none may stand in for one that is set here. */
    static void checkParameters(Set<String> names) {
        Set<String> own = Set.of("api_key", "model", "resolution", "user_agent");
        for (String name : names) {
            if (name.isBlank() || own.contains(name)) {
                throw new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        "queryParameters",
                        "queryParameters takes names other than api_key, model, resolution and user_agent, not \""
                                + name + "\"");
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

    Visit stream(ServerRequest request, Caller caller) {
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
        if ("true".equals(parameter(request, EARLY_ROOM))) {
            query.put(EARLY_ROOM, "true");
        }
        for (String extra : parameters) {
            String value = parameter(request, extra);
            if (value != null) {
                query.put(extra, value);
            }
        }
        Resolution resolution = resolution(parameter(request, "resolution"));
        return new Visit(
                caller, name, null, key -> new StreamAddress(base, model, key, resolution, query, userAgent).toUrl());
    }

    Visit viewer(ServerRequest request, Caller caller) {
        try {
            String sid = request.pathVariable("sid");
            String ip = String.valueOf(parameter(request, "IP"));
            int port = Integer.parseInt(String.valueOf(parameter(request, "port")));
            SubscribeToken.Direct token = new SubscribeToken.Direct(sid, ip, port);
            return new Visit(caller, null, sid, key -> new ViewerAddress(base, token, key, userAgent).toUrl());
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
