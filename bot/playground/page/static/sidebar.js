// The left side: the workspace, who one acts as, channels, direct messages, the app.
import { h, fill, span } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { appTag, avatar } from "./people.js";
import { menuButton } from "./popup.js";
import { appDm, isApp, me, nameOf, onChange, partner, person, store, titleOf } from "./store.js";
import { go } from "./sync.js";
import { openHome } from "./home.js";
import { openSwitcher } from "./switcher.js";

/** Who can be acted as: everyone here but the app and those who left. */
const actors = () => store.state.users.filter((user) => !user.is_bot && !user.deleted);

function actorItems() {
  return actors().map((user) => ({
    label: nameOf(user), note: user.title || `@${user.name}`, lead: avatar(user, "small"), checked: user.id === store.at.user,
    badge: user.id === store.at.user ? 0 : user.unread, run: () => go({ user: user.id, channel: null, tab: "messages" }),
  }));
}

function acting() {
  const elsewhere = actors().filter((user) => user.id !== store.at.user).reduce((sum, user) => sum + user.unread, 0);
  const user = me();
  const words = span("acting-text", span("acting-label", "Acting as"), span("acting-name", nameOf(user)), span("acting-title", user?.title ?? ""));
  const dot = elsewhere ? span("dot", span("visually-hidden", `${elsewhere} unread for other people`)) : null;
  const content = span("acting-content", avatar(user, "medium"), words, dot, icon("down", { size: 16 }));
  return menuButton({ label: `Acting as ${nameOf(user)}. Act as somebody else`, items: actorItems, className: "acting", content });
}

function row({ current, lead, label, tag = null, unread = 0, badge = 0, run }) {
  const words = unread ? `, ${unread} unread` : "";
  const button = h("button", {
    type: "button", class: unread ? "place unread" : "place", "aria-current": current ? "page" : null, "aria-label": `${label}${words}`, onclick: run,
  }, lead, span("place-name", label), tag, badge ? h("span", { class: "badge", "aria-hidden": "true" }, badge) : null);
  return h("li", {}, button);
}

const inMessages = (id) => store.at.channel === id && store.at.tab === "messages";

function channelRow(place) {
  const mark = place.kind === "private" ? icon("lock", { size: 18, label: "private channel" }) : icon("hash", { size: 18 });
  return row({
    current: inMessages(place.id), label: place.name, unread: place.unread, badge: place.mentions, run: () => go({ channel: place.id }),
    lead: span("place-lead", mark),
  });
}

function dmRow(place) {
  const other = partner(place);
  const you = other.id === store.at.user ? span("place-you", "you") : null;
  return row({
    current: inMessages(place.id), label: titleOf(place), tag: you,
    unread: place.unread, badge: place.unread, lead: avatar(other, "small"), run: () => go({ channel: place.id }),
  });
}

function section(title, rows, action = null) {
  const id = `side-${title.toLowerCase().replaceAll(" ", "-")}`;
  return h("section", { "aria-labelledby": id }, h("div", { class: "side-head" }, h("h2", { id }, title), action), h("ul", {}, rows));
}

/** The app stands here alone, not among the direct messages: its unread messages open, and its Home otherwise. */
function appRow() {
  const dm = appDm();
  const unread = dm?.unread ?? 0;
  const app = person(store.state.app.user_id);
  const current = store.at.tab === "home" || (dm !== null && inMessages(dm.id));
  const run = unread ? () => go({ channel: dm.id }) : openHome;
  return row({ current, label: nameOf(app), lead: avatar(app, "small"), tag: appTag(), unread, badge: unread, run });
}

const latest = (a, b) => (b.last_ts ?? "").localeCompare(a.last_ts ?? "");

function paint() {
  const { channels, workspace } = store.state;
  const named = channels.filter((place) => place.kind !== "im" && !place.is_archived).sort((a, b) => a.name.localeCompare(b.name));
  const direct = channels.filter((place) => place.kind === "im" && !isApp(partner(place))).sort(latest);
  const side = document.getElementById("side");
  const scrolled = side.querySelector(".side-scroll")?.scrollTop ?? 0;
  const focused = document.activeElement?.closest?.("#side .place")?.getAttribute("aria-label")?.split(",")[0];
  const plus = iconButton("New direct message", "plus", openSwitcher, { className: "icon-button small on-dark", size: 18 });
  const sections = [section("Channels", named.map(channelRow)), section("Apps", [appRow()]), section("Direct messages", direct.map(dmRow), plus)];
  const places = h("div", { class: "side-scroll" }, sections);
  fill(side, h("div", { class: "side-top" }, h("h1", { class: "workspace-name" }, workspace.name), acting()), places);
  places.scrollTop = scrolled;
  if (focused) [...side.querySelectorAll(".place")].find((button) => button.getAttribute("aria-label").split(",")[0] === focused)?.focus();
  document.title = `${title()} – ${workspace.name}`;
}

function title() {
  if (store.at.tab === "home") return `${nameOf(person(store.state.app.user_id))} home`;
  const here = store.state.channels.find((place) => place.id === store.at.channel);
  return here ? (here.kind === "im" ? titleOf(here) : `#${here.name}`) : "Workspace";
}

/** Draws the sidebar again only when what it shows has changed, so that keyboard focus stays. */
export function startSidebar() {
  let last = "";
  onChange(() => {
    const { channels, users, workspace } = store.state;
    const key = JSON.stringify([channels, users, workspace.name, store.at.user, store.at.channel, store.at.tab]);
    if (key !== last) paint();
    last = key;
  });
}
