/** Auto-configuration of the signaling proxy. */
@NullMarked
package io.decart4j.spring.proxy;

import org.jspecify.annotations.NullMarked;
