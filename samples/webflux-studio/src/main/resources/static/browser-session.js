// The browser holds the session with the official SDK: a token of this server, and this server's proxy.
import { openPattern } from "./pattern.js";

export class BrowserSession {
  #page;
  #connection;
  #local;
  #sdk;
  #timer;
  #frames = 0;
  #sessionId;
  #state;
  #stopped = false;

  constructor(page) {
    this.#page = page;
  }

  async start({ source, prompt }) {
    this.#sdk = await import("/sdk.js");
    this.#local = source === "camera" ? await openCamera() : openPattern();
    this.#page.show("before", { kind: "video", stream: this.#local.stream });
    const answer = await fetch("/api/realtime-token", { method: "POST" });
    if (!answer.ok) throw new Error(`No token: the server answered ${answer.status}`);
    const { apiKey } = await answer.json();
    if (this.#stopped) return this.#release();
    this.#connected("connecting");
    const client = this.#sdk.createClient(apiKey);
    const connection = await client.realtime.connect(this.#local.stream, {
      model: this.#sdk.model(),
      onRemoteStream: (stream) => this.#remote(stream),
      initialState: prompt ? { prompt: { text: prompt, enhance: false } } : undefined,
    });
    this.#connection = connection;
    if (this.#stopped) return this.#release();
    connection.on("connectionChange", (state) => this.#connected(state));
    connection.on("error", ({ message }) => this.#hear("error", { message }));
    this.#sdk.onServerMessage((message) => this.#message(message));
    this.#timer = setInterval(() => this.#figures(), 1000);
  }

  prompt(text) {
    return this.#connection.setPrompt(text, { enhance: false });
  }

  /** A picture, or null for none. */
  image(file) {
    return this.#connection.setImage(file);
  }

  async fault(name) {
    const answer = await fetch(`/api/faults/${this.#connection.sessionId}/${name}`, { method: "POST" });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
  }

  stop() {
    this.#stopped = true;
    this.#release();
  }

  #release() {
    clearInterval(this.#timer);
    this.#sdk?.onServerMessage(null);
    this.#connection?.disconnect();
    this.#local?.stop();
  }

  #connected(state) {
    // The SDK tells again what it told before somebody listened.
    if (state !== this.#state) this.#hear("connectionChange", { state });
    this.#state = state;
    const id = this.#connection?.sessionId;
    if (id && id !== this.#sessionId && state !== "reconnecting") {
      this.#sessionId = id;
      this.#hear("sessionStarted", { sessionId: id });
    }
    if (state === "disconnected") this.#over();
  }

  // What this release has no events for.
  #message(message) {
    if (message.type === "generation_tick") this.#hear("generationTick", { seconds: message.seconds });
    if (message.type === "generation_started") this.#hear("generationStarted", {});
    if (message.type === "generation_ended") {
      this.#hear("generationEnded", { reason: message.reason });
      // Used-up credits are no connection that was lost; this release would try again and again.
      if (message.reason !== "disconnect") this.#over(message.reason);
    }
  }

  #over(code) {
    if (this.#stopped) return;
    this.#hear("ended", { code });
    this.stop();
  }

  #remote(stream) {
    this.#page.show("after", { kind: "video", stream });
    const video = document.getElementById("after-video");
    const count = () => {
      this.#frames++;
      if (!this.#stopped && video.srcObject === stream) video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
  }

  async #figures() {
    const fps = this.#frames;
    this.#frames = 0;
    this.#hear("figures", { fps, latencyMs: await this.#sdk.roundTripMs() });
  }

  #hear(name, data) {
    if (!this.#stopped) this.#page.hear(name, data);
  }
}

async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 } });
  return { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
}
