// One connection of an official client, with what it told its user.
const SOON_MS = 15_000;

export class Session {
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
      stop = this.onTick((tick) => {
        seconds.push(tick.seconds);
        if (seconds.length === count) done();
      });
    }).finally(() => stop());
    if (seconds.some((value, at) => at > 0 && !(value > seconds[at - 1]))) throw new Error(`ticks ${seconds}`);
    return seconds;
  }

  /** Calls back with each second of generation, until the function that it returns is called. */
  onTick(hear) {
    this.connection.on("generationTick", hear);
    return () => this.connection.off("generationTick", hear);
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

/** Waits for done to be called by what start begins. */
export async function soon(what, last, start) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what}: not within ${SOON_MS} ms, but ${last()}`)), SOON_MS);
  });
  await Promise.race([new Promise(start), late]).finally(() => clearTimeout(timer));
}
