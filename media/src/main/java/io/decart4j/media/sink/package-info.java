/** Where frames go: files and browsers. A sink releases every frame that it takes. */
@NullMarked
package io.decart4j.media.sink;

import org.jspecify.annotations.NullMarked;
