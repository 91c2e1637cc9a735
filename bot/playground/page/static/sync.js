// Keeping the store in step with the server: one question at a time, asked again when something changed meanwhile.
import { fetchState, listen, markSeen } from "./api.js";
import { changed, store } from "./store.js";

let running = null;
let wanted = false;

async function once() {
  const asked = { ...store.at };
  const state = await fetchState(asked);
  if (asked.user !== store.at.user || asked.channel !== store.at.channel) {
    wanted = true;
    return;
  }
  store.state = state;
  store.at.user = state.me;
  if (store.at.channel !== state.channel) store.at.thread = null;
  store.at.channel = state.channel;
  store.online = true;
  changed();
}

async function loop() {
  while (wanted) {
    wanted = false;
    try {
      await once();
    } catch {
      store.online = false;
      if (store.state) changed();
    }
  }
  running = null;
}

/** Asks the server what to show now; resolves when the page shows it. */
export function refresh() {
  wanted = true;
  running ??= loop();
  return running;
}

/** Goes to another person, channel, thread or tab; `place` holds only what changes. */
export function go(place) {
  const moved = place.user !== undefined && place.user !== store.at.user;
  if (moved || (place.channel !== undefined && place.channel !== store.at.channel)) store.at.thread = null;
  if (place.channel) store.at.tab = "messages";
  Object.assign(store.at, place);
  return refresh();
}

/** Marks what the person looks at as read, once they really look at it. */
export function seen() {
  const here = store.state?.channels.find((one) => one.id === store.at.channel);
  if (!here?.unread || store.at.tab !== "messages" || document.visibilityState !== "visible") return;
  here.unread = 0;
  here.mentions = 0;
  markSeen(store.at.user, here.id).then(refresh, () => null);
}

function lineIs(up) {
  if (up === store.online) return;
  store.online = up;
  if (up) refresh();
  else if (store.state) changed();
}

/** Follows the server's changes while the page is in view; a hidden one holds no line (browsers allow six in all). */
export function startSync() {
  let events = null;
  const follow = () => {
    const inView = document.visibilityState === "visible";
    if (!inView) events?.close();
    if (!inView) events = null;
    else events ??= listen(refresh, lineIs);
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}
