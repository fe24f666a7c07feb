@NullMarked
package io.decart4j.reactor.internal.media;

import org.jspecify.annotations.NullMarked;
