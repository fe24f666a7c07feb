@NullMarked
package io.decart4j.reactor.internal.media.direct;

import org.jspecify.annotations.NullMarked;
