// The server holds the session: pictures come as Motion JPEG, events as Server-Sent Events, commands go by POST.

const EVENTS = [
  "connectionChange", "sessionStarted", "queuePosition", "status", "generationStarted", "generationTick",
  "generationEnded", "reconnecting", "phaseTiming", "selectedCandidatePair", "videoStall", "sendingStall", "ended", "missed",
  "figures",
];

export class ServerSession {
  #page;
  #base;
  #events;
  #serverId;

  constructor(page) {
    this.#page = page;
  }

  async start({ prompt }) {
    const { id } = await (await post("/api/sessions", JSON.stringify({ prompt }), "application/json")).json();
    this.#base = `/api/sessions/${id}`;
    if (this.#page === null) return this.#end();
    this.#events = new EventSource(`${this.#base}/events`);
    for (const name of EVENTS) {
      this.#events.addEventListener(name, ({ data }) => this.#hear(name, JSON.parse(data)));
    }
    // Both an event of the session and the connection's own error, which has no data: the browser resumes by itself.
    this.#events.addEventListener("error", ({ data }) => {
      if (data) this.#hear("error", JSON.parse(data));
      else if (this.#events.readyState === EventSource.CLOSED) this.#hear("ended", { code: "the server knows it no more" });
    });
    this.#page.show("before", { kind: "image", url: `${this.#base}/before` });
    this.#page.show("after", { kind: "image", url: `${this.#base}/after` });
  }

  prompt(text) {
    return this.#command("prompt", JSON.stringify({ prompt: text }), "application/json");
  }

  /** A picture, or null for none. */
  image(file) {
    return file ? this.#command("image", file, "application/octet-stream") : this.#command("clear-image");
  }

  fault(name) {
    return post(`/api/faults/${this.#serverId}/${name}`);
  }

  /** Also when the page goes: a beacon arrives all the same, and without it the server misses its listener. */
  stop() {
    this.#page = null;
    this.#events?.close();
    if (this.#base) this.#end();
  }

  #end() {
    navigator.sendBeacon(`${this.#base}/end`);
  }

  #command(name, body, type) {
    return post(`${this.#base}/${name}`, body, type);
  }

  #hear(name, data) {
    if (!this.#page) return;
    if (name === "sessionStarted") this.#serverId = data.sessionId;
    if (name === "ended") this.#events.close();
    this.#page.hear(name, data);
  }
}

async function post(url, body, type) {
  const answer = await fetch(url, { method: "POST", body, headers: type ? { "content-type": type } : {} });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.message ?? problem.error ?? `The server answered ${answer.status}`);
}
