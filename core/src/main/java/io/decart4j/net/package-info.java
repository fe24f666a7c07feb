/** What a URL says about the network. */
@NullMarked
package io.decart4j.net;

import org.jspecify.annotations.NullMarked;
