/** Client tokens and subscribe tokens. */
@NullMarked
package io.decart4j.token;

import org.jspecify.annotations.NullMarked;
