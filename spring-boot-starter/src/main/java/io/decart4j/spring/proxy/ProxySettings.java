package io.decart4j.spring.proxy;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.ProxyLimits;
import io.decart4j.spring.ClientSettings;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/** From properties to what the proxy takes. */
final class ProxySettings {

    private ProxySettings() {}

    static ProxyLimits limits(ProxyProperties.Limits limits) {
        return reading(
                "decart.proxy.limits",
                () -> ProxyLimits.builder()
                        .maxFrameBytes(bytes(limits.maxFrame()))
                        .maxWaitingBytes(bytes(limits.maxWaiting()))
                        .maxEarlyBytes(bytes(limits.maxEarly()))
                        .messagesPerSecond(limits.messagesPerSecond())
                        .messageBurst(limits.messageBurst())
                        .bytesPerSecond(limits.bytesPerSecond())
                        .authentication(limits.authentication())
                        .handshake(limits.handshake())
                        .upstream(limits.upstream())
                        .hook(limits.hook())
                        .ping(limits.ping())
                        .silence(limits.silence())
                        .frameTime(limits.frameTime())
                        .cooldown(limits.cooldown())
                        .build());
    }

    /** What is out of the range of a number is out of every bound. */
    private static int bytes(DataSize size) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
    }

    static GateLimits gate(ProxyProperties.Gate gate) {
        return reading("decart.proxy.gate", () -> new GateLimits(gate.perUser(), gate.total(), gate.queue()));
    }

    static <T> T reading(String prefix, Supplier<T> value) {
        return ClientSettings.readingAny(prefix, value);
    }
}
