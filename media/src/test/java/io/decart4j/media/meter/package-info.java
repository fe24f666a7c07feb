@NullMarked
package io.decart4j.media.meter;

import org.jspecify.annotations.NullMarked;
