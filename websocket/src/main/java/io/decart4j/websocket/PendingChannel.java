package io.decart4j.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * The network channel of an opening that may be cancelled at any moment: Reactor Netty leaves the socket open when it is cancelled
 * while the upgrade is under way, or when its result comes too late for anybody.
 */
final class PendingChannel {

    private @Nullable Channel channel;
    private boolean cancelled;

    /** The channel is there; closed at once when the opening was cancelled before. */
    synchronized void connected(Channel opened) {
        channel = opened;
        closeIfCancelled();
    }

    /** Nobody wants it any more. */
    synchronized void cancel() {
        cancelled = true;
        closeIfCancelled();
    }

    private void closeIfCancelled() {
        Channel opened = channel;
        if (cancelled && opened != null) {
            opened.eventLoop().execute(() -> close(opened));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    private static void close(Channel opened) {
        ChannelPipeline pipeline = opened.pipeline();
        if (pipeline.get(WebSocketFrameDecoder.class) == null && pipeline.get(NettyPipeline.ReactiveBridge) != null) {
            // Reactor Netty would warn, with a stack trace, of an upgrade that did not come to its end.
            pipeline.remove(NettyPipeline.ReactiveBridge);
        }
        // What has the channel now also has the frames that arrived and that nobody will receive.
        Connection.from(opened).dispose();
        opened.close();
    }
}
