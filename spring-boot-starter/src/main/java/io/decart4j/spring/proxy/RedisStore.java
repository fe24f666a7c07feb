package io.decart4j.spring.proxy;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.ServiceLimit;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.redis.RedisGate;
import io.decart4j.proxy.redis.RedisGateOptions;
import io.decart4j.proxy.redis.WithoutRedis;
import io.decart4j.spring.ClientSettings;
import java.time.Duration;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The gate that instances share. Apart, because its classes are there only with Spring Data Redis. */
final class RedisStore {

    /** Within less nobody could renew anything. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RedisStore() {}

    static SessionGate gate(ProxyProperties.Gate gate, ServiceLimit service, BeanFactory beans) {
        GateLimits limits = ProxySettings.gate(gate);
        if (gate.lifetime().compareTo(SHORTEST) < 0) {
            throw ClientSettings.conflict(
                    "decart.proxy.gate.lifetime",
                    "takes " + SHORTEST.toMillis() + "ms or more, not " + gate.lifetime(),
                    "Give a lease time to be renewed in: 15s is the default.");
        }
        RedisGateOptions options = ProxySettings.reading(
                "decart.proxy.gate",
                () -> new RedisGateOptions(
                        gate.prefix(),
                        gate.lifetime(),
                        RedisGateOptions.DEFAULT.poll(),
                        RedisGateOptions.DEFAULT.timeout(),
                        WithoutRedis.valueOf(gate.withoutRedis().name())));
        return new RedisGate(template(beans), limits, options, service);
    }

    private static ReactiveStringRedisTemplate template(BeanFactory beans) {
        try {
            return beans.getBean(ReactiveStringRedisTemplate.class);
        } catch (NoSuchBeanDefinitionException e) {
            throw ClientSettings.conflict(
                    "decart.proxy.gate.store",
                    "is redis, and there is not exactly one ReactiveStringRedisTemplate: " + e.getMessage(),
                    "Take Spring Boot's own (spring-boot-starter-data-redis-reactive), mark one of several as @Primary, or"
                            + " set decart.proxy.gate.store to memory.");
        }
    }
}
