@NullMarked
package io.decart4j.studio;

import org.jspecify.annotations.NullMarked;
