/** The rules of a session as pure classes: no clock, no thread, no socket. */
@NullMarked
package io.decart4j.internal.session;

import org.jspecify.annotations.NullMarked;
