// What the page knows: the server's last answer, and where the person acting is looking. One object, told to all.

const listeners = new Set();

export const store = {
  /** The last `/page/state` answer, or null before the first one. */
  state: null,
  /** Where we are: person acting, channel shown, thread open beside it, tab of the app's page. */
  at: { user: null, channel: null, thread: null, tab: "messages" },
  online: true,
};

/** Calls `listener` after each change; the listeners run in the order they came. */
export const onChange = (listener) => listeners.add(listener);

/** Tells every listener that the store changed. */
export function changed() {
  for (const listener of listeners) listener(store);
}

export const person = (id) => store.state?.users.find((user) => user.id === id) ?? null;
export const channel = (id) => store.state?.channels.find((one) => one.id === id) ?? null;
export const me = () => person(store.at.user);
export const zone = () => me()?.tz ?? "UTC";

/** The page's moment, as a Date: the server's clock plus what has passed since its answer. */
export function now() {
  const state = store.state;
  return state ? new Date(Date.parse(state.now) + (performance.now() - state.receivedAt)) : new Date();
}

/** A person's name as the sidebar and the messages show it. */
export const nameOf = (user) => user?.real_name || user?.name || "Somebody";

export const isApp = (user) => user?.id === store.state?.app.user_id;

/** The other side of a direct message (oneself, when it is a note to self). */
export function partner(dm) {
  const other = dm.members.find((id) => id !== store.at.user) ?? store.at.user;
  return person(other);
}

/** The name of a channel or direct message, without "#". */
export const titleOf = (place) => (place.kind === "im" ? nameOf(partner(place)) : place.name);

/** The direct message between the person acting and the app, or null. */
export const appDm = () =>
  store.state?.channels.find((one) => one.kind === "im" && one.members.includes(store.state.app.user_id)) ?? null;

/** A file's description by its id, or null. */
export const fileOf = (id) => store.state?.files[id] ?? null;
