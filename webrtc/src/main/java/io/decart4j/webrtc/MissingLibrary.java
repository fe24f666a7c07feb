package io.decart4j.webrtc;

/**
 * A shared library that the native code needs and the host lacks.
 *
 * @param soname the file the loader looks for, for example {@code libpulse.so.0}
 * @param debianPackage the package that brings it on Debian and Ubuntu
 */
public record MissingLibrary(String soname, String debianPackage) {}
