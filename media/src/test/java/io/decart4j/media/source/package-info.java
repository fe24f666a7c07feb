@NullMarked
package io.decart4j.media.source;

import org.jspecify.annotations.NullMarked;
