// The official client of the direct era.
import { onServerMessage, sockets, useRealtimeUrl } from "./loopback.js";
import { createDecartClient, models } from "@decartai/sdk";
import { openCamera, Screen } from "../picture.js";
import { Session } from "../session.js";
import { timeFirstFrame, timeFramesAgain } from "../timing.js";
import { HAS_TICK_EVENT } from "./release.js";

export function createClient({ http, realtime, key }) {
  useRealtimeUrl(realtime);
  return createDecartClient({ apiKey: key, baseUrl: http, telemetry: false });
}

/** @param sound a tone that is sent beside the camera */
export async function connect(client, initialState, sound) {
  const camera = openCamera();
  if (sound) camera.stream.addTrack(sound.track);
  const screen = new Screen();
  try {
    const connection = await client.realtime.connect(camera.stream, {
      model: models.realtime("mirage_v2"),
      onRemoteStream: (stream) => screen.show(stream),
      initialState,
    });
    return new DirectSession(connection, camera, screen);
  } catch (failure) {
    camera.stop();
    throw failure;
  }
}

/** How long it takes, see timing.js. */
export const timeConnect = (client, initialState) =>
  timeFirstFrame(client, { model: models.realtime("mirage_v2"), initialState });

export const timeRecovery = (client, initialState) =>
  timeFramesAgain(client, { model: models.realtime("mirage_v2"), initialState });

/** Receives only what the session of this token shows. */
export async function watch(client, token) {
  const screen = new Screen();
  const onRemoteStream = (stream) => screen.show(stream);
  const connection = await client.realtime.subscribe({ token, onRemoteStream });
  return new DirectSession(connection, { stop: () => {} }, screen);
}

/** How many control sockets the SDK has opened so far. */
export const socketCount = () => sockets.length;

class DirectSession extends Session {
  onTick(hear) {
    if (HAS_TICK_EVENT) return super.onTick(hear);
    return onServerMessage((message) => message.type === "generation_tick" && hear(message));
  }
}
