// Scenarios that are the same for the clients of both eras, from the connection on. A scenario fails by throwing.
import { isGreen, isGrey, isInverted, isMagenta, isUnchanged, png } from "./picture.js";
import { check, dataUrl, refused } from "./steps.js";

/** Video comes back, and every command shows in it. */
export async function steers(session) {
  const { connection, screen } = session;
  check(connection.isConnected() && connection.sessionId, `connected, session ${connection.sessionId}`);
  await screen.until("the picture comes back as it was", isUnchanged);
  await connection.setPrompt("noir");
  await screen.until("noir: no colour is left", isGrey);
  await session.reported("connecting", "connected", "generating");
  await report("states: connecting, connected, generating; noir shows");
  await report(`ticks: ${await session.ticks(3)}`);
  await refused(connection.setPrompt("something forbidden"));
  await screen.stays("still noir after the refusal", isGrey);
  await connection.setPrompt("invert");
  await report(`invert: ${JSON.stringify(await screen.until("inverted", isInverted))}`);
  await connection.set({ prompt: "noir", image: await png([255, 0, 255]) });
  await report(`noir, magenta image: ${JSON.stringify(await screen.until("magenta", isMagenta))}`);
  await refused(connection.set({ prompt: "forbidden too" }));
  await connection.setImage(await dataUrl(await png([0, 255, 0])));
  await report(`green image: ${JSON.stringify(await screen.until("green", isGreen))}`);
  await connection.setImage(null, { prompt: "noir" });
  await screen.until("noir without an image", isGrey);
  session.disconnect();
  await session.reported("connecting", "connected", "generating", "disconnected");
  check(session.errors.length === 0, "disconnected, no error heard");
}

/** The refusal is said once, and the client takes it for final. */
export async function givesUpAtOnce(connecting, message, socketCount) {
  const failure = await connecting.then(
    () => check(false, "connected with a wrong key"),
    (error) => error,
  );
  check(failure.message === message, `refused: ${failure.message}`);
  check(socketCount() === 1, `sockets opened: ${socketCount()}`);
}
