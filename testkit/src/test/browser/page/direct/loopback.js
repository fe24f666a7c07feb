// Runs before the SDK is loaded: keeps everything that it does on this machine, and watches its control sockets.

let latestServers = [];

/** The TURN servers that the SDK wanted for its latest peer connection. */
export const turnServers = () => latestServers.map(({ urls }) => urls).filter((url) => /^turns?:/.test(url));

// The SDK of the direct era has a public STUN server built in. No server is needed between two peers on one machine.
const RealPeerConnection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends RealPeerConnection {
  constructor(configuration) {
    latestServers = configuration?.iceServers ?? [];
    super({ ...configuration, iceServers: [] });
  }
};

/** Every control socket that the SDK opened: {messages: [], closed: bool}. */
export const sockets = [];

const listeners = new Set();
let realtimeUrl;

/** The local server's WebSocket address. */
export function useRealtimeUrl(url) {
  realtimeUrl = url;
}

/** Calls back with every message of the server, until the function that it returns is called. */
export function onServerMessage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Up to 0.0.50 the realtime address is a constant, wss://api3.decart.ai: the host is replaced, the rest stays.
const RealWebSocket = window.WebSocket;
window.WebSocket = class extends RealWebSocket {
  constructor(url, ...rest) {
    super(String(url).replace("wss://api3.decart.ai", realtimeUrl), ...rest);
    const seen = { messages: [], closed: false };
    sockets.push(seen);
    this.addEventListener("close", () => {
      seen.closed = true;
    });
    this.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      seen.messages.push(message);
      listeners.forEach((listener) => listener(message));
    });
  }
};
