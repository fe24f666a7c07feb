// A picture that moves, for those without a camera.

const WIDTH = 640;
const HEIGHT = 360;
const PATCHES = ["#d33a2c", "#2f9e44", "#2c5fd3", "#8a8f98"];

/** A stream of the pattern, and what ends it. */
export function openPattern() {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext("2d");
  const begun = performance.now();
  const draw = () => paint(context, (performance.now() - begun) / 1000);
  draw();
  const timer = setInterval(draw, 50);
  const stream = canvas.captureStream(20);
  return {
    stream,
    stop() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
    },
  };
}

function paint(context, seconds) {
  const sky = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  sky.addColorStop(0, "#ffb56b");
  sky.addColorStop(1, "#3f51b5");
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  PATCHES.forEach((colour, at) => {
    context.fillStyle = colour;
    context.fillRect((at * WIDTH) / 4 + 10, 12, WIDTH / 4 - 20, 84);
  });
  context.fillStyle = "#fff";
  context.beginPath();
  context.arc(WIDTH / 2 + Math.cos(seconds * 2) * 230, 225 + Math.sin(seconds * 3) * 80, 34, 0, Math.PI * 2);
  context.fill();
  context.font = "600 26px system-ui, sans-serif";
  context.fillText(`${seconds.toFixed(1)} s`, 20, HEIGHT - 20);
}
