@NullMarked
package io.decart4j.media.sink;

import org.jspecify.annotations.NullMarked;
