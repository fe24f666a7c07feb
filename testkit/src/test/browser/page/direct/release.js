// What the SDK's release does; the pinned one and later ones of the direct era differ in this.
const patch = Number(SDK_VERSION.split(".")[2]);

/** Ticks are told by an event; before, only the messages can be seen. */
export const HAS_TICK_EVENT = patch >= 47;

/** A new peer connection is built when the server asks for it with ice-restart. */
export const RESTARTS_ICE = patch <= 52;

/** Every connection begins with the initial state; before, it follows the first one and is not said again. */
export const RESTORES_INITIAL_STATE = patch >= 48;
