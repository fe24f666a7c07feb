/** Edits of session descriptions, section by section. */
@NullMarked
package io.decart4j.internal.sdp;

import org.jspecify.annotations.NullMarked;
