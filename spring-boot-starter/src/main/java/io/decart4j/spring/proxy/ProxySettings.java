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
                () -> new ProxyLimits(
                        bytes(limits.maxFrame()),
                        bytes(limits.maxWaiting()),
                        bytes(limits.maxEarly()),
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
