// Where one types: messages, `/` commands and `@` names with completion, and the menu of global shortcuts.
import { h, fill, freshId, announce, span } from "./dom.js";
import { act } from "./api.js";
import { iconButton } from "./icons.js";
import { avatar } from "./people.js";
import { menuButton, popup, toast } from "./popup.js";
import { channel, isApp, nameOf, partner, person, store, titleOf } from "./store.js";
import { refresh } from "./sync.js";

/** Says an act's failure; gives back whether it went well. */
async function tried(name, body) {
  try {
    await act(name, body);
    return true;
  } catch (failure) {
    toast(failure.message, { failure: true });
    return false;
  } finally {
    await refresh();
  }
}

function shortcutItems() {
  const app = person(store.state.app.user_id);
  const global = store.state.shortcuts.filter((one) => !one.on_message);
  if (!global.length) return [{ label: "No shortcuts", disabled: true, run: () => {} }];
  return [{ heading: "Shortcuts" }, ...global.map((one) => ({
    label: one.name, note: one.description || nameOf(app), lead: avatar(app, "small"),
    run: () => tried("shortcut", { user: store.at.user, callback_id: one.callback_id }),
  }))];
}

function commandChoices(word) {
  return store.state.commands.filter((one) => one.name.startsWith(word)).map((one) => ({
    label: one.name, hint: one.hint, note: one.description, lead: avatar(person(store.state.app.user_id), "small"), insert: `${one.name} `,
  }));
}

function peopleChoices(word) {
  const wanted = word.slice(1).toLowerCase();
  const named = (user) => [user.name, ...nameOf(user).split(" ")].some((part) => part.toLowerCase().startsWith(wanted));
  return store.state.users.filter((user) => !user.deleted && named(user)).slice(0, 8).map((user) => ({
    label: nameOf(user), hint: `@${user.name}`, note: user.title, lead: avatar(user, "small"), insert: `@${user.name} `,
  }));
}

/** The part of the text that a completion would replace, and what it offers. */
function completion(text, caret) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { from: 0, choices: commandChoices(before) };
  const at = before.match(/(?:^|\s)(@[\w.-]*)$/);
  return at ? { from: caret - at[1].length, choices: peopleChoices(at[1]) } : { from: 0, choices: [] };
}

/** One composer; drafts are kept by person and place. */
export class Composer {
  constructor({ thread = false } = {}) {
    this.thread = thread;
    this.drafts = new Map();
    this.choices = [];
    this.active = 0;
    this.box = null;
    this.queue = Promise.resolve();
    this.listId = freshId("complete");
    this.area = h("textarea", {
      class: "composer-text", rows: 1, "aria-controls": this.listId, "aria-autocomplete": "list", "aria-haspopup": "listbox",
      oninput: () => this.typed(), onkeydown: (event) => this.onKey(event), onblur: () => setTimeout(() => this.shut(), 150),
    });
    this.hint = h("div", { class: "composer-hint", id: freshId("hint") });
    this.area.setAttribute("aria-describedby", this.hint.id);
    this.send = iconButton("Send", "send", () => this.submit(), { className: "icon-button send", size: 18 });
    const plus = thread ? null : menuButton({ label: "Shortcuts", icon: "bolt", items: shortcutItems, above: true });
    const mark = h("span", { class: "slash", "aria-hidden": "true" }, "/");
    const slash = thread ? null : iconButton("Slash command", null, () => this.start("/"), { content: mark });
    const bar = h("div", { class: "composer-bar" }, plus, slash, span("spacer"), this.send);
    this.frame = h("div", { class: "composer-box" }, this.area, bar);
    this.closed = h("p", { class: "composer-closed", hidden: true }, "Sending messages to this app has been turned off.");
    this.node = h("div", { class: "composer" }, this.frame, this.closed, this.hint);
  }

  get key() {
    return `${store.at.user} ${store.at.channel} ${this.thread ? store.at.thread : ""}`;
  }

  focus() {
    this.area.focus();
  }

  /** Brings the composer to the place shown: its draft, its name, whether one may write there. */
  show() {
    const here = channel(store.at.channel);
    if (!here) return;
    const name = here.kind === "im" ? titleOf(here) : `#${here.name}`;
    const label = this.thread ? "Reply…" : `Message ${name}`;
    this.area.placeholder = label;
    this.area.setAttribute("aria-label", label);
    const closed = here.kind === "im" && isApp(partner(here)) && store.state.app.read_only;
    this.frame.hidden = closed;
    this.closed.hidden = !closed;
    if (this.shownKey === this.key) return;
    this.shownKey = this.key;
    this.put(this.drafts.get(this.key) ?? "");
  }

  put(text) {
    this.area.value = text;
    this.shut();
    this.fit();
    this.showHint();
  }

  /** Begins with a text, as if it had been typed. */
  start(text) {
    this.area.focus();
    this.area.value = text;
    this.area.setSelectionRange(text.length, text.length);
    this.typed();
  }

  fit() {
    this.area.style.setProperty("height", "auto");
    this.area.style.setProperty("height", `${Math.min(this.area.scrollHeight, 260)}px`);
    this.send.disabled = !this.area.value.trim();
  }

  typed() {
    this.drafts.set(this.key, this.area.value);
    this.fit();
    this.showHint();
    this.complete();
  }

  showHint() {
    const command = store.state?.commands.find((one) => this.area.value.startsWith(`${one.name} `) || this.area.value === one.name);
    fill(this.hint, command
      ? [h("strong", {}, command.name), ` ${command.hint}`]
      : [h("strong", {}, "Enter"), " to send, ", h("strong", {}, "Shift + Enter"), " for a new line"]);
    this.hint.classList.toggle("shown", Boolean(command) || this.area.value.length > 0);
  }

  complete() {
    const { from, choices } = completion(this.area.value, this.area.selectionStart);
    const exact = choices.length === 1 && choices[0].insert.trim() === this.area.value;
    this.from = from;
    this.choices = exact ? [] : choices;
    this.active = 0;
    if (this.choices.length) this.open();
    else this.shut();
  }

  open() {
    const rows = this.choices.map((choice, index) => this.row(choice, index));
    if (!this.box) {
      this.list = h("ul", { role: "listbox", id: this.listId, class: "listbox complete", "aria-label": "Suggestions" });
      fill(this.list, rows);
      this.box = popup(this.frame, this.list, { width: "anchor", above: true, onClose: () => this.closedBox() });
      announce(`${rows.length} ${rows.length === 1 ? "suggestion" : "suggestions"}`);
    } else {
      fill(this.list, rows);
      this.box.move();
    }
    this.area.setAttribute("aria-activedescendant", `${this.listId}-${this.active}`);
  }

  row({ lead, label, hint, note }, index) {
    const isActive = index === this.active;
    return h("li", {
      role: "option", id: `${this.listId}-${index}`, class: isActive ? "option active" : "option", "aria-selected": isActive,
      onpointerdown: (event) => event.preventDefault(), onclick: () => this.pick(index),
    }, lead, span("option-text", h("span", {}, h("strong", {}, label), " ", span("option-hint", hint)), note ? span("option-note", note) : null));
  }

  closedBox() {
    this.box = null;
    this.choices = [];
    this.area.removeAttribute("aria-activedescendant");
  }

  shut() {
    this.box?.close();
  }

  pick(index) {
    const { insert } = this.choices[index];
    const { value, selectionStart: caret } = this.area;
    this.area.value = value.slice(0, this.from) + insert + value.slice(caret);
    this.area.setSelectionRange(this.from + insert.length, this.from + insert.length);
    this.shut();
    this.typed();
    this.focus();
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.box && this.choices.length && this.completionKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  /** A key while suggestions are open; says whether it was used. */
  completionKey({ key }) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      this.active = (this.active + step + this.choices.length) % this.choices.length;
      this.open();
    } else if (key === "Escape") this.shut();
    else if (key === "Tab" || (key === "Enter" && !this.whole())) this.pick(this.active);
    else return false;
    return true;
  }

  /** Whether the text is already what the active suggestion would put there. */
  whole = () => this.area.value.slice(this.from).trim() === this.choices[this.active].insert.trim();

  /** Empties the box at once; what is sent goes out in the order it was written, one after the other. */
  submit() {
    const text = this.area.value.trim();
    if (!text) return;
    const { key } = this;
    const place = { user: store.at.user, text, channel: store.at.channel };
    const thread = this.thread ? { thread_ts: store.at.thread } : {};
    this.drafts.delete(key);
    this.put("");
    const send = () => (text.startsWith("/") ? tried("command", place) : tried("message", { ...place, ...thread }));
    this.queue = this.queue.then(send).then((ok) => ok || this.giveBack(key, text));
  }

  /** What could not be sent comes back to where it was typed. */
  giveBack(key, text) {
    this.drafts.set(key, text);
    if (this.key === key && !this.area.value) this.put(text);
  }
}
