// The page that the scenarios run in: one script, bundled from page/, served on 127.0.0.1.
import http from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
// Another release of the SDK, as a checkout of its package folder; the pinned one of npm otherwise.
const sdk = resolve(process.env.DECART4J_JS_SDK || join(here, "node_modules/@decartai/sdk"));

async function bundle(sdkPackage) {
  const fromSource = Boolean(process.env.DECART4J_JS_SDK);
  const result = await build({
    entryPoints: [join(here, "page/scenarios.js")],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "silent",
    alias: fromSource ? { "@decartai/sdk": join(sdk, "src/index.ts") } : {},
    nodePaths: [join(here, "node_modules")],
    define: { SDK_VERSION: JSON.stringify(sdkPackage.version) },
  });
  return result.outputFiles[0].text;
}

export async function openSite() {
  const sdkPackage = JSON.parse(await readFile(join(sdk, "package.json"), "utf8"));
  const script = await bundle(sdkPackage);
  const server = http.createServer((request, response) => {
    if (request.url === "/scenarios.js") {
      response.setHeader("content-type", "text/javascript").end(script);
    } else {
      const page = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/scenarios.js"></script>';
      response.setHeader("content-type", "text/html").end(page);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, sdkVersion: sdkPackage.version, close: () => server.close() };
}
