package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quota.RealtimeQuota;
import io.decart4j.reactor.internal.control.HttpApi;
import io.decart4j.reactor.internal.media.direct.ConnectivityCheck;
import io.decart4j.token.SubscribeToken;
import io.decart4j.webrtc.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Opens realtime sessions. */
public final class RealtimeClient {

    private static final Duration QUOTA = Duration.ofSeconds(30);

    private final SessionFactory sessions;
    private final HttpApi api;

    RealtimeClient(SessionFactory sessions, HttpApi api) {
        this.sessions = sessions;
        this.api = api;
    }

    /**
     * Asks at each subscription how many sessions the key's organization may have at once, and has. What is said holds for the
     * moment: another session may be opened before one's own is. Errors with {@link RequestException}.
     */
    public Mono<RealtimeQuota> quota() {
        return api.call(
                        HttpClient::get,
                        "/v1/realtime/quota",
                        QUOTA,
                        (status, words, cause) -> new RequestException(
                                ErrorCode.QUOTA_ERROR, status, "Failed to ask for the quota: " + words, cause))
                .map(RealtimeQuota::fromJson);
    }

    /** A session that does nothing until {@link RealtimeSession#connect()} is subscribed. */
    public RealtimeSession session(ConnectOptions options) {
        return sessions.create(Objects.requireNonNull(options, "options").settings());
    }

    /**
     * Opens a session at each subscription; completes with it in connected or generating. Events that happen meanwhile
     * are kept for the first subscriber of {@link RealtimeSession#events()}. Cancelling closes what was opened.
     */
    public Mono<RealtimeSession> connect(ConnectOptions options) {
        Objects.requireNonNull(options, "options");
        return Mono.defer(() -> session(options).connect());
    }

    /**
     * Watches a session of somebody else, who has given its subscribe token ({@link RealtimeSession#subscribeToken()}).
     * The token tells of which {@link Transport} the session is. Opens a viewer at each subscription; completes with it in
     * connected. Cancelling closes what was opened.
     *
     * @throws io.decart4j.error.InvalidOptionException when that is not a subscribe token
     */
    public Mono<RealtimeViewer> subscribe(String subscribeToken) {
        return subscribe(subscribeToken, ViewerOptions.DEFAULT);
    }

    /** The same with options. */
    public Mono<RealtimeViewer> subscribe(String subscribeToken, ViewerOptions options) {
        Objects.requireNonNull(options, "options");
        SubscribeToken token = SubscribeToken.decode(Objects.requireNonNull(subscribeToken, "subscribeToken"));
        return Mono.defer(() -> sessions.createViewer(token, options).connect());
    }

    /** Opens a session, works with it, and disconnects when that ends: completed, failed or cancelled. */
    public <T> Flux<T> withSession(
            ConnectOptions options, Function<? super RealtimeSession, ? extends Publisher<? extends T>> work) {
        return Flux.usingWhen(
                connect(options),
                Objects.requireNonNull(work, "work"),
                RealtimeSession::disconnect,
                (session, error) -> session.disconnect(),
                RealtimeSession::disconnect);
    }

    /** The check of {@link #checkConnectivity(List, Duration)} with the client's own ICE servers, for at most 5 s. */
    public Mono<PreflightReport> checkConnectivity() {
        return Mono.defer(() -> sessions.checkConnectivity(null, ConnectivityCheck.LIMIT));
    }

    /**
     * Finds out before a session whether media get through, without a session and without Decart: each subscription asks
     * the servers for candidates, and closes what it opened also when it is cancelled. The round trip is the time to the
     * first answer of a STUN server, an upper bound. Emits on {@code Schedulers.parallel()}; errors with {@link
     * io.decart4j.error.MediaException} when the native library cannot be used.
     *
     * @param iceServers at least one
     * @param limit for the answers; what has not come then is missing in the result
     */
    public Mono<PreflightReport> checkConnectivity(List<IceServer> iceServers, Duration limit) {
        Objects.requireNonNull(iceServers, "iceServers");
        Objects.requireNonNull(limit, "limit");
        return Mono.defer(() -> sessions.checkConnectivity(iceServers, limit));
    }

    /** The check of {@link #checkConnectivity(ConnectOptions, Duration)}, measuring for at most 12 s. */
    public Mono<PreflightReport> checkConnectivity(ConnectOptions trial) {
        return checkConnectivity(trial, TrialSession.LIMIT);
    }

    /**
     * Finds out how a session would be, with one: each subscription opens it as {@code trial} says, measures for some three
     * seconds from the first frame on, and disconnects, also when it is cancelled. It takes a place and generation time as
     * every session does. The verdict is the worst of the time to the first frame, loss, and, where no frame came, round
     * trip; why a session could not be had is in the report and not an error. Emits on {@code Schedulers.parallel()}.
     *
     * @param trial with a video source, or nothing will come back that could be measured; it is sent from the start, also with {@code
     *     startMuted}
     * @param limit for the measurement, from the connection on; to connect takes at most what {@code trial} says, and 30 s
     */
    public Mono<PreflightReport> checkConnectivity(ConnectOptions trial, Duration limit) {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(limit, "limit");
        return Mono.defer(() -> TrialSession.of(() -> session(trial), TrialSession.CONNECT, limit));
    }
}
