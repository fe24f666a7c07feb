/** What the tests of all packages use. */
@NullMarked
package io.decart4j.media.testing;

import org.jspecify.annotations.NullMarked;
