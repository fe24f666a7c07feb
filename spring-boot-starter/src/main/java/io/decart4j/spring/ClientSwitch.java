package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * That {@code decart.client.enabled} is what it was when the application was built. Ahead of time Spring decides then which beans
 * there are, and a property that is set later would change nothing and say nothing.
 */
final class ClientSwitch {

    static final String PROPERTY = "decart.client.enabled";

    private ClientSwitch() {}

    static ClientSwitch checked(
            DecartProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        // As the condition reads it.
        boolean enabled = !"false".equalsIgnoreCase(environment.getProperty(PROPERTY));
        boolean there = beans.containsBeanDefinition("decartClient");
        if (there != enabled && (there || beans.getBeanNamesForType(DecartClient.class, true, false).length == 0)) {
            throw DecartPropertyException.of(
                    PROPERTY,
                    "is " + enabled + ", and the application was built ahead of time with " + there,
                    "Build the application with " + PROPERTY + "=" + enabled + ", or run it with " + there + ".");
        }
        if (!enabled && properties.requireMedia()) {
            throw DecartPropertyException.of(
                    "decart.require-media",
                    "is true, and with " + PROPERTY + "=false nothing here uses media",
                    "Remove one of decart.require-media and " + PROPERTY + ".");
        }
        return new ClientSwitch();
    }
}
