package io.decart4j.testkit;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.function.BiConsumer;

/** A UDP socket on a free port of 127.0.0.1. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails on UDP is a packet that is lost
final class RelayPort {

    /** Bursts of a key frame are not to be lost by accident. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final NioDatagramChannel channel;
    private final InetSocketAddress address;

    private RelayPort(NioDatagramChannel channel, InetSocketAddress address) {
        this.channel = channel;
        this.address = address;
    }

    /**
     * A socket that is bound when this returns: whoever is told of a port is told at once, and nothing overtakes.
     *
     * @param inbound takes each packet with its sender, on the loop
     */
    static RelayPort bind(EventLoop loop, BiConsumer<byte[], InetSocketAddress> inbound) {
        try {
            DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            socket.bind(new InetSocketAddress(NetUtil.LOCALHOST4, 0));
            InetSocketAddress address = (InetSocketAddress) socket.getLocalAddress();
            NioDatagramChannel channel = new NioDatagramChannel(socket);
            channel.pipeline().addLast(new SimpleChannelInboundHandler<DatagramPacket>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
                    inbound.accept(ByteBufUtil.getBytes(packet.content()), packet.sender());
                }
            });
            loop.register(channel);
            return new RelayPort(channel, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** On the loop; nothing once the port is closed. */
    void send(byte[] packet, InetSocketAddress to) {
        if (channel.isActive()) {
            channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(packet), to));
        }
    }

    void close() {
        channel.close();
    }
}
