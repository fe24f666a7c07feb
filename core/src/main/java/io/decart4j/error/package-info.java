/** Everything that can go wrong, as one sealed hierarchy, and the rule that says what is worth another attempt. */
@NullMarked
package io.decart4j.error;

import org.jspecify.annotations.NullMarked;
