package io.decart4j.spring.proxy;

import io.decart4j.proxy.InMemoryGate;
import io.decart4j.proxy.ServiceLimit;
import io.decart4j.proxy.SessionGate;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.ClientSettings;
import java.util.List;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Mono;

/** The gate that the properties ask for: it is there, or the application does not start. */
final class GateStore {

    private static final String PROPERTY = "decart.proxy.gate.store";
    private static final String REDIS = "org.springframework.data.redis.core.ReactiveStringRedisTemplate";

    private GateStore() {}

    static SessionGate gate(ProxyProperties.Gate gate, ClientSettings settings, ConfigurableListableBeanFactory beans) {
        return switch (gate.store()) {
            case NONE -> open(settings);
            case MEMORY -> new InMemoryGate(ProxySettings.gate(gate), service(gate, beans));
            case REDIS -> redis(gate, beans);
        };
    }

    /** Limits without anybody who counts are a mistake; a store that is said to be none is not. */
    private static SessionGate open(ClientSettings settings) {
        if (!settings.isSet(PROPERTY)) {
            for (String limit : List.of("total", "per-user", "queue", "service-limit")) {
                String property = "decart.proxy.gate." + limit;
                if (settings.isSet(property)) {
                    throw ClientSettings.conflict(
                            property,
                            "is set, and " + PROPERTY + " is not, so nobody would count",
                            "Set " + PROPERTY + " to memory, redis or, for no limit at all, none.");
                }
            }
        }
        return SessionGate.open();
    }

    private static ServiceLimit service(ProxyProperties.Gate gate, ConfigurableListableBeanFactory beans) {
        if (!gate.serviceLimit()) {
            return ServiceLimit.none();
        }
        try {
            DecartClient client = beans.getBean(DecartClient.class);
            return ServiceLimit.of(Mono.defer(() -> client.realtime().quota()));
        } catch (NoSuchBeanDefinitionException e) {
            throw ClientSettings.conflict(
                    "decart.proxy.gate.service-limit",
                    "is set, and there is not exactly one DecartClient to ask: " + e.getMessage(),
                    "Leave decart.client.enabled as it is, mark one of several as @Primary, or make the gate a bean of"
                            + " your own: new InMemoryGate(limits, ServiceLimit.of(client.realtime().quota())).");
        }
    }

    private static SessionGate redis(ProxyProperties.Gate gate, ConfigurableListableBeanFactory beans) {
        if (!ClassUtils.isPresent(REDIS, beans.getBeanClassLoader())) {
            throw ClientSettings.conflict(
                    PROPERTY,
                    "is redis, and Spring Data Redis is not on the class path",
                    "Add spring-boot-starter-data-redis-reactive, or set " + PROPERTY + " to memory.");
        }
        return RedisStore.gate(gate, service(gate, beans), beans);
    }
}
