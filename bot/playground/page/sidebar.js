// The left side: the workspace, who one acts as, channels, direct messages, the app.
import { h, fill } from "./dom.js";
import { icon } from "./icons.js";
import { appTag, avatar } from "./people.js";
import { menuButton } from "./popup.js";
import { appDm, isApp, me, nameOf, onChange, partner, person, store, titleOf } from "./store.js";
import { go } from "./sync.js";
import { openHome } from "./home.js";
import { openSwitcher } from "./switcher.js";

/** Who can be acted as: everyone here but the app and those who left. */
export const actors = () => store.state.users.filter((user) => !user.is_bot && !user.deleted);

function actorItems() {
  return actors().map((user) => ({
    label: nameOf(user), note: user.title || `@${user.name}`, lead: avatar(user, "small"), checked: user.id === store.at.user,
    badge: user.id === store.at.user ? 0 : user.unread, run: () => go({ user: user.id, channel: null, tab: "messages" }),
  }));
}

function acting() {
  const elsewhere = actors().filter((user) => user.id !== store.at.user).reduce((sum, user) => sum + user.unread, 0);
  const user = me();
  const content = h("span", { class: "acting-content" }, avatar(user, "medium"),
    h("span", { class: "acting-text" }, h("span", { class: "acting-label" }, "Acting as"), h("span", { class: "acting-name" }, nameOf(user)),
      h("span", { class: "acting-title" }, user?.title ?? "")),
    elsewhere ? h("span", { class: "dot", title: "Unread messages for other people" }, h("span", { class: "visually-hidden" }, `${elsewhere} unread for other people`)) : null,
    icon("down", { size: 16 }));
  const button = menuButton({ label: "Acting as", items: actorItems, className: "acting", content, text: null });
  button.setAttribute("aria-label", `Acting as ${nameOf(user)}. Act as somebody else`);
  return button;
}

function row({ current, lead, label, tag = null, unread = 0, badge = 0, run }) {
  const words = unread ? `, ${unread} unread` : "";
  return h("li", {}, h("button", {
    type: "button", class: `place${unread ? " unread" : ""}`, "aria-current": current ? "page" : null, onclick: run, "aria-label": `${label}${words}`,
  }, lead, h("span", { class: "place-name" }, label), tag, badge ? h("span", { class: "badge", "aria-hidden": "true" }, badge) : null));
}

const inMessages = (id) => store.at.channel === id && store.at.tab === "messages";

function channelRow(place) {
  return row({
    current: inMessages(place.id), label: place.name, unread: place.unread, badge: place.mentions, run: () => go({ channel: place.id }),
    lead: h("span", { class: "place-lead" }, icon(place.kind === "private" ? "lock" : "hash", { size: 18, label: place.kind === "private" ? "private channel" : null })),
  });
}

function dmRow(place) {
  const other = partner(place);
  const self = other.id === store.at.user;
  return row({
    current: inMessages(place.id), label: titleOf(place), tag: isApp(other) ? appTag() : self ? h("span", { class: "place-you" }, "you") : null,
    unread: place.unread, badge: place.unread, lead: avatar(other, "small"), run: () => go({ channel: place.id }),
  });
}

function section(title, rows, action = null) {
  const id = `side-${title.toLowerCase().replaceAll(" ", "-")}`;
  return h("section", { "aria-labelledby": id }, h("div", { class: "side-head" }, h("h2", { id }, title), action), h("ul", {}, rows));
}

function appRow() {
  const dm = appDm();
  return row({
    current: store.at.tab === "home", label: nameOf(person(store.state.app.user_id)), lead: avatar(person(store.state.app.user_id), "small"),
    unread: dm?.unread ?? 0, badge: dm?.unread ?? 0, run: openHome,
  });
}

const latest = (a, b) => (b.last_ts ?? "").localeCompare(a.last_ts ?? "");

function paint() {
  const { channels, workspace } = store.state;
  const named = channels.filter((place) => place.kind !== "im" && !place.is_archived).sort((a, b) => a.name.localeCompare(b.name));
  const direct = channels.filter((place) => place.kind === "im").sort(latest);
  const side = document.getElementById("side");
  const scrolled = side.querySelector(".side-scroll")?.scrollTop ?? 0;
  const focused = document.activeElement?.closest?.("#side .place")?.getAttribute("aria-label")?.split(",")[0];
  const plus = h("button", { type: "button", class: "icon-button small on-dark", "aria-label": "New direct message", title: "New direct message", onclick: openSwitcher }, icon("plus", { size: 18 }));
  fill(side, h("div", { class: "side-top" }, h("h1", { class: "workspace-name" }, workspace.name), acting()),
    h("div", { class: "side-scroll" }, section("Channels", named.map(channelRow)), section("Direct messages", direct.map(dmRow), plus), section("Apps", [appRow()])));
  side.querySelector(".side-scroll").scrollTop = scrolled;
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
