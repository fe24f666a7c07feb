@NullMarked
package io.decart4j.pipeline;

import org.jspecify.annotations.NullMarked;
