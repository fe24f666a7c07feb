package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.List;

/**
 * The native factory with its audio module, created on first use. Only used on the native thread: the thread that makes all
 * calls on connections of this factory is the lock that the module's start and stop of recording need.
 */
final class Engine {

    private final AudioDeviceModuleBase audio;
    private final PeerConnectionFactory factory;

    private Engine(AudioDeviceModuleBase audio, PeerConnectionFactory factory) {
        this.audio = audio;
        this.factory = factory;
    }

    static Engine start() {
        NativeLibrary.load();
        // Its own, so that no sound device is needed.
        AudioDeviceModuleBase audio = new HeadlessAudioDeviceModule();
        try {
            // Before the factory: so recording captures nothing, and its thread is the one that delivers remote sound.
            // Sound on webrtc-java 0.14.0 is used in this way only (AudioStressTest).
            audio.initRecording();
            audio.startRecording();
            return new Engine(audio, new PeerConnectionFactory(audio));
        } catch (RuntimeException | Error e) {
            audio.dispose();
            throw e;
        }
    }

    PeerConnectionFactory factory() {
        return factory;
    }

    List<RTCRtpCodecCapability> videoCodecs() {
        return factory.getRtpSenderCapabilities(MediaType.VIDEO).getCodecs();
    }

    /**
     * After every call that may have ended the factory's last audio sender: WebRTC stops recording then, and with it the
     * remote sound of all connections. Does nothing when recording runs.
     */
    void keepRecording() {
        audio.startRecording();
    }

    void dispose() {
        Teardown.step("dispose factory", factory::dispose);
        Teardown.step("dispose audio module", audio::dispose);
    }
}
