package io.decart4j.spring;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** The event loops that the application has now: each time that its context stops they end, and others begin with the next start. */
record CurrentLoops(ReactorResourceFactory resources) implements LoopResources {

    @Override
    public boolean daemon() {
        return resources.getLoopResources().daemon();
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return resources.getLoopResources().onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return resources.getLoopResources().onServer(useNative);
    }

    @Override
    public EventLoopGroup onServerSelect(boolean useNative) {
        return resources.getLoopResources().onServerSelect(useNative);
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        return resources.getLoopResources().onChannel(type, group);
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return resources.getLoopResources().onChannelClass(type, group);
    }
}
