package io.decart4j.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyPipeline;

/**
 * Hangs up on who connects and does not get to the end of the head of a request, however busily. Reactor Netty has a limit of
 * its own, which ends WebSockets too.
 */
final class RequestPatience extends ChannelInboundHandlerAdapter {

    private final Duration patience;
    private Disposable timer = Disposables.disposed();

    private RequestPatience(Duration patience) {
        this.patience = patience;
    }

    static void with(Channel channel, Duration patience) {
        channel.pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "decart4j.patience", new RequestPatience(patience));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timer = Schedulers.fromExecutorService(context.channel().eventLoop())
                .schedule(() -> ControlSocket.reset(context.channel()), patience.toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            timer.dispose();
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        timer.dispose();
        context.fireChannelInactive();
    }
}
