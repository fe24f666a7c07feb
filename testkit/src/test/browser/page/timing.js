// How long an official client takes, for the comparison in benchmarks.
import { openCamera } from "./picture.js";

const FLOWING_FRAMES = 20;

/** From asking for a connection to the first decoded frame that comes back, in ms; told as "ms N". */
export async function timeFirstFrame(client, options) {
  const camera = openCamera();
  let seen = () => {};
  const frame = new Promise((done) => {
    seen = (stream) => stream.getVideoTracks().forEach((track) => read(track).then(done));
  });
  const began = performance.now();
  const connection = await client.realtime.connect(camera.stream, { ...options, onRemoteStream: seen });
  const came = await frame;
  await report(`ms ${came - began}`);
  connection.disconnect();
  camera.stop();
}

/** Says "flowing", waits until the connection is lost, and tells as "at N" when the first frame of the next one came, in ms of
 * the system's clock. Each peer connection of the client hands over a track of its own.
 *
 * @param sendAnew what a user has to do with another camera when the client is connected again, where it does not send by itself
 */
export async function timeFramesAgain(client, options, sendAnew) {
  const camera = openCamera();
  const tracks = [];
  let another = () => {};
  const onRemoteStream = (stream) => {
    const fresh = stream.getVideoTracks().filter((track) => !tracks.includes(track));
    tracks.push(...fresh);
    if (fresh.length > 0) another();
  };
  const connection = await client.realtime.connect(camera.stream, { ...options, onRemoteStream });
  await until(() => tracks.length === 1, (look) => (another = look));
  const reader = new MediaStreamTrackProcessor({ track: tracks[0] }).readable.getReader();
  for (let frame = 0; frame < FLOWING_FRAMES; frame++) (await reader.read()).value?.close();
  reader.cancel();
  const other = sendAnew && openCamera();
  const failed = new Promise((_, fail) => {
    connection.on("connectionChange", (state) => {
      if (other && state === "connected") sendAnew(connection, other.stream).catch(fail);
    });
  });
  await report("flowing");
  await Promise.race([until(() => tracks.length === 2, (look) => (another = look)), failed]);
  await read(tracks[1]);
  await report(`at ${Date.now()}`);
  connection.disconnect();
  camera.stop();
  other?.stop();
}

/** @param listen is handed a function, to be called when it may be so */
function until(holds, listen) {
  return new Promise((done) => {
    const look = () => holds() && done();
    listen(look);
    look();
  });
}

/** Without a display between: when the first frame of a track is there. */
async function read(track) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const { value } = await reader.read();
  const came = performance.now();
  value?.close();
  await reader.cancel();
  return came;
}
