/** Edits of session descriptions, section by section. */
@NullMarked
package io.decart4j.sdp;

import org.jspecify.annotations.NullMarked;
