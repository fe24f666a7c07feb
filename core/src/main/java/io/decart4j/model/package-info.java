/** The realtime models: the catalogue, its aliases and deprecations, and models of the caller's own. */
@NullMarked
package io.decart4j.model;

import org.jspecify.annotations.NullMarked;
