package io.decart4j.spring;

import io.decart4j.address.ApiKey;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What to do about a property that cannot be used, the missing key first of all. */
final class DecartPropertyFailureAnalyzer extends AbstractFailureAnalyzer<DecartPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, DecartPropertyException cause) {
        String action = cause.isKey()
                ? "Set the property decart.api-key or the environment variable " + ApiKey.ENVIRONMENT_VARIABLE
                        + " to a key of platform.decart.ai."
                : cause.remedy();
        return new FailureAnalysis("The property " + cause.getMessage() + ".", action, cause);
    }
}
