package io.decart4j.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the answer to one description step. The native side may keep an observer for good, so it must hold
 * nothing: the future is forgotten once it was read.
 */
final class SdpReply implements CreateSessionDescriptionObserver, SetSessionDescriptionObserver {

    private static final long LIMIT_SECONDS = 10;

    private volatile @Nullable CompletableFuture<String> answer = new CompletableFuture<>();

    /** Makes the call and blocks until it is answered; gives the SDP of a create step, an empty string of a set step. */
    static String await(String step, Consumer<SdpReply> call) {
        SdpReply reply = new SdpReply();
        CompletableFuture<String> answer = reply.answer;
        if (answer == null) {
            throw new AssertionError("the reply is new");
        }
        try {
            call.accept(reply);
        } catch (RuntimeException | Error e) {
            reply.answer = null;
            throw NativeThread.failure(step, e);
        }
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new WebRtcException(
                    step, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new WebRtcException(step, "no answer within " + LIMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebRtcException(step, e);
        } finally {
            reply.answer = null;
        }
    }

    @Override
    public void onSuccess(RTCSessionDescription description) {
        succeed(description.sdp);
    }

    @Override
    public void onSuccess() {
        succeed("");
    }

    @Override
    public void onFailure(@Nullable String error) {
        CompletableFuture<String> waiting = answer;
        if (waiting != null) {
            waiting.completeExceptionally(new IllegalStateException(error));
        }
    }

    private void succeed(String sdp) {
        CompletableFuture<String> waiting = answer;
        if (waiting != null) {
            waiting.complete(sdp);
        }
    }
}
