/** What the tests of all modules have in common. */
@NullMarked
package io.decart4j.testsupport;

import org.jspecify.annotations.NullMarked;
