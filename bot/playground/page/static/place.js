// The middle of the page: the heading of where one is, its messages or Home tab, the composer; the thread beside it.
import { h, fill } from "./dom.js";
import { openDm } from "./api.js";
import { Composer } from "./composer.js";
import { HomeTab, openHome } from "./home.js";
import { zoneName } from "./format.js";
import { icon, iconButton } from "./icons.js";
import { MessageList } from "./messages.js";
import { appTag, avatar } from "./people.js";
import { appDm, channel, isApp, me, nameOf, onChange, partner, person, store, titleOf, zone } from "./store.js";
import { go, seen } from "./sync.js";

const list = new MessageList("Messages");
const home = new HomeTab();
const composer = new Composer();
const head = h("header", { class: "place-head" });
const threadList = new MessageList("Thread", { inThread: true });
const threadComposer = new Composer({ thread: true });

async function openMessages() {
  const dm = appDm();
  await go({ channel: dm?.id ?? (await openDm(store.at.user, store.state.app.user_id)), tab: "messages" });
}

function tabs() {
  const tab = (name, label, run) => h("button", {
    type: "button", class: "tab", role: "tab", "aria-selected": store.at.tab === name ? "true" : "false",
    tabindex: store.at.tab === name ? 0 : -1, dataset: { tab: name }, onclick: run,
  }, label);
  const change = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = event.target.closest("[role=tablist]").querySelector("[aria-selected=false]");
    other.focus();
    other.click();
  };
  return h("div", { class: "tabs", role: "tablist", "aria-label": "App", onkeydown: change },
    tab("home", "Home", openHome), tab("messages", "Messages", openMessages));
}

function title(here) {
  if (!here) return [avatar(person(store.state.app.user_id), "small"), h("span", {}, nameOf(person(store.state.app.user_id))), appTag()];
  if (here.kind !== "im") return [icon(here.kind === "private" ? "lock" : "hash", { size: 20 }), h("span", {}, here.name)];
  const other = partner(here);
  return [avatar(other, "small"), h("span", {}, titleOf(here)), isApp(other) ? appTag() : null];
}

/** Every time on the page is in one zone, that of the person acting, and this says which. */
const zoneNote = () => h("span", { class: "place-zone", title: `All times are ${nameOf(me())}’s` }, `${zoneName(zone())} time`);

function details(here) {
  if (!here || here.kind === "im") return here && !isApp(partner(here)) ? h("span", { class: "place-meta" }, partner(here).title) : null;
  const people = here.members.map(person).filter((user) => user && !user.deleted);
  return h("span", { class: "place-meta faces", title: people.map(nameOf).join(", ") },
    people.slice(0, 3).map((user) => avatar(user, "tiny")), h("span", {}, `${people.length} members`));
}

const withApp = (here) => !here || (here.kind === "im" && isApp(partner(here)));

function paintHead(here) {
  const kept = document.activeElement?.dataset?.tab;
  const line = h("div", { class: "place-line" }, h("h2", { class: "place-title" }, title(here)), details(here), zoneNote());
  fill(head, line, withApp(here) ? tabs() : null);
  if (kept) head.querySelector(`[data-tab=${kept}]`)?.focus();
}

/** Where the line "New" stands: fixed when a place is opened, so that it does not vanish while one reads. */
let fresh = { channel: null, ts: null };

function newFrom(here) {
  const key = `${store.at.user} ${here.id}`;
  if (fresh.channel !== key || (!fresh.ts && here.first_unread && !list.stuck)) fresh = { channel: key, ts: here.first_unread };
  return fresh.ts;
}

function paintThread(main) {
  const root = store.state.messages.find((message) => message.ts === store.at.thread);
  const pane = document.getElementById("thread");
  pane.hidden = !root;
  document.body.classList.toggle("thread-open", Boolean(root));
  if (!root) return;
  if (!pane.childElementCount) buildThread(pane, main);
  const where = channel(root.channel);
  pane.querySelector(".thread-place").textContent = where.kind === "im" ? titleOf(where) : `#${where.name}`;
  const answers = store.state.messages.filter((message) => message.thread_ts === root.ts && message.ts !== root.ts);
  threadList.show([root, ...answers], { key: `${store.at.user} ${root.ts}` });
  threadComposer.show();
}

function buildThread(pane, main) {
  const close = () => {
    go({ thread: null });
    main.querySelector("textarea")?.focus();
  };
  pane.append(
    h("header", { class: "thread-head" }, h("div", {}, h("h2", {}, "Thread"), h("span", { class: "thread-place" })),
      iconButton("Close thread", "close", close)),
    threadList.node, threadComposer.node);
  pane.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());
  requestAnimationFrame(() => threadComposer.focus());
}

const inChannel = (message) => !message.thread_ts || message.thread_ts === message.ts;

function paint(main) {
  const atHome = store.at.tab === "home";
  const here = atHome ? null : channel(store.at.channel);
  const sign = JSON.stringify([store.at.user, store.at.tab, here, store.state.users]);
  if (head.dataset.sign !== sign) paintHead(here);
  head.dataset.sign = sign;
  home.node.hidden = !atHome;
  list.node.hidden = composer.node.hidden = atHome;
  document.getElementById("offline").hidden = store.online;
  if (atHome) home.show();
  else if (here) {
    list.show(store.state.messages.filter(inChannel), { key: `${store.at.user} ${here.id}`, newFrom: newFrom(here), place: here.id });
    composer.show();
  }
  paintThread(main);
  seen();
}

/** Puts the middle of the page together and keeps it up to date. */
export function startPlace() {
  const main = document.getElementById("main");
  main.append(head, list.node, home.node, composer.node);
  onChange(() => paint(main));
  document.addEventListener("visibilitychange", () => store.state && seen());
  document.addEventListener("go", async ({ detail }) => {
    await go({ channel: detail.channel });
    if (detail.ts) list.reveal(detail.ts);
  });
  return composer;
}
