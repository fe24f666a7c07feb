package io.decart4j.webrtc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each step of an ending, also after one of them failed. */
final class Teardown {

    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private Teardown() {}

    static void step(String name, Runnable step) {
        try {
            step.run();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.warn("{} failed, which may leak native memory", name, e);
        }
    }
}
