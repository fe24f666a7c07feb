/** How many sessions an organization may have at once. */
@NullMarked
package io.decart4j.quota;

import org.jspecify.annotations.NullMarked;
