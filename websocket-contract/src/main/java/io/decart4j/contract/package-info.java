/** What the users of {@code io.decart4j.websocket} have in common, tried on each of them. */
@NullMarked
package io.decart4j.contract;

import org.jspecify.annotations.NullMarked;
