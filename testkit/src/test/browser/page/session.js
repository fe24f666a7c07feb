// One connection of the official client, with what it told its user.
import { onServerMessage, sockets, useRealtimeUrl } from "./loopback.js";
import { createDecartClient, models } from "@decartai/sdk";
import { openCamera, Screen } from "./picture.js";
import { HAS_TICK_EVENT } from "./release.js";

const SOON_MS = 15_000;

export function createClient({ http, realtime, key }) {
  useRealtimeUrl(realtime);
  return createDecartClient({ apiKey: key, baseUrl: http, telemetry: false });
}

/** @param sound a tone that is sent beside the camera */
export async function connect(client, initialState, sound) {
  const camera = openCamera();
  if (sound) camera.stream.addTrack(sound.track);
  const screen = new Screen();
  try {
    const connection = await client.realtime.connect(camera.stream, {
      model: models.realtime("mirage_v2"),
      onRemoteStream: (stream) => screen.show(stream),
      initialState,
    });
    return new Session(connection, camera, screen);
  } catch (failure) {
    camera.stop();
    throw failure;
  }
}

/** Receives only what the session of this token shows. */
export async function watch(client, token) {
  const screen = new Screen();
  const onRemoteStream = (stream) => screen.show(stream);
  const connection = await client.realtime.subscribe({ token, onRemoteStream });
  return new Session(connection, { stop: () => {} }, screen);
}

class Session {
  states = [];
  errors = [];
  #onState = () => {};

  constructor(connection, camera, screen) {
    this.connection = connection;
    this.camera = camera;
    this.screen = screen;
    connection.on("connectionChange", (state) => {
      this.states.push(state);
      this.#onState();
    });
    connection.on("error", (error) => this.errors.push(error));
  }

  /** Waits until these states were reported, from the first on; more may have followed. */
  async reported(...states) {
    const wanted = states.join(" → ");
    await soon(`states ${wanted}`, () => this.states.join(" → "), (done) => {
      this.#onState = () => this.states.length >= states.length && done();
      this.#onState();
    });
    const came = this.states.slice(0, states.length).join(" → ");
    if (came !== wanted) throw new Error(`states ${came}, not ${wanted}`);
  }

  /** Waits for this many seconds of generation; each has to be more than the one before. */
  async ticks(count) {
    const seconds = [];
    let stop = () => {};
    await soon(`${count} generation ticks`, () => seconds, (done) => {
      const hear = (tick) => {
        seconds.push(tick.seconds);
        if (seconds.length === count) done();
      };
      if (HAS_TICK_EVENT) this.connection.on("generationTick", hear);
      else stop = onServerMessage((message) => message.type === "generation_tick" && hear(message));
    }).finally(() => stop());
    if (seconds.some((value, at) => at > 0 && !(value > seconds[at - 1]))) throw new Error(`ticks ${seconds}`);
    return seconds;
  }

  /** Says goodbye, which is reported at once. */
  disconnect() {
    const before = this.states.length;
    this.connection.disconnect();
    this.camera.stop();
    const after = this.states.slice(before).join(" → ");
    if (after !== "disconnected") throw new Error(`states after disconnect: ${after}`);
    if (this.connection.isConnected()) throw new Error("still connected");
  }
}

/** How many control sockets the SDK has opened so far. */
export const socketCount = () => sockets.length;

async function soon(what, last, start) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: not within ${SOON_MS} ms, but ${last()}`)), SOON_MS);
  });
  await Promise.race([new Promise(start), late]).finally(() => clearTimeout(timer));
}
