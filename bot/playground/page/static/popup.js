// Things that float beside a button: menus, lists of options, small panels.
import { h, fill, freshId, focusable, roam, span } from "./dom.js";
import { cross, icon } from "./icons.js";

let openOne = null;

const MARGIN = 8;

function place(node, anchor, { align, width, above }) {
  const box = anchor.getBoundingClientRect();
  if (width === "anchor") node.style.setProperty("width", `${box.width}px`);
  const size = node.getBoundingClientRect();
  const left = align === "end" ? box.right - size.width : box.left;
  const room = { below: window.innerHeight - box.bottom - MARGIN, above: box.top - MARGIN };
  const up = above ? room.above >= Math.min(size.height, 120) : room.below < size.height && room.above > room.below;
  const height = Math.min(size.height, Math.max(up ? room.above : room.below, 120));
  node.style.setProperty("left", `${Math.max(MARGIN, Math.min(left, window.innerWidth - size.width - MARGIN))}px`);
  node.style.setProperty("top", `${Math.max(MARGIN, up ? box.top - height - 4 : box.bottom + 4)}px`);
  if (height < size.height) node.style.setProperty("max-height", `${height}px`);
}

/**
 * Shows `node` beside `anchor` until Escape, a press elsewhere or `close()`. Only one is open at a time.
 * It is put into the anchor's dialog, if there is one, so that a modal's backdrop does not cover it.
 */
export function popup(anchor, node, { align = "start", width = null, above = false, onClose = null } = {}) {
  closePopup();
  node.classList.add("popup");
  const move = () => place(node, anchor, { align, width, above });
  const outside = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const scrolled = (event) => {
    if (!node.contains(event.target)) move();
  };
  function close() {
    if (openOne?.node !== node) return;
    openOne = null;
    node.remove();
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", move);
    document.removeEventListener("scroll", scrolled, true);
    onClose?.();
  }
  (anchor.closest("dialog") ?? document.body).append(node);
  openOne = { node, close };
  move();
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", move);
  document.addEventListener("scroll", scrolled, true);
  return { close, move, node };
}

/** Closes whatever floats. */
export const closePopup = () => openOne?.close();

/** Whether something floats just now. */
export const popupOpen = () => openOne !== null;

function itemNode(item, run) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  if (item.divider) return h("hr", { class: "menu-divider" });
  const checkable = item.checked !== undefined;
  return h("button", {
    type: "button", class: item.danger ? "menu-item danger" : "menu-item", tabindex: -1, disabled: item.disabled ?? false,
    role: checkable ? "menuitemradio" : "menuitem", "aria-checked": checkable ? item.checked : null, onclick: () => run(item),
  },
  item.lead ?? (item.icon ? icon(item.icon) : null),
  span("menu-text", span("menu-label", item.label), item.note ? span("menu-note", item.note) : null),
  item.badge ? h("span", { class: "badge", "aria-label": `${item.badge} unread` }, item.badge) : null,
  item.checked ? icon("check", { size: 18 }) : null);
}

function typeAhead(event, items) {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
  const from = items.indexOf(document.activeElement) + 1;
  const next = [...items.slice(from), ...items.slice(0, from)].find((item) =>
    item.querySelector(".menu-label").textContent.toLowerCase().startsWith(event.key.toLowerCase()));
  next?.focus();
}

/**
 * A menu beside a button. Items: {label, note?, icon?, lead?, badge?, checked?, danger?, run} or {heading} or {divider}.
 * Arrow keys, Home, End and first letters move; Escape gives the focus back to the button.
 */
export function menu(anchor, items, { label, align = "start", above = false } = {}) {
  const node = h("div", { role: "menu", class: "menu", "aria-label": label });
  const run = (item) => {
    box.close();
    anchor.focus();
    item.run();
  };
  fill(node, items.map((item) => itemNode(item, run)));
  anchor.setAttribute("aria-expanded", "true");
  const box = popup(anchor, node, { align, above, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  const stops = [...node.querySelectorAll(".menu-item:not(:disabled)")];
  node.addEventListener("keydown", (event) => {
    if (roam(event, stops)) return;
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      box.close();
      anchor.focus();
    } else typeAhead(event, stops);
  });
  (stops.find((stop) => stop.getAttribute("aria-checked") === "true") ?? stops[0])?.focus({ preventScroll: true });
  return box;
}

/** A button that opens a menu; `items` is asked for each time. */
export function menuButton({ label, items, icon: name, content = null, className = "icon-button", align, above }) {
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  const open = () => menu(button, items(), { label, align, above });
  const button = h("button", {
    type: "button", class: className, "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, title: label,
    onclick: () => (isOpen() ? closePopup() : open()),
    onkeydown: (event) => {
      if (event.key !== "ArrowDown" || isOpen()) return;
      event.preventDefault();
      open();
    },
  }, content ?? icon(name));
  return button;
}

/** A small panel with its own fields beside a button; Escape closes it and goes back to the button. */
export function panel(anchor, label, children, options = {}) {
  const title = freshId("panel");
  const node = h("div", { class: "panel", role: "dialog", "aria-labelledby": title },
    h("h2", { id: title, class: "panel-title" }, label), children);
  anchor.setAttribute("aria-expanded", "true");
  const box = popup(anchor, node, { ...options, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    box.close();
    anchor.focus();
  });
  focusable(node)[0]?.focus();
  return box;
}

const TOAST_MS = 5_000;
const NOTICE_MS = 12_000;

/** Takes a toast away after a while, unless the person points at it or has it in focus. */
function passing(node, time) {
  setTimeout(() => (node.matches(":hover, :focus-within") ? passing(node, time) : node.remove()), time);
}

/** A short line at the bottom of the window that goes away by itself (a failure stays until dismissed). */
export function toast(text, { failure = false } = {}) {
  const node = raise(text, failure, null);
  if (!failure) passing(node, TOAST_MS);
  return node;
}

/** A line that says something arrived, with a button that leads there; a newer one takes its place. Gives back its node. */
export function notice(text, label, run) {
  document.querySelector(".toast.notice")?.remove();
  const follow = () => {
    node.remove();
    run();
  };
  const node = raise(text, false, h("button", { type: "button", class: "toast-action", onclick: follow }, label));
  node.classList.add("notice");
  passing(node, NOTICE_MS);
  return node;
}

function raise(text, failure, action) {
  const holder = document.getElementById("toasts");
  const host = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (holder.parentNode !== host) host.append(holder);
  const node = h("div", { class: failure ? "toast failure" : "toast", role: failure ? "alert" : "status" },
    icon(failure ? "warning" : action ? "bell" : "check", { size: 18 }), h("span", {}, text), action,
    cross("Dismiss", () => node.remove()));
  holder.append(node);
  return node;
}
