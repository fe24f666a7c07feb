@org.jspecify.annotations.NullMarked
package io.decart4j.websocket;
