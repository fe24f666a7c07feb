// What a user of today's official client does, step by step. A scenario fails by throwing.
import * as alike from "../alike.js";
import { connect, createClient, socketCount, timeConnect, timeRecovery, watch } from "./client.js";
import { openTone, untilHeard } from "../sound.js";
import { isGreen, isGrey, isInverted, isMagenta, isSwapped, isUnchanged, openCamera, png, RIGHT, LEFT } from "../picture.js";
import { soon } from "../session.js";
import { check } from "../steps.js";

const NOIR = { initialState: { prompt: { text: "noir", enhance: false } } };

/** A token that the client had made for it is as good as the key; it waits its turn, and its first frame is as wanted. */
async function queues(server) {
  const token = await createClient(server).tokens.create();
  check(/^ek_/.test(token.apiKey) && Date.parse(token.expiresAt) > Date.now(), "token created");
  const positions = [];
  const states = [];
  const session = await connect(createClient({ ...server, key: token.apiKey }), {
    ...NOIR,
    onQueuePosition: ({ position, queueSize }) => positions.push(`${position} of ${queueSize}: ${states.at(-1)}`),
    onConnectionChange: (state) => states.push(state),
  });
  check(`${positions}` === "3 of 3: connecting,2 of 3: connecting,1 of 3: connecting", `waited: ${positions}`);
  await session.screen.until("noir from the start", isGrey);
  await session.reported("connecting", "connected", "generating");
  session.disconnect();
}

/** What was uploaded once is referred to, at the start and later; a reference to nothing is refused. */
async function refersToFiles(server) {
  const client = createClient(server);
  const green = await client.files.upload(await png([0, 255, 0]));
  const magenta = await client.files.upload(await png([255, 0, 255]));
  check(/^file_/.test(green.id) && green.id !== magenta.id, `uploaded ${green.id}`);
  const session = await connect(client, { initialState: { prompt: { text: "noir", enhance: false }, image: green.id } });
  await session.screen.until("green from the start", isGreen);
  await session.connection.set({ image: magenta.id, prompt: "noir" });
  await session.screen.until("magenta", isMagenta);
  const failure = await session.connection.setImage("file_of_nobody").then(() => null, (error) => error);
  check(failure !== null, `refused: ${failure?.message}`);
  await session.screen.stays("still magenta", isMagenta);
  session.disconnect();
}

/** The connection is lost in some way; the client heals by itself, and the new session is as good as the first. */
async function recovers({ fault, ...server }) {
  const session = await connect(createClient(server), NOIR);
  const { connection, screen } = session;
  await screen.until("noir", isGrey);
  await session.reported("connecting", "connected", "generating");
  const first = connection.sessionId;
  const answer = await fetch(`${server.http}/admin/${fault}`, { method: "POST" });
  check(answer.ok, fault);
  await session.reported("connecting", "connected", "generating", "reconnecting", "connected");
  await soon("another session", () => connection.sessionId, (done) => {
    const look = () => (connection.sessionId === first ? setTimeout(look, 20) : done());
    look();
  });
  // livekit-client stops the tracks of a room that is over, the caller's own too: who goes on brings another.
  check(session.camera.stream.getVideoTracks()[0].readyState === "ended", "the camera was stopped");
  const other = openCamera();
  await connection.replaceVideoTrack(other.stream.getVideoTracks()[0]);
  await screen.until("noir again", isGrey);
  await connection.setPrompt("invert");
  await screen.until("inverted", isInverted);
  await session.reported("connecting", "connected", "generating", "reconnecting", "connected", "generating");
  await report(`ticks: ${await session.ticks(2)}`);
  session.disconnect();
  other.stop();
}

/** Two viewers see what the producer sees; one leaves, and the producer's end is the other's. */
async function isWatched(server) {
  const producer = await connect(createClient(server), NOIR);
  const { connection } = producer;
  const { room_name: room } = JSON.parse(atob(connection.subscribeToken));
  const first = await watch(createClient(server), connection.subscribeToken);
  const second = await watch(createClient(server), connection.subscribeToken);
  check(first.connection.isConnected() && second.connection.isConnected(), `two viewers in ${room}`);
  for (const { screen } of [producer, first, second]) await screen.until("noir", isGrey);
  await connection.setPrompt("invert");
  for (const { screen } of [producer, first, second]) {
    await report(`inverted: ${JSON.stringify(await screen.until("inverted", isInverted))}`);
  }
  first.connection.disconnect();
  await connection.setPrompt("noir");
  for (const { screen } of [producer, second]) await screen.until("noir after one viewer left", isGrey);
  producer.disconnect();
  await second.reported("connected", "disconnected");
  check(socketCount() === 1, "viewers open no control socket");
  const late = await watch(createClient(server), connection.subscribeToken).then(() => null, (error) => error);
  check(late !== null, `a viewer who comes late is refused: ${late?.code}`);
}

/** The tone that is sent comes back beside the picture, and a viewer hears it too. */
async function hearsItself(server) {
  const tone = openTone(750);
  const session = await connect(createClient(server), NOIR, tone);
  await session.screen.until("noir", isGrey);
  await report(`the producer hears ${await untilHeard(session.screen.stream, 750)} Hz`);
  const viewer = await watch(createClient(server), session.connection.subscribeToken);
  await viewer.screen.until("noir", isGrey);
  await report(`a viewer hears ${await untilHeard(viewer.screen.stream, 750)} Hz`);
  viewer.connection.disconnect();
  session.disconnect();
  tone.stop();
}

/** Another camera takes the place of the first in the middle of the session. */
async function replacesCamera(server) {
  const session = await connect(createClient(server));
  await session.screen.until("the picture as it was", isUnchanged);
  const other = openCamera(RIGHT, LEFT);
  await session.connection.replaceVideoTrack(other.stream.getVideoTracks()[0]);
  await report(`other camera: ${JSON.stringify(await session.screen.until("the other picture", isSwapped))}`);
  check(socketCount() === 1, "on the same connection");
  session.disconnect();
  other.stop();
}

/** Each codec that the client can be told to send in is understood. */
async function sendsIn({ codec, ...server }) {
  const session = await connect(createClient(server), { ...NOIR, preferredVideoCodec: codec });
  await session.screen.until("noir", isGrey);
  await soon("statistics", () => "none", (done) => {
    session.connection.on("stats", (stats) => {
      if (stats.outboundVideo?.framesPerSecond > 0 && stats.video?.framesPerSecond > 0) done();
    });
  });
  session.disconnect();
}

const steers = async (server) => alike.steers(await connect(createClient(server)));

const givesUpAtOnce = ({ message, ...server }) => alike.givesUpAtOnce(connect(createClient(server)), message, socketCount);

/** For the comparison in benchmarks. */
const firstFrame = (server) => timeConnect(createClient(server), NOIR.initialState);
const framesAgain = (server) => timeRecovery(createClient(server), NOIR.initialState);

window.scenarios = {
  firstFrame, framesAgain, steers, queues, refersToFiles, recovers, isWatched, hearsItself, replacesCamera, sendsIn, givesUpAtOnce,
};
