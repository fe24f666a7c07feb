/** The demo: a session against a server in the same program, checked on its pixels and shown on one sheet. */
@NullMarked
package io.decart4j.cli.demo;

import org.jspecify.annotations.NullMarked;
