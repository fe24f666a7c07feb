// The picture that goes out, two halves of known colours, and what comes back of it.

const WIDTH = 320;
const HEIGHT = 192;

export const LEFT = [200, 80, 40];
export const RIGHT = [40, 90, 200];

/** A stream of two halves; a dot moves so that every frame is a new one. */
export function openCamera(left = LEFT, right = RIGHT) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  let frame = 0;
  const draw = () => {
    context.fillStyle = `rgb(${left})`;
    context.fillRect(0, 0, WIDTH / 2, HEIGHT);
    context.fillStyle = `rgb(${right})`;
    context.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
    context.fillStyle = "white";
    context.fillRect((frame++ * 4) % WIDTH, 0, 8, 8);
  };
  draw();
  const timer = setInterval(draw, 50);
  const stream = canvas.captureStream(20);
  const stop = () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
  };
  return { stream, stop };
}

/** A PNG of one colour. */
export function png([red, green, blue]) {
  const canvas = document.createElement("canvas");
  canvas.width = 40;
  canvas.height = 30;
  const context = canvas.getContext("2d");
  context.fillStyle = `rgb(${red},${green},${blue})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** The middles of the two halves, as parts of the picture's width and height. */
const HALVES = [
  { left: 0.125, top: 0.25, right: 0.375, bottom: 0.75 },
  { left: 0.625, top: 0.25, right: 0.875, bottom: 0.75 },
];

/** Shows a remote stream and tells the mean colours of some regions of it. */
export class Screen {
  #video = document.createElement("video");
  #canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  #context = this.#canvas.getContext("2d", { willReadFrequently: true });
  #regions;

  constructor(regions = HALVES) {
    this.#regions = regions;
    this.#video.muted = true;
    this.#video.autoplay = true;
    document.body.append(this.#video);
  }

  show(stream) {
    this.#video.srcObject = stream;
  }

  /** What is shown, with its sound. */
  get stream() {
    return this.#video.srcObject;
  }

  /** The next frame's colours. */
  #next() {
    return new Promise((done) => this.#video.requestVideoFrameCallback(() => done(this.#colours())));
  }

  #colours() {
    this.#context.drawImage(this.#video, 0, 0, WIDTH, HEIGHT);
    return this.#regions.map((region) => this.#mean(region));
  }

  #mean({ left, top, right, bottom }) {
    const x = Math.ceil(left * WIDTH);
    const y = Math.ceil(top * HEIGHT);
    const { data } = this.#context.getImageData(x, y, Math.floor(right * WIDTH) - x, Math.floor(bottom * HEIGHT) - y);
    const sum = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      for (let channel = 0; channel < 3; channel++) sum[channel] += data[at + channel];
    }
    return sum.map((each) => Math.round((each * 4) / data.length));
  }

  /** Waits for a frame that is as it should be, and says what came when none is. */
  async until(what, isRight, withinMs = 10_000) {
    let last = "no frame";
    let late = () => {};
    const deadline = new Promise((_, fail) => {
      late = setTimeout(() => fail(new Error(`${what}: not seen; the last frame was ${JSON.stringify(last)}`)), withinMs);
    });
    try {
      do {
        last = await Promise.race([this.#next(), deadline]);
      } while (!isRight(...last));
    } finally {
      clearTimeout(late);
    }
    return last;
  }

  /** Each of the next frames has to be as it should be. */
  async stays(what, isRight, frames = 10) {
    let seen = 0;
    await this.until(what, (...colours) => {
      if (!isRight(...colours)) throw new Error(`${what}: frame ${seen} was ${JSON.stringify(colours)}`);
      return ++seen === frames;
    });
  }
}

export const near = (one, other) => one.every((value, channel) => Math.abs(value - other[channel]) < 30);

export const isUnchanged = (left, right) => near(left, LEFT) && near(right, RIGHT);

export const isSwapped = (left, right) => near(left, RIGHT) && near(right, LEFT);

export const isInverted = (left, right) =>
  near(left, LEFT.map((value) => 255 - value)) && near(right, RIGHT.map((value) => 255 - value));

export const isGrey = (...halves) => halves.every((half) => Math.max(...half) - Math.min(...half) < 12);

/** More red and blue than green, in both halves. */
export const isMagenta = (...halves) => halves.every(([red, green, blue]) => red > green + 30 && blue > green + 30);

/** More green than red and blue, in both halves. */
export const isGreen = (...halves) => halves.every(([red, green, blue]) => green > red + 30 && green > blue + 30);
