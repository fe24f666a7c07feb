package io.decart4j.spring.proxy;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.ProxyLimits;
import io.decart4j.spring.ClientSettings;
import java.util.function.Supplier;

/** From properties to what the proxy takes. */
final class ProxySettings {

    private ProxySettings() {}

    static ProxyLimits limits(ProxyProperties.Limits limits) {
        return reading(
                "decart.proxy.limits",
                () -> new ProxyLimits(
                        Math.toIntExact(Math.min(limits.maxFrame().toBytes(), Integer.MAX_VALUE)),
                        Math.toIntExact(Math.min(limits.maxWaiting().toBytes(), Integer.MAX_VALUE)),
                        limits.messagesPerSecond(),
                        limits.messageBurst(),
                        limits.bytesPerSecond(),
                        limits.authentication(),
                        limits.handshake(),
                        limits.upstream(),
                        limits.hook(),
                        limits.ping(),
                        limits.silence(),
                        limits.frameTime(),
                        limits.cooldown()));
    }

    static GateLimits gate(ProxyProperties.Gate gate) {
        return reading("decart.proxy.gate", () -> new GateLimits(gate.perUser(), gate.total(), gate.queue()));
    }

    static <T> T reading(String prefix, Supplier<T> value) {
        return ClientSettings.readingAny(prefix, value);
    }
}
