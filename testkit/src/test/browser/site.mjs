// The page that the scenarios run in: one script, bundled from a folder of page/, served on 127.0.0.1.
import http from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const installed = (name) => join(here, "node_modules", name);

// What each folder of page/ drives. Another release of the direct era can be had as a checkout of its package folder.
const SUBJECTS = {
  direct: resolve(process.env.DECART4J_JS_SDK || installed("@decartai/sdk")),
  rooms: installed("@decartai/sdk-of-rooms"),
  participant: installed("livekit-client"),
};

async function bundle(folder, version) {
  const fromSource = folder === "direct" && Boolean(process.env.DECART4J_JS_SDK);
  const result = await build({
    entryPoints: [join(here, "page", folder, "scenarios.js")],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "silent",
    alias: fromSource ? { "@decartai/sdk": join(SUBJECTS.direct, "src/index.ts") } : {},
    nodePaths: [installed("")],
    define: { SDK_VERSION: JSON.stringify(version) },
  });
  return result.outputFiles[0].text;
}

/** @param folder which of page/ */
export async function openSite(folder) {
  const { version } = JSON.parse(await readFile(join(SUBJECTS[folder], "package.json"), "utf8"));
  const script = await bundle(folder, version);
  const server = http.createServer((request, response) => {
    if (request.url === "/scenarios.js") {
      response.setHeader("content-type", "text/javascript").end(script);
    } else {
      const page = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/scenarios.js"></script>';
      response.setHeader("content-type", "text/html").end(page);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, version, close: () => server.close() };
}
