// How long an official client takes, for the comparison in benchmarks.
import { openCamera } from "./picture.js";

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

/** Without a display between: when the first frame of a track is there. */
async function read(track) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const { value } = await reader.read();
  const came = performance.now();
  value?.close();
  await reader.cancel();
  return came;
}
