package io.decart4j.spring.proxy;

import io.decart4j.proxy.InMemoryGate;
import io.decart4j.proxy.SessionGate;
import io.decart4j.spring.ClientSettings;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The gate that the properties ask for: it is there, or the application does not start. */
final class GateStore {

    private static final String PROPERTY = "decart.proxy.gate.store";
    private static final String REDIS = "org.springframework.data.redis.core.ReactiveStringRedisTemplate";

    private GateStore() {}

    static SessionGate gate(ProxyProperties.Gate gate, ClientSettings settings, ConfigurableListableBeanFactory beans) {
        return switch (gate.store()) {
            case NONE -> open(settings);
            case MEMORY -> new InMemoryGate(ProxySettings.gate(gate));
            case REDIS -> redis(gate, beans);
        };
    }

    /** Limits without anybody who counts are a mistake; a store that is said to be none is not. */
    private static SessionGate open(ClientSettings settings) {
        if (!settings.isSet(PROPERTY)) {
            for (String limit : List.of("total", "per-user", "queue")) {
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

    private static SessionGate redis(ProxyProperties.Gate gate, ConfigurableListableBeanFactory beans) {
        if (!ClassUtils.isPresent(REDIS, beans.getBeanClassLoader())) {
            throw ClientSettings.conflict(
                    PROPERTY,
                    "is redis, and Spring Data Redis is not on the class path",
                    "Add spring-boot-starter-data-redis-reactive, or set " + PROPERTY + " to memory.");
        }
        return RedisStore.gate(gate, beans);
    }
}
