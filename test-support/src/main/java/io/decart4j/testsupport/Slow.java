package io.decart4j.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Waits for many seconds, because what it looks at takes that long outside of a test too: for {@code .ci/run} and
 * {@code bin/steady}, which set the property, and not for every run of {@code bin/test}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "tests.slow", matches = "true", disabledReason = "slow: runs with -Dtests.slow=true")
public @interface Slow {}
