/** Media files through decart4j, against the FFmpeg under it. */
@NullMarked
package io.decart4j.benchmarks.files;

import org.jspecify.annotations.NullMarked;
