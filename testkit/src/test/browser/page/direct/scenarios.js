// What a user of the official client does, step by step. A scenario fails by throwing.
import { turnServers } from "./loopback.js";
import * as alike from "../alike.js";
import { connect, createClient, socketCount, timeConnect, timeRecovery, watch } from "./client.js";
import { openTone, untilHeard } from "../sound.js";
import { isGrey, isInverted, isUnchanged } from "../picture.js";
import { check } from "../steps.js";
import { RESTARTS_ICE, RESTORES_INITIAL_STATE } from "./release.js";

const NOIR = { prompt: { text: "noir", enhance: false } };

/** A token that the client had made for it is as good as the key, and the prompt given at connect is in force. */
async function usesToken(server) {
  const token = await createClient(server).tokens.create();
  check(/^ek_/.test(token.apiKey) && Date.parse(token.expiresAt) > Date.now(), "token created");
  const session = await connect(createClient({ ...server, key: token.apiKey }), NOIR);
  await session.screen.until("noir from the start", isGrey);
  await session.reported("connecting", "connected", "generating");
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
  check(connection.sessionId !== first, "another session");
  await screen.until("the picture comes back", RESTORES_INITIAL_STATE ? isGrey : isUnchanged);
  await connection.setPrompt("invert");
  await screen.until("inverted", isInverted);
  await session.reported("connecting", "connected", "generating", "reconnecting", "connected", "generating");
  await report(`ticks: ${await session.ticks(2)}`);
  session.disconnect();
}

/** Two viewers see what the producer sees; one leaves, and the producer's end is the other's. */
async function isWatched(server) {
  const producer = await connect(createClient(server), NOIR);
  const { connection } = producer;
  const { sid, ip, port } = JSON.parse(atob(connection.subscribeToken));
  check(sid === connection.sessionId && `${ip}:${port}` === new URL(server.http).host, `token: ${sid} at ${ip}:${port}`);
  const first = await watch(createClient(server), connection.subscribeToken);
  const second = await watch(createClient(server), connection.subscribeToken);
  for (const { screen } of [producer, first, second]) await screen.until("noir", isGrey);
  await connection.setPrompt("invert");
  for (const { screen } of [producer, first, second]) {
    await report(`inverted: ${JSON.stringify(await screen.until("inverted", isInverted))}`);
  }
  await first.reported("connecting", "connected");
  first.disconnect();
  await connection.setPrompt("noir");
  for (const { screen } of [producer, second]) await screen.until("noir after one viewer left", isGrey);
  check(second.errors.length === 0, "viewers heard no error");
  producer.disconnect();
  await second.reported("connecting", "connected", "reconnecting", "disconnected");
  check(second.errors.length > 0 && socketCount() === 4, "the viewer asked once more, and took the answer for final");
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
  viewer.disconnect();
  session.disconnect();
  tone.stop();
}

/** The server asks for a new peer connection in the middle of a session; media and commands go on. */
async function restartsIce(server) {
  check(RESTARTS_ICE, "the release knows ice-restart");
  const session = await connect(createClient(server), NOIR);
  const { connection, screen } = session;
  await screen.until("noir", isGrey);
  await session.reported("connecting", "connected", "generating");
  const first = connection.sessionId;
  const turn = new URLSearchParams({ url: "turn:127.0.0.1:9", username: "u", credential: "c" });
  const answer = await fetch(`${server.http}/admin/ice-restart?${turn}`, { method: "POST" });
  check(answer.ok, "ice-restart");
  await session.reported("connecting", "connected", "generating", "connecting", "connected");
  check(turnServers().includes("turn:127.0.0.1:9"), `TURN server: ${turnServers()}`);
  await connection.setPrompt("invert");
  await screen.until("inverted", isInverted);
  check(connection.sessionId === first && socketCount() === 1, "the same session on the same socket");
  session.disconnect();
}

const steers = async (server) => alike.steers(await connect(createClient(server)));

const giveUpAtOnce = ({ message, ...server }) => alike.givesUpAtOnce(connect(createClient(server)), message, socketCount);

/** For the comparison in benchmarks. */
const firstFrame = (server) => timeConnect(createClient(server), NOIR);
const framesAgain = (server) => timeRecovery(createClient(server), NOIR);

window.scenarios = { firstFrame, framesAgain, steers, usesToken, recovers, isWatched, hearsItself, restartsIce, giveUpAtOnce };
