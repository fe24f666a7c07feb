package io.decart4j.spring.proxy;

import io.decart4j.proxy.SignalingProxyBuilder;

/** Adds hooks to the proxy, and changes it, before it is built; beans of this type are called in their order. */
@FunctionalInterface
public interface ProxyCustomizer {

    /** Sets what the properties do not, or sets it otherwise. */
    void customize(SignalingProxyBuilder builder);
}
