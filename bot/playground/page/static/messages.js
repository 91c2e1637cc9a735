// The list of messages: days, groups, what is new; only what changed is drawn again.
import { announce, h, roam } from "./dom.js";
import { icon } from "./icons.js";
import { dayKey, dayLabel, momentOf } from "./format.js";
import { beginning, messageNode } from "./message.js";
import { now, store, zone } from "./store.js";

const GROUP_SECONDS = 300;

const goesOn = (message, before) =>
  before && before.user === message.user && before.app_name === message.app_name && before.system === message.system && !before.ephemeral_to && !message.ephemeral_to
  && Number(message.ts) - Number(before.ts) < GROUP_SECONDS;

const divider = (text, kind) => h("div", { class: `line ${kind}`, role: "separator", "aria-label": text }, h("span", {}, text));

/** What stands in the list, in order, as {key, sign, make}: a row is drawn again when its sign changes. */
function rows(messages, { inThread, newFrom }) {
  const out = [];
  let before = null, day = "";
  for (const message of messages) {
    const date = momentOf(message.ts);
    const today = dayKey(date, zone());
    if (today !== day) {
      const label = dayLabel(date, now(), zone());
      out.push({ key: `day-${today}`, sign: label, make: () => divider(label, "day") });
      before = null;
    }
    if (message.ts === newFrom) {
      out.push({ key: "new", sign: "", make: () => divider("New", "new") });
      before = null;
    }
    const compact = Boolean(goesOn(message, before)) && !inThread;
    const sign = JSON.stringify([message, compact, zone(), today === dayKey(now(), zone()), store.at.user]);
    out.push({ key: message.ts, sign, make: () => messageNode(message, { compact, inThread }) });
    [before, day] = [message, today];
  }
  return out;
}

/** Remembers drawn rows by key and puts them in order with as few moves as possible. */
class Rows {
  constructor(list) {
    this.list = list;
    this.drawn = new Map();
  }

  show(wanted) {
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, { node }] of this.drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.drawn.delete(key);
    }
    let cursor = this.list.firstChild;
    for (const row of wanted) {
      const old = this.drawn.get(row.key)?.node;
      const node = this.node(row);
      if (old && old === cursor) cursor = node;
      if (node === cursor) cursor = cursor.nextSibling;
      else this.list.insertBefore(node, cursor);
    }
  }

  node(row) {
    const old = this.drawn.get(row.key);
    if (old?.sign === row.sign) return old.node;
    const node = row.make();
    if (old) {
      const had = old.node.contains(document.activeElement);
      const action = document.activeElement?.dataset?.action;
      old.node.replaceWith(node);
      if (had) refocus(node, action);
    }
    this.drawn.set(row.key, { sign: row.sign, node });
    return node;
  }
}

function refocus(node, action) {
  const nodes = [...node.querySelectorAll("[data-action]")];
  const same = action && nodes.find((one) => one.dataset.action === action);
  (same || node).focus({ preventScroll: true });
}

const contentOf = ({ blocks, text }) => JSON.stringify([blocks, text]);

/** What the answers only this person sees say, by their ts. */
const answersIn = (messages) => new Map(messages.filter((message) => message.ephemeral_to).map((message) => [message.ts, contentOf(message)]));

/** A scrolling list of messages; `show(messages, options)` brings it up to date. */
export class MessageList {
  constructor(label, { inThread = false } = {}) {
    this.inThread = inThread;
    this.list = h("div", { class: "message-list", role: "group", "aria-label": label, onkeydown: (event) => this.onKey(event) });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() },
      icon("down", { size: 16 }), "Latest messages");
    this.scroller = h("div", { class: "messages", onscroll: () => this.onScroll() }, this.list);
    this.node = h("div", { class: "messages-frame" }, this.scroller, this.jump);
    this.rows = new Rows(this.list);
    this.key = null;
    this.top = 0;
    this.answers = new Map();
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.scroller);
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
  }

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 60;
  }

  /** Only scrolling back lets go of the end: growing content or a smaller window do not. */
  onScroll() {
    const top = this.scroller.scrollTop;
    if (this.atEnd) this.stuck = true;
    else if (top < this.top - 1) this.stuck = false;
    this.top = top;
    this.jump.hidden = this.stuck;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.top = this.scroller.scrollTop;
    this.stuck = true;
    this.jump.hidden = true;
  }

  /** Draws messages (oldest first); `key` names the place, and going to another one starts at its end. */
  show(messages, { key, newFrom = null, place = null }) {
    const moved = key !== this.key;
    this.key = key;
    if (moved) this.stuck = true;
    const first = place ? [{ key: `begin-${place}`, sign: "", make: () => beginning(place) ?? h("p", { class: "beginning" }) }] : [];
    this.rows.show([...first, ...rows(messages, { inThread: this.inThread, newFrom })]);
    const articles = this.articles();
    const arrived = moved ? [] : messages.filter((message) => message.ts > this.last);
    if (arrived.length) this.sayNew(messages.at(-1), articles.at(-1));
    const answer = arrived.find((message) => message.ephemeral_to || message.user === store.at.user);
    const redrawn = moved ? null : this.redrawn(messages);
    this.last = messages.at(-1)?.ts ?? "";
    this.answers = answersIn(messages);
    const held = articles.find((article) => article.tabIndex === 0);
    if (!held || moved) articles.forEach((article, index) => { article.tabIndex = index === articles.length - 1 ? 0 : -1; });
    if (this.stuck || answer) this.toEnd();
    if (moved) this.showStart(this.list.querySelector(".line.new"));
    else if (this.stuck && arrived.length) this.showStart(answer ? this.article(answer.ts) : articles.at(-1));
    if (redrawn) this.showTop(this.article(redrawn.ts));
  }

  /** The answer that a button has just replaced, if there is one. */
  redrawn = (messages) => messages.find(({ ts, blocks, text }) => {
    const before = this.answers.get(ts);
    return before !== undefined && before !== contentOf({ blocks, text });
  });

  /** Brings the top of a message into view where the person has it above or below the window. */
  showTop(node) {
    const [box, frame] = [node.getBoundingClientRect(), this.scroller.getBoundingClientRect()];
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
    node.scrollIntoView({ block: "start" });
    this.stuck = this.atEnd;
    this.top = this.scroller.scrollTop;
    this.jump.hidden = this.stuck;
  }

  /** Where what is new is taller than the window, its beginning is shown and not its end. */
  showStart(node) {
    if (!node) return;
    const height = this.list.lastChild.getBoundingClientRect().bottom - node.getBoundingClientRect().top;
    if (height <= this.scroller.clientHeight) return;
    node.scrollIntoView({ block: "start" });
    this.stuck = false;
    this.top = this.scroller.scrollTop;
    this.jump.hidden = false;
  }

  /** Reads the newest message out to screen readers, unless the person wrote it. */
  sayNew(message, article) {
    if (message.user === store.at.user) return;
    const words = article.querySelector(".message-body").innerText.slice(0, 400);
    announce(`${article.getAttribute("aria-label")}: ${words}`);
  }

  articles = () => [...this.list.querySelectorAll("article")];

  article = (ts) => this.articles().find((article) => article.dataset.ts === ts);

  onKey(event) {
    if (!event.target.matches("article")) return;
    const articles = this.articles();
    if (!roam(event, articles)) return;
    articles.forEach((article) => { article.tabIndex = article === document.activeElement ? 0 : -1; });
  }

  /** Scrolls to a message and lights it up for a moment. */
  reveal(ts) {
    const node = this.article(ts);
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("lit");
    setTimeout(() => node.classList.remove("lit"), 2400);
  }
}
