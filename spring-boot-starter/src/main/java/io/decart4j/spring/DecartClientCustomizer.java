package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;

/** Changes the client before it is built; beans of this type are called in their order, after the properties. */
@FunctionalInterface
public interface DecartClientCustomizer {

    /** Sets what the properties do not, or sets it otherwise. */
    void customize(DecartClient.Builder builder);
}
