/** A Decart-compatible server in the JVM, with real WebRTC media and scripted faults, and what tests of media need. */
@NullMarked
package io.decart4j.testkit;

import org.jspecify.annotations.NullMarked;
