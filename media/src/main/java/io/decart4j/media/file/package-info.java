/** What goes wrong with files. */
@NullMarked
package io.decart4j.media.file;

import org.jspecify.annotations.NullMarked;
