/** Frames out of media files and into them, through FFmpeg. */
@NullMarked
package io.decart4j.ffmpeg;

import org.jspecify.annotations.NullMarked;
