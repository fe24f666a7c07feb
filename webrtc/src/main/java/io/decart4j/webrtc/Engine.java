package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.util.List;

/** The native factory with its audio module, created on first use. Only used on the native thread. */
final class Engine {

    private final AudioDeviceModuleBase audio;
    private final PeerConnectionFactory factory;

    private Engine(AudioDeviceModuleBase audio, PeerConnectionFactory factory) {
        this.audio = audio;
        this.factory = factory;
    }

    static Engine start() {
        NativeLibrary.load();
        // Without a module of its own the factory opens a sound device, and aborts the JVM where there is none.
        AudioDeviceModuleBase audio = new AudioDeviceModule(AudioLayer.kDummyAudio);
        try {
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

    void dispose() {
        Teardown.step("dispose factory", factory::dispose);
        Teardown.step("dispose audio module", audio::dispose);
    }
}
