// What somebody with LiveKit's own client for browsers does in a room. A scenario fails by throwing.
import { Room, RoomEvent } from "livekit-client";
import { near, openCamera, Screen } from "../picture.js";
import { soon } from "../session.js";
import { openTone, untilHeard } from "../sound.js";
import { check } from "../steps.js";

const FRAMES = 30;

/** Publishes a picture and a tone, sees and hears those of somebody else, and stays until they leave. */
async function meets({ url, token, peer, patches, hz, ownHz }) {
  const regions = JSON.parse(patches);
  const screen = new Screen(regions);
  const camera = openCamera();
  const tone = openTone(Number(ownHz));
  const room = new Room();
  const tracks = new Map();
  let arrived = () => {};
  room.on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
    if (participant.identity !== peer) return;
    tracks.set(track.kind, track.mediaStreamTrack);
    arrived();
  });
  const gone = new Promise((done) => {
    room.on(RoomEvent.ParticipantDisconnected, ({ identity }) => identity === peer && done());
  });
  await room.connect(url, token);
  await room.localParticipant.publishTrack(camera.stream.getVideoTracks()[0], { source: "camera" });
  await room.localParticipant.publishTrack(tone.track, { source: "microphone" });
  await soon("picture and sound", () => [...tracks.keys()], (done) => {
    arrived = () => tracks.size === 2 && done();
    arrived();
  });
  screen.show(new MediaStream([...tracks.values()]));
  const isPeer = (...seen) => seen.every((colour, at) => near(colour, regions[at].rgb));
  await report(`${peer}: ${JSON.stringify(await screen.until(`the picture of ${peer}`, isPeer))}`);
  await screen.stays(`still ${peer}`, isPeer, FRAMES);
  await report(`${peer}: ${await untilHeard(screen.stream, Number(hz))} Hz`);
  await soon(`${peer} leaves`, () => [...room.remoteParticipants.keys()], (done) => gone.then(done));
  check(room.remoteParticipants.size === 0, "alone");
  await room.disconnect();
  camera.stop();
  tone.stop();
}

window.scenarios = { meets };
