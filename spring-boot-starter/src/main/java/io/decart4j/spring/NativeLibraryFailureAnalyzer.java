package io.decart4j.spring;

import io.decart4j.webrtc.NativeLibraryException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What to install where the native media library cannot be loaded. */
final class NativeLibraryFailureAnalyzer extends AbstractFailureAnalyzer<NativeLibraryException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NativeLibraryException cause) {
        String action = cause.missing().isEmpty()
                ? "Check that this platform is one that webrtc-java has a library for, and that its temporary folder can"
                        + " be written to and executed from."
                : "On Debian or Ubuntu: " + Remedy.aptLine(cause.missing());
        return new FailureAnalysis("Media cannot be used: " + cause.getMessage() + ".", action, cause);
    }
}
