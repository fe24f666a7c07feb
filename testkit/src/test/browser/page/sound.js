// A tone to send, and an ear for what comes back.
const SOON_MS = 15_000;
const EVERY_MS = 100;

/** A stream with a tone in it. */
export function openTone(hz) {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: hz });
  const output = context.createMediaStreamDestination();
  oscillator.connect(output);
  oscillator.start();
  return { track: output.stream.getAudioTracks()[0], stop: () => context.close() };
}

/** Waits until the loudest frequency of a stream is this one; gives it. */
export async function untilHeard(stream, hz) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 8192 });
  context.createMediaStreamSource(stream).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  const width = context.sampleRate / analyser.fftSize;
  const until = performance.now() + SOON_MS;
  let loudest = 0;
  try {
    while (performance.now() < until) {
      await new Promise((done) => setTimeout(done, EVERY_MS));
      analyser.getFloatFrequencyData(levels);
      const peak = levels.reduce((best, level, at) => (level > levels[best] ? at : best), 0);
      loudest = levels[peak] > -60 ? peak * width : 0;
      if (Math.abs(loudest - hz) < 2 * width) return Math.round(loudest);
    }
    throw new Error(`${hz} Hz not heard within ${SOON_MS} ms, but ${loudest}`);
  } finally {
    await context.close();
  }
}
