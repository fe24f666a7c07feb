/** Where a client connects to and as whom: base URLs, keys, user agents and the URLs made of them. */
@NullMarked
package io.decart4j.address;

import org.jspecify.annotations.NullMarked;
