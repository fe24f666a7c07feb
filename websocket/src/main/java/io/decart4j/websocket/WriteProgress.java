package io.decart4j.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether what waits to be sent gets away. For the event loop only. */
final class WriteProgress {

    private final Channel channel;
    private int message;
    private long sent;

    WriteProgress(Channel channel) {
        this.channel = channel;
    }

    /** Whether anything waits. */
    boolean isWaiting() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && waiting.current() != null;
    }

    /** Whether any of it has gone since the question before. What is added at the end is no progress. */
    boolean hasMoved() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        Object first = waiting == null ? null : waiting.current();
        int firstNow = System.identityHashCode(first);
        long sentNow = first == null ? 0 : waiting.currentProgress();
        boolean moved = firstNow != message || sentNow != sent;
        message = firstNow;
        sent = sentNow;
        return moved;
    }
}
