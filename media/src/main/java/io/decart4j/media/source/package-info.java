/** Where frames and sound come from: patterns, pictures, files, tones. All cold. */
@NullMarked
package io.decart4j.media.source;

import org.jspecify.annotations.NullMarked;
