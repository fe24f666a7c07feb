// The official SDK for the page, pointed at the studio's own proxy. Bundled by bin/studio.
import { createDecartClient, models } from "@decartai/sdk";

/** @param token of this server: the proxy puts the key in its place */
export function createClient(token) {
  return createDecartClient({
    apiKey: token,
    baseUrl: location.origin,
    realtimeBaseUrl: location.origin.replace(/^http/, "ws"),
    telemetry: false,
  });
}

export const model = () => models.realtime("lucy-latest");
