package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.InitialState;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.RecordingLeakDetector;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service whose media are in rooms of a real livekit-server: control endpoint, model, and a client of both. */
final class RoomStudio implements AutoCloseable {

    static final String KEY = "dct_rooms";

    final Leftovers before = Leftovers.snapshot();
    final List<RoomHost> hosts = new CopyOnWriteArrayList<>();
    final List<String> watched = new CopyOnWriteArrayList<>();
    private final LiveKitServerProcess livekit;
    private final WebRtcRuntime models = WebRtcRuntime.create();
    private final DisposableServer control;
    final DecartClient client;
    /** Where clients find the rooms; the model always goes to the server itself. */
    volatile String url;
    /** What the next sessions are told instead of a good token. */
    volatile String brokenToken = "";

    RoomStudio(LiveKitServerProcess livekit) {
        this.livekit = livekit;
        this.url = livekit.url().toString();
        control = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws("/v1/stream", (in, out) -> {
                            RoomHost host = new RoomHost(this);
                            hosts.add(host);
                            return host.serve(in, out);
                        })
                        .post("/watch-stream/{room}", this::watch))
                .bindNow();
        client = client(KEY);
    }

    DecartClient client(String key) {
        return DecartClient.builder()
                .apiKey(key)
                .realtimeBaseUrl("ws://127.0.0.1:" + control.port())
                .build();
    }

    ConnectOptions.Builder options() {
        return ConnectOptions.builder(Studio.SMALL).video(Studio.pattern()).reconnect(Studio.QUICK);
    }

    RealtimeSession connect(InitialState initial) {
        return connect(options().initialState(initial));
    }

    RealtimeSession connect(ConnectOptions.Builder options) {
        return Objects.requireNonNull(client.realtime().connect(options.build()).block(Studio.PATIENCE));
    }

    RoomHost latest() {
        return hosts.get(hosts.size() - 1);
    }

    String token(String room, String identity) {
        return livekit.token().identity(identity).join(room).mint();
    }

    /** The model joins, and receives the user alone. */
    Mono<Inference> inference(String room) {
        return Inference.join(
                models,
                RoomOptions.builder(livekit.url(), token(room, "inference-server-local"))
                        .hostCandidatesOnly()
                        .subscribeTo("user"::equals)
                        .build());
    }

    WebRtcRuntime models() {
        return models;
    }

    private Publisher<Void> watch(HttpServerRequest request, HttpServerResponse response) {
        String room = String.valueOf(request.param("room"));
        watched.add(room);
        if (!KEY.equals(request.requestHeaders().get("x-api-key"))) {
            return response.status(401).send();
        }
        if (hosts.stream().noneMatch(host -> host.room.equals(room))) {
            return response.status(404).send();
        }
        String body = "{\"livekit_url\":\"" + url + "\",\"token\":\"" + token(room, "viewer-" + watched.size())
                + "\",\"room_name\":\"" + room + "\"}";
        return response.header("content-type", "application/json").sendByteArray(Mono.just(body.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        client.close();
        Flux.fromIterable(hosts).flatMap(RoomHost::close).blockLast(Studio.PATIENCE);
        models.close();
        control.disposeNow(Duration.ofSeconds(5));
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
