// What happened, the newest first. Ticks replace one another, figures are shown elsewhere.

const LONGEST = 200;
const KIND = {
  connected: "good", generating: "good", reconnecting: "warn", connecting: "warn",
  error: "bad", refused: "bad", ended: "bad", videoStall: "warn", sendingStall: "warn", generationEnded: "warn", missed: "warn",
  generationStarted: "good", sessionStarted: "good",
};
const TITLE = {
  connectionChange: ({ state }) => state,
  sessionStarted: () => "session started",
  queuePosition: ({ position, queueSize }) => `place ${position} of ${queueSize}`,
  generationStarted: () => "generation started",
  generationTick: ({ seconds }) => `${seconds.toFixed(1)} s generated`,
  generationEnded: ({ reason }) => `generation ended: ${reason.replaceAll("_", " ")}`,
  reconnecting: ({ attempt, delayMs }) => `attempt ${attempt}${delayMs ? ` in ${delayMs} ms` : " at once"}`,
  phaseTiming: ({ phase, durationMs }) => `${phase.replaceAll("-", " ")}: ${durationMs} ms`,
  selectedCandidatePair: ({ local }) => `path found: ${local}`,
  videoStall: ({ stalled }) => (stalled ? "video is frozen" : "video moves again"),
  sendingStall: ({ stalled }) => (stalled ? "what is sent arrives nowhere" : "what is sent arrives again"),
  missed: ({ count }) => `${count} events missed`,
};
const DETAIL = {
  sessionStarted: ({ sessionId }) => sessionId,
  error: ({ message }) => message,
  refused: ({ message }) => message,
  ended: ({ code }) => code ?? "as asked for",
};

export class Timeline {
  #list;
  #empty;
  #tick = null;

  constructor(list, empty) {
    this.#list = list;
    this.#empty = empty;
  }

  clear() {
    this.#list.replaceChildren();
    this.#tick = null;
    this.#empty.hidden = false;
  }

  add(name, data) {
    if (name === "figures") return;
    const item = document.createElement("li");
    item.className = KIND[name === "connectionChange" ? data.state : name] ?? "";
    item.dataset.event = name;
    const time = document.createElement("time");
    time.textContent = new Date().toLocaleTimeString("en-GB");
    const title = document.createElement("strong");
    title.textContent = TITLE[name]?.(data) ?? name;
    item.append(time, title);
    const detail = DETAIL[name]?.(data);
    if (detail) item.append(Object.assign(document.createElement("span"), { textContent: detail }));
    if (name === "generationTick" && this.#tick === this.#list.firstChild) this.#tick?.remove();
    this.#list.prepend(item);
    if (name === "generationTick") this.#tick = item;
    while (this.#list.children.length > LONGEST) this.#list.lastChild.remove();
    this.#empty.hidden = true;
  }
}
