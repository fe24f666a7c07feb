// The official client of today, whose media go through a LiveKit room.
import { createDecartClient, models } from "@decartai/sdk-of-rooms";
import { openCamera, Screen } from "../picture.js";
import { Session } from "../session.js";
import { timeFirstFrame, timeFramesAgain } from "../timing.js";

const control = [];

// Looked at only: the SDK takes the local server's address as an option.
const RealWebSocket = window.WebSocket;
window.WebSocket = class extends RealWebSocket {
  constructor(url, ...rest) {
    super(url, ...rest);
    if (String(url).includes("/v1/stream")) control.push(this);
  }
};

/** How many control sockets the SDK has opened so far. */
export const socketCount = () => control.length;

export function createClient({ http, realtime, key }) {
  return createDecartClient({ apiKey: key, baseUrl: http, realtimeBaseUrl: realtime, telemetry: false });
}

/**
 * @param options more than model and stream
 * @param sound a tone that is sent beside the camera
 */
export async function connect(client, options = {}, sound) {
  const camera = openCamera();
  if (sound) camera.stream.addTrack(sound.track);
  const screen = new Screen();
  try {
    const connection = await client.realtime.connect(camera.stream, {
      model: models.realtime("lucy-2.1"),
      onRemoteStream: (stream) => screen.show(stream),
      ...options,
    });
    return new Session(connection, camera, screen);
  } catch (failure) {
    camera.stop();
    throw failure;
  }
}

/** How long it takes, see timing.js. */
export const timeConnect = (client, initialState) =>
  timeFirstFrame(client, { model: models.realtime("lucy-2.1"), initialState });

// livekit-client stops the tracks of a room that is over, the caller's own too: who goes on brings another.
export const timeRecovery = (client, initialState) =>
  timeFramesAgain(client, { model: models.realtime("lucy-2.1"), initialState }, (connection, stream) =>
    connection.replaceVideoTrack(stream.getVideoTracks()[0]),
  );

/** Receives only what the session of this token shows. */
export async function watch(client, token) {
  const screen = new Screen();
  const onRemoteStream = (stream) => screen.show(stream);
  const connection = await client.realtime.subscribe({ token, onRemoteStream });
  return new Session(connection, { stop: () => {} }, screen);
}
