// Wires the page: controls to the session, whoever holds it, and what the session tells to the page.
import { BrowserSession } from "./browser-session.js";
import { ServerSession } from "./server-session.js";
import { Timeline } from "./timeline.js";

const $ = (id) => document.getElementById(id);
const SOURCES = {
  server: [["pattern", "Test pattern of the server"]],
  browser: [["camera", "Camera"], ["pattern", "Test pattern"]],
};
const timeline = new Timeline($("timeline"), $("no-events"));
let offer = { missing: [] };
let session = null;
let connections = 0;

const holder = () => document.querySelector("input[name=holder]:checked").value;

function show(which, what) {
  for (const kind of ["image", "video"]) {
    const element = $(`${which}-${kind}`);
    element.hidden = !what || what.kind !== kind;
    if (kind === "image") {
      if (what?.kind === kind) element.src = what.url;
      else element.removeAttribute("src");
    } else {
      element.srcObject = what?.kind === kind ? what.stream : null;
    }
  }
}

function setState(state) {
  $("state").value = state;
  $("state").dataset.state = state;
  const lost = state === "reconnecting" || state === "connecting";
  $("after-image").parentElement.classList.toggle("waiting", lost);
}

function say(text, bad = false) {
  $("message").textContent = text;
  $("message").classList.toggle("bad", bad);
}

function enable(running) {
  $("start").disabled = running;
  $("stop").disabled = !running;
  $("source").disabled = running;
  for (const radio of document.querySelectorAll("input[name=holder]")) {
    radio.disabled = running || (radio.value === "browser" && offer.missing.length > 0);
  }
  for (const fault of document.querySelectorAll("[data-fault]")) fault.disabled = !running;
  $("clear-image").disabled = !running || $("reference").hidden;
}

function figures({ fps, latencyMs }) {
  $("fps").textContent = fps ?? "–";
  $("latency").textContent = latencyMs ?? "–";
}

const HEARD = {
  connectionChange: ({ state }) => setState(state),
  sessionStarted: () => { $("connections").textContent = String(++connections); },
  generationTick: ({ seconds }) => { $("generated").textContent = seconds.toFixed(1); },
  figures,
  ended: () => finish(),
  error: ({ message }) => say(message, true),
};

function hear(name, data) {
  HEARD[name]?.(data);
  timeline.add(name, data);
}

async function start() {
  const Holder = holder() === "server" ? ServerSession : BrowserSession;
  timeline.clear();
  connections = 0;
  for (const id of ["fps", "latency", "generated", "connections"]) $(id).textContent = "–";
  $("latency-name").textContent = holder() === "server" ? "Latency, glass to glass" : "Round trip";
  say("");
  session = new Holder({ hear, show });
  enable(true);
  const mine = session;
  try {
    await mine.start({ source: $("source").value, prompt: $("prompt").value.trim() });
  } catch (failure) {
    if (session !== mine) return;
    say(failure.message, true);
    mine.stop();
    finish();
  }
}

/** The session is over; its last picture is taken away. */
function finish() {
  session = null;
  setState("disconnected");
  show("before", null);
  show("after", null);
  $("reference").hidden = true;
  figures({});
  enable(false);
}

function stop() {
  session?.stop();
  finish();
}

async function command(work, done) {
  if (!session) return say("Start a session first.", true);
  try {
    await work(session);
    say(done);
    return true;
  } catch (failure) {
    say(failure.message, true);
    timeline.add("refused", { message: failure.message });
    return false;
  }
}

function mark(prompt) {
  for (const preset of document.querySelectorAll("[data-prompt]")) {
    preset.setAttribute("aria-pressed", String(preset.dataset.prompt === prompt));
  }
}

async function apply(prompt) {
  if (!prompt) return say("Say what it should look like.", true);
  // Before the start it is the prompt to begin with.
  if (!session) return say("Will be in force from the start.");
  if (await command((live) => live.prompt(prompt), `In force: ${prompt}`)) mark(prompt);
}

async function reference(file) {
  if (!file?.type.startsWith("image/")) return say("A picture is needed.", true);
  if (!(await command((live) => live.image(file), `Reference image: ${file.name}`))) return;
  URL.revokeObjectURL($("reference").src);
  $("reference").src = URL.createObjectURL(file);
  $("reference").hidden = false;
  enable(Boolean(session));
}

function sources() {
  $("source").replaceChildren(...SOURCES[holder()].map(([value, text]) => new Option(text, value)));
}

$("start").onclick = start;
$("stop").onclick = stop;
$("holders").onchange = sources;
$("prompt-form").onsubmit = (event) => { event.preventDefault(); apply($("prompt").value.trim()); };
for (const preset of document.querySelectorAll("[data-prompt]")) {
  preset.onclick = () => { $("prompt").value = preset.dataset.prompt; apply(preset.dataset.prompt); };
}
for (const fault of document.querySelectorAll("[data-fault]")) {
  fault.onclick = () => command((live) => live.fault(fault.dataset.fault), `${fault.textContent}: done`);
}
$("file").onchange = () => { reference($("file").files[0]); $("file").value = ""; };
$("clear-image").onclick = async () => {
  if (await command((live) => live.image(null), "No reference image")) $("reference").hidden = true;
  enable(Boolean(session));
};
// Anywhere on the page: a picture dropped beside the box must not replace the page.
addEventListener("dragover", (event) => { event.preventDefault(); $("drop").classList.add("over"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("drop").classList.remove("over"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  $("drop").classList.remove("over");
  reference(event.dataTransfer.files[0]);
});
addEventListener("pagehide", () => session?.stop());

offer = await (await fetch("/api/studio")).json();
$("service").textContent = offer.local ? "with a local server in the same process" : "with Decart's service";
$("faults").hidden = !offer.local;
$("unavailable").hidden = offer.missing.length === 0;
$("unavailable").textContent = ["The browser cannot hold sessions here.", ...offer.missing, "Sessions that the server holds work all the same."].join(" ");
sources();
enable(false);
document.body.dataset.ready = "true";
