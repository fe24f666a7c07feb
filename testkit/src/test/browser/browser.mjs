// browser.mjs CHROMIUM FOLDER: runs the scenarios of a folder of page/ in one headless Chromium. A line of JSON on standard
// input asks for one: {"scenario":NAME, …arguments}. What happens comes back line by line: {"step":TEXT}, {"console":TEXT},
// and at the end {"end":true} or {"failure":TEXT}. Ends when standard input does.
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { openSite } from "./site.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  // Loopback is not a network for WebRTC unless told so, and mDNS names are not resolved inside a container.
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  // Nothing leaves the machine: no name has an address.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function run(browser, site, { scenario, ...args }) {
  const page = await browser.newPage();
  const strangers = [];
  const watch = (url) => {
    if (/^(https?|wss?):/.test(url) && new URL(url).hostname !== "127.0.0.1") strangers.push(url);
  };
  page.on("request", (request) => watch(request.url()));
  page.on("websocket", (socket) => watch(socket.url()));
  page.on("console", (message) => say({ console: message.text() }));
  try {
    await page.exposeFunction("report", (text) => say({ step: text }));
    await page.goto(site.url);
    await page.evaluate(([name, values]) => window.scenarios[name](values), [scenario, args]);
    if (strangers.length > 0) throw new Error(`the page called another machine: ${strangers}`);
    say({ end: true });
  } catch (failure) {
    say({ failure: String(failure.stack ?? failure) });
  } finally {
    await page.close();
  }
}

const site = await openSite(process.argv[3]);
const browser = await chromium.launch({ executablePath: process.argv[2], headless: true, args: FLAGS });
say({ ready: true, version: site.version, browser: browser.version() });
for await (const line of createInterface({ input: process.stdin })) {
  await run(browser, site, JSON.parse(line));
}
await browser.close();
site.close();
