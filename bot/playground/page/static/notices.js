// Says that a message arrived which nobody is looking at, and leads to it.
import { notice } from "./popup.js";
import { nameOf, onChange, person, store } from "./store.js";
import { go } from "./sync.js";

/** "Maya", "Maya and Lena", "Maya, Lena and 3 others"; the person acting is "you". */
function named(users) {
  const names = users.map((user) => (user.id === store.at.user ? "you" : nameOf(user).split(" ")[0]));
  if (names.length < 3) return names.join(" and ");
  const others = names.length - 2;
  return `${names[0]}, ${names[1]} and ${others} ${others === 1 ? "other" : "others"}`;
}

const isShown = ({ id, latest }) =>
  id === store.at.user && store.at.tab === "messages" && store.at.channel === latest.channel && document.visibilityState === "visible";

let said = null;
let node = null;

function say(users) {
  const [first] = users;
  const sender = nameOf(person(first.latest.user));
  const lead = first.id === store.at.user ? "Open" : `Open as ${nameOf(first).split(" ")[0]}`;
  const open = () => go({ user: first.id, channel: first.latest.channel, tab: "messages" });
  said = first;
  node = notice(`${sender} sent ${named(users)} a message.`, lead, open);
}

/** Remembers the newest direct message of everybody, and says each time that somebody has a newer one. */
export function startNotices() {
  let known = null;
  onChange(() => {
    if (said && isShown(said)) node.remove();
    const waiting = store.state.users.filter((user) => user.latest);
    const fresh = known ? waiting.filter((user) => !(known.get(user.id) >= user.latest.ts) && !isShown(user)) : [];
    known = new Map([...(known ?? []), ...waiting.map((user) => [user.id, user.latest.ts])]);
    const senders = new Set(fresh.map((user) => user.latest.user));
    for (const sender of senders) say(fresh.filter((user) => user.latest.user === sender));
  });
}
