// The official SDK for the page, pointed at the studio's own proxy. Bundled by bin/studio.
import { createDecartClient, models } from "@decartai/sdk";

let latestPeer;
let listener;
const RealPeerConnection = window.RTCPeerConnection;
const RealWebSocket = window.WebSocket;
const proxy = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}`;

// The SDK of the direct era has a public STUN server built in; a studio on this machine needs none.
const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
window.RTCPeerConnection = class extends RealPeerConnection {
  constructor(configuration) {
    super(isLocal ? { ...configuration, iceServers: [] } : configuration);
    latestPeer = this;
  }
};

// Its realtime address is a constant: the host is replaced, the rest stays.
window.WebSocket = class extends RealWebSocket {
  constructor(url, ...rest) {
    super(String(url).replace("wss://api3.decart.ai", proxy), ...rest);
    this.addEventListener("message", ({ data }) => listener?.(JSON.parse(data)));
  }
};

export function createClient(apiKey) {
  return createDecartClient({ apiKey, baseUrl: location.origin, telemetry: false });
}

export const model = () => models.realtime("mirage_v2");

/** Hears every message of the service, which has more than the SDK's events; null for nobody. */
export function onServerMessage(hear) {
  listener = hear;
}

/** The latest round trip of the media path in ms, or nothing. */
export async function roundTripMs() {
  const stats = latestPeer ? [...(await latestPeer.getStats()).values()] : [];
  const pair = stats.find(({ type, nominated, currentRoundTripTime }) =>
    type === "candidate-pair" && nominated && currentRoundTripTime !== undefined);
  return pair && Math.round(pair.currentRoundTripTime * 1000);
}
