@NullMarked
package io.decart4j.ffmpeg;

import org.jspecify.annotations.NullMarked;
