/** Client tokens for end users, as a route of a WebFlux application. */
@NullMarked
package io.decart4j.spring.token;

import org.jspecify.annotations.NullMarked;
