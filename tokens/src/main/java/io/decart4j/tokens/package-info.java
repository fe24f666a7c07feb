/** Verification of client tokens: their signature, time, issuer and audience, by keys that are fetched now and then. */
@NullMarked
package io.decart4j.tokens;

import org.jspecify.annotations.NullMarked;
