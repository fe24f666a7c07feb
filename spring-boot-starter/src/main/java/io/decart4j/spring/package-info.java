/** Auto-configuration of a {@code DecartClient} for Spring Boot: properties, life cycle, health and failures with a remedy. */
@NullMarked
package io.decart4j.spring;

import org.jspecify.annotations.NullMarked;
