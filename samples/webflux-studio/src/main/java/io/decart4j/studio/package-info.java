/** The studio: a Spring Boot application whose page shows a session, held by the server or by the browser. */
@NullMarked
package io.decart4j.studio;

import org.jspecify.annotations.NullMarked;
