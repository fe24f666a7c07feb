// The browser holds the session with the official SDK: a token of this server, this server's proxy for the signals, and a
// room for the media.
import { openPattern } from "./pattern.js";

export class BrowserSession {
  #page;
  #connection;
  #local;
  #sending;
  #timer;
  #frames = 0;
  #latencyMs;
  #sessionId;
  #stopped = false;

  constructor(page) {
    this.#page = page;
  }

  async start({ source, prompt }) {
    const sdk = await import("/sdk.js");
    this.#local = source === "camera" ? await openCamera() : openPattern();
    this.#page.show("before", { kind: "video", stream: this.#local.stream });
    // The SDK stops what it was given when a room is over, so it gets copies; the camera itself goes on.
    this.#sending = this.#local.stream.clone();
    const answer = await fetch("/api/realtime-token", { method: "POST" });
    if (!answer.ok) throw new Error(`No token: the server answered ${answer.status}`);
    const { apiKey, token } = await answer.json();
    if (this.#stopped) return this.#release();
    const connection = await sdk.createClient(token ?? apiKey).realtime.connect(this.#sending, {
      model: sdk.model(),
      onRemoteStream: (stream) => this.#remote(stream),
      onConnectionChange: (state) => this.#connected(state),
      onQueuePosition: (place) => this.#hear("queuePosition", place),
      initialState: prompt ? { prompt: { text: prompt, enhance: false } } : undefined,
    });
    this.#connection = connection;
    if (this.#stopped) return this.#release();
    this.#identify();
    connection.on("error", ({ message }) => this.#hear("error", { message }));
    connection.on("generationTick", (tick) => this.#hear("generationTick", tick));
    connection.on("generationEnded", (end) => this.#generationEnded(end));
    connection.on("stats", (stats) => this.#measured(stats));
    this.#timer = setInterval(() => this.#figures(), 1000);
  }

  prompt(text) {
    return this.#live().setPrompt(text, { enhance: false });
  }

  /** A picture, or null for none. */
  image(file) {
    return this.#live().setImage(file);
  }

  async fault(name) {
    const answer = await fetch(`/api/faults/${this.#live().sessionId}/${name}`, { method: "POST" });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
  }

  stop() {
    this.#stopped = true;
    this.#release();
  }

  /** Until it is connected there is nothing to steer. */
  #live() {
    if (!this.#connection) throw new Error("The session is not connected yet.");
    return this.#connection;
  }

  #release() {
    clearInterval(this.#timer);
    this.#connection?.disconnect();
    this.#sending?.getTracks().forEach((track) => track.stop());
    this.#local?.stop();
  }

  #connected(state) {
    this.#hear("connectionChange", { state });
    if (!this.#connection) return;
    if (state === "connected") this.#sendAgain();
    // The SDK tells the state first, and in the same breath has the new session's id.
    queueMicrotask(() => this.#identify());
    if (state === "disconnected") this.#over();
  }

  #identify() {
    const { sessionId } = this.#connection;
    if (!sessionId || sessionId === this.#sessionId) return;
    this.#sessionId = sessionId;
    this.#hear("sessionStarted", { sessionId });
  }

  /** What the lost room has stopped is replaced. */
  async #sendAgain() {
    const [track] = this.#sending.getVideoTracks();
    if (track.readyState !== "ended" || this.#stopped) return;
    this.#sending = this.#local.stream.clone();
    try {
      await this.#connection.replaceVideoTrack(this.#sending.getVideoTracks()[0]);
    } catch (failure) {
      // The next connection will try again.
      this.#hear("error", { message: failure.message });
    }
  }

  #generationEnded({ seconds, reason }) {
    this.#hear("generationEnded", { seconds, reason });
    // Used-up credits are no connection that was lost; this release would try again and again.
    if (reason !== "disconnect") this.#over(reason);
  }

  #over(code) {
    if (this.#stopped) return;
    this.#hear("ended", { code });
    this.stop();
  }

  #remote(stream) {
    // Each track that comes makes a new stream of all; sound alone has no picture to show.
    if (stream.getVideoTracks().length === 0) return;
    this.#page.show("after", { kind: "video", stream });
    const video = document.getElementById("after-video");
    const count = () => {
      this.#frames++;
      if (!this.#stopped && video.srcObject === stream) video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
  }

  #measured({ connection }) {
    const seconds = connection.currentRoundTripTime;
    this.#latencyMs = seconds === null ? undefined : Math.round(seconds * 1000);
  }

  #figures() {
    this.#hear("figures", { fps: this.#frames, latencyMs: this.#latencyMs });
    this.#frames = 0;
  }

  #hear(name, data) {
    if (!this.#stopped) this.#page.hear(name, data);
  }
}

async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 } });
  return { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
}
