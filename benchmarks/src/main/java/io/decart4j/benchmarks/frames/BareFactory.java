package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;

/** A native factory as a careful user of the bare library makes it: with an audio module that needs no device. */
public final class BareFactory implements AutoCloseable {

    private final HeadlessAudioDeviceModule audio = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory;

    /** Loads the library. */
    public BareFactory() {
        audio.initRecording();
        audio.startRecording();
        factory = new PeerConnectionFactory(audio);
    }

    PeerConnectionFactory factory() {
        return factory;
    }

    @Override
    public void close() {
        // Else its thread stays, and every later round pays for it.
        audio.stopRecording();
        factory.dispose();
        audio.dispose();
    }
}
