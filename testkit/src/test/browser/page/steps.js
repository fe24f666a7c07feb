// What the scenarios of both eras say and ask alike.

/** Goes on only if this holds, and tells it. */
export function check(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
  return report(what);
}

/** A command that moderation does not let pass. */
export async function refused(command) {
  const failure = await command.then(() => new Error("accepted"), (error) => error);
  await check(failure.message === "Prompt rejected by moderation", `refused: ${failure.message}`);
}

export function dataUrl(blob) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });
}
