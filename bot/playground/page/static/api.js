// Talking to the server: acts through the control API, what to show through /page/.

/** An act was refused or the server did not answer; `message` is a sentence for the person. */
class Failed extends Error {}

export const TROUBLE = "We had some trouble connecting. Try again?";

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Failed(TROUBLE);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok || !answer || answer.ok === false) throw new Failed(answer?.error ?? TROUBLE);
  return answer;
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** One act of a person: `act("command", {user, text, channel})`, as the control API takes it. */
export const act = (name, body) => post(`/_control/${name}`, body);

/** What the page shows for a person and the channel they look at. */
export async function fetchState({ user, channel }) {
  const query = new URLSearchParams(Object.entries({ user, channel }).filter(([, value]) => value));
  const state = await ask(`/page/state?${query}`, {});
  state.receivedAt = performance.now();
  return state;
}

/** Remembers that a person has seen a channel up to now. */
export const markSeen = (user, channel) => post("/page/seen", { user, channel });

/** The direct message between two people, opened if need be; its id. */
export const openDm = async (user, other) => (await post("/page/dm", { user, other })).channel;

/** What an external select offers for a query, as option objects. */
export const findOptions = async (body) => (await act("options", body)).options;

/** Fills a modal or the Home tab in without submitting it. */
export const typeInto = (user, view_id, values) => act("type", { user, view_id, values });

/** Closes the modal in front (or all of them). */
export const closeView = (user, view_id, everything) => act("close", { user, view_id, everything });

const asBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(new Failed(`${file.name} could not be read.`));
  reader.readAsDataURL(file);
});

/** Sends a file's bytes; the answer says the stored file's id and name. */
export async function upload(user, file) {
  const { file: stored } = await act("upload", { user, name: file.name, base64: await asBase64(file) });
  return { id: stored.id, name: stored.name, size: stored.length };
}

/** Calls `listener` now and after each change, and `online` with whether the line is up. */
export function listen(listener, online) {
  const events = new EventSource("/page/events");
  events.onmessage = () => listener();
  events.onopen = () => online(true);
  events.onerror = () => online(false);
  return events;
}
