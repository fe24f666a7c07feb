/** What a caller sets: prompts, reference images and the state a session starts with, validated when it is built. */
@NullMarked
package io.decart4j.input;

import org.jspecify.annotations.NullMarked;
