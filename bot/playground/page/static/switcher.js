// Ctrl or Cmd + K: go to a channel, a person or the app by typing a few letters.
import { h, fill, freshId, span } from "./dom.js";
import { openDm } from "./api.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { toast } from "./popup.js";
import { nameOf, partner, person, store, titleOf } from "./store.js";
import { go } from "./sync.js";
import { openHome } from "./home.js";

function places() {
  return store.state.channels.map((place) => {
    const other = place.kind === "im" ? partner(place) : null;
    const mark = icon(place.kind === "private" ? "lock" : "hash", { size: 18 });
    return {
      label: titleOf(place), note: other?.title ?? null, unread: place.unread,
      lead: other ? avatar(other, "small") : span("place-lead", mark),
      run: () => go({ channel: place.id }),
    };
  });
}

function strangers() {
  const met = new Set(store.state.channels.filter((place) => place.kind === "im").map((place) => partner(place).id));
  return store.state.users.filter((user) => !user.deleted && !user.is_bot && !met.has(user.id)).map((user) => ({
    label: nameOf(user), note: user.title || "Start a direct message", lead: avatar(user, "small"),
    run: async () => go({ channel: await openDm(store.at.user, user.id) }),
  }));
}

const appHome = () => {
  const app = person(store.state.app.user_id);
  return { label: `${nameOf(app)} home`, note: "App", lead: avatar(app, "small"), run: openHome };
};

function found(query) {
  const wanted = query.trim().toLowerCase().replace(/^[#@]/, "");
  const rank = ({ label }) => (label.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...places(), appHome(), ...strangers()]
    .filter(({ label, note }) => `${label} ${note ?? ""}`.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || Boolean(b.unread) - Boolean(a.unread))
    .slice(0, 12);
}

/** Opens the switcher as a dialog with one field. */
export function openSwitcher() {
  if (document.querySelector("dialog[open]")) return;
  const returnTo = document.activeElement;
  const listId = freshId("switch");
  let rows = [], active = 0;
  const list = h("ul", { id: listId, role: "listbox", class: "listbox", "aria-label": "Places and people" });
  const input = h("input", {
    type: "text", class: "switch-input", role: "combobox", "aria-label": "Go to a channel or a person", placeholder: "Where to?",
    autocomplete: "off", "aria-expanded": "true", "aria-controls": listId, "aria-autocomplete": "list",
    oninput: () => show(), onkeydown: (event) => onKey(event),
  });
  const dialog = h("dialog", { class: "switcher", "aria-label": "Go to", onclick: (event) => event.target === dialog && close() }, 
    h("div", { class: "switch-box" }, h("div", { class: "switch-line" }, icon("search", { size: 18 }), input), list));

  function close() {
    dialog.close();
    dialog.remove();
    returnTo?.focus?.();
  }

  async function pick(row) {
    close();
    try {
      await row.run();
    } catch (failure) {
      toast(failure.message, { failure: true });
    }
    document.querySelector(".composer textarea")?.focus();
  }

  function rowNode(row, index) {
    const isActive = index === active;
    return h("li", {
      role: "option", id: `${listId}-${index}`, class: isActive ? "option active" : "option", "aria-selected": isActive, onclick: () => pick(row),
    }, row.lead, span("option-text", h("span", {}, row.label), row.note ? span("option-note", row.note) : null),
    row.unread ? span("badge", row.unread) : null);
  }

  function show(keep = 0) {
    rows = found(input.value);
    active = Math.min(keep, rows.length - 1);
    const none = h("li", { class: "listbox-empty", role: "presentation" }, "Nothing by that name");
    fill(list, rows.length ? rows.map(rowNode) : none);
    if (rows.length) input.setAttribute("aria-activedescendant", `${listId}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && rows.length) {
      event.preventDefault();
      show((active + step + rows.length) % rows.length);
    } else if (event.key === "Enter" && rows[active]) {
      event.preventDefault();
      pick(rows[active]);
    }
  }

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  dialog.showModal();
  show();
  input.focus();
}
