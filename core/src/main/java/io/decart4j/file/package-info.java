/** Files that were uploaded to the service, to be used as reference images. */
@NullMarked
package io.decart4j.file;

import org.jspecify.annotations.NullMarked;
