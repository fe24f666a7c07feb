// Runs scenarios of LiveKit's own client for Node, which is its Rust SDK. Asked and answered line by line as browser.mjs is.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import {
  AudioFrame, AudioSource, AudioStream, dispose, LocalAudioTrack, LocalVideoTrack, Room, RoomEvent, TrackKind,
  TrackPublishOptions, TrackSource, VideoBufferType, VideoFrame, VideoSource, VideoStream,
} from "@livekit/rtc-node";

const WIDTH = 320;
const HEIGHT = 192;
const LEFT = [200, 80, 40];
const RIGHT = [40, 90, 200];
const RATE = 48_000;
const FRAMES = 30;
const SOON_MS = 20_000;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Publishes a picture and a tone, sees and hears those of somebody else, and stays until they leave. */
async function meets({ url, token, peer, patches, hz, ownHz }) {
  const room = new Room();
  const tracks = new Map();
  const gone = new Promise((done) => room.on(RoomEvent.ParticipantDisconnected, ({ identity }) => identity === peer && done()));
  const both = new Promise((done) => {
    room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
      if (participant.identity !== peer) return;
      tracks.set(track.kind, track);
      if (tracks.size === 2) done();
    });
  });
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  const stopCamera = await publishCamera(room);
  const stopTone = await publishTone(room, Number(ownHz));
  try {
    await soon("picture and sound", both);
    await soon(`the picture of ${peer}`, seen(tracks.get(TrackKind.KIND_VIDEO), JSON.parse(patches)));
    await soon(`${hz} Hz`, heard(tracks.get(TrackKind.KIND_AUDIO), Number(hz)));
    say({ step: `${peer}: seen, and heard at ${hz} Hz` });
    await soon(`${peer} leaves`, gone);
  } finally {
    stopCamera();
    stopTone();
    await room.disconnect();
  }
}

async function publishCamera(room) {
  const source = new VideoSource(WIDTH, HEIGHT);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_CAMERA });
  await room.localParticipant.publishTrack(LocalVideoTrack.createVideoTrack("camera", source), options);
  let number = 0;
  const timer = setInterval(() => source.captureFrame(picture(number++)), 50);
  return () => clearInterval(timer);
}

function picture(number) {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const moves = y < 8 && x - ((number * 4) % WIDTH) >>> 3 === 0;
      data.set(moves ? [255, 255, 255] : x < WIDTH / 2 ? LEFT : RIGHT, (y * WIDTH + x) * 4);
    }
  }
  return new VideoFrame(data, WIDTH, HEIGHT, VideoBufferType.RGBA);
}

async function publishTone(room, hz) {
  const source = new AudioSource(RATE, 1);
  const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
  await room.localParticipant.publishTrack(LocalAudioTrack.createAudioTrack("microphone", source), options);
  let running = true;
  const speak = async () => {
    for (let at = 0; running; at += RATE / 100) {
      const samples = Int16Array.from({ length: RATE / 100 }, (_, i) => 12_000 * Math.sin((2 * Math.PI * hz * (at + i)) / RATE));
      await source.captureFrame(new AudioFrame(samples, RATE, 1, samples.length));
    }
  };
  speak().catch((failure) => running && say({ console: String(failure) }));
  return () => {
    running = false;
  };
}

/** Waits for frames in a row, each of which shows these colours. */
async function seen(track, regions) {
  let frames = 0;
  for await (const { frame } of new VideoStream(track)) {
    const { data, width, height } = frame.convert(VideoBufferType.RGBA);
    const colours = regions.map((region) => mean(data, width, height, region));
    const isPeer = colours.every((colour, at) => colour.every((value, channel) => Math.abs(value - regions[at].rgb[channel]) < 30));
    if (frames > 0 && !isPeer) throw new Error(`frame ${frames} was ${JSON.stringify(colours)}`);
    if (isPeer && ++frames === FRAMES) return;
  }
  throw new Error(`the picture ended after ${frames} frames`);
}

function mean(data, width, height, { left, top, right, bottom }) {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = Math.ceil(top * height); y < Math.floor(bottom * height); y++) {
    for (let x = Math.ceil(left * width); x < Math.floor(right * width); x++, count++) {
      for (let channel = 0; channel < 3; channel++) sum[channel] += data[(y * width + x) * 4 + channel];
    }
  }
  return sum.map((value) => Math.round(value / count));
}

/** Waits for a quarter of a second whose crossings of zero are those of this tone. */
async function heard(track, hz) {
  let crossings = 0;
  let samples = 0;
  let before = 0;
  for await (const { data } of new AudioStream(track, RATE, 1)) {
    for (const now of data) {
      if (before < 0 && now >= 0) crossings++;
      before = now;
    }
    samples += data.length;
    if (samples < RATE / 4) continue;
    if (Math.abs((crossings * RATE) / samples - hz) < hz * 0.05) return;
    crossings = samples = 0;
  }
  throw new Error("the sound ended");
}

async function soon(what, wanted) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: not within ${SOON_MS} ms`)), SOON_MS);
  });
  await Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}

const scenarios = { meets };
const { version } = createRequire(import.meta.url)("./node_modules/@livekit/rtc-node/package.json");
say({ ready: true, version });
for await (const line of createInterface({ input: process.stdin })) {
  const { scenario, ...args } = JSON.parse(line);
  await scenarios[scenario](args).then(
    () => say({ end: true }),
    (failure) => say({ failure: String(failure.stack ?? failure) }),
  );
}
await dispose();
