// Building the page's nodes by hand. Nothing here (or anywhere on the page) parses a string as HTML.

let counter = 0;

/** A fresh id, for labels and descriptions that point at a field. */
export const freshId = (prefix = "n") => `${prefix}-${++counter}`;

const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "indeterminate", "multiple", "open"]);

function setProp(node, name, value) {
  if (name.startsWith("on") && typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (name.startsWith("aria-") && typeof value === "boolean") node.setAttribute(name, String(value));
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
}

/** One element: `h("p", {class: "x", onclick: f}, "text", node, [more])`; falsy children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  add(node, children);
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  return node;
}

/** A span with a class, of which there are many. */
export const span = (className, ...children) => h("span", { class: className }, children);

/** Appends nested lists of nodes and strings; strings become text, never markup. */
export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child);
  }
  return node;
}

/** A document fragment of the given children. */
export const group = (...children) => add(document.createDocumentFragment(), children);

/** Replaces what is inside a node. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** A line icon from path data, hidden from screen readers (its button carries the name). */
export function svg(paths, { size = 20, label = null } = {}) {
  const node = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, class: "icon" };
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (label) {
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", label);
  } else node.setAttribute("aria-hidden", "true");
  for (const d of [paths].flat()) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    node.append(path);
  }
  return node;
}

const FOCUSABLE = [
  "a[href]", "button:not([disabled])", "input:not([disabled]):not([type=hidden])", "select:not([disabled])",
  "textarea:not([disabled])", "[tabindex]:not([tabindex='-1'])",
].join(",");

/** The visible things inside a node that the Tab key reaches, in order. */
export const focusable = (node) =>
  [...node.querySelectorAll(FOCUSABLE)].filter((item) => item.getClientRects().length > 0);

/** Keeps Tab inside a dialog; call it with the dialog's keydown events. */
export function trapTab(event, node) {
  if (event.key !== "Tab") return;
  const items = focusable(node);
  if (!items.length) return event.preventDefault();
  const edge = event.shiftKey ? items[0] : items.at(-1);
  if (document.activeElement !== edge && node.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? items.at(-1) : items[0]).focus();
}

/** Moves focus along a list with the arrow keys, Home and End; says whether the key was used. */
export function roam(event, items) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = items.indexOf(document.activeElement);
  let next = null;
  if (step) next = items[(at + step + items.length) % items.length];
  if (event.key === "Home") next = items[0];
  if (event.key === "End") next = items.at(-1);
  if (!next) return false;
  event.preventDefault();
  next.focus();
  return true;
}

/** Says a sentence to screen readers through the page's live region. */
export function announce(text) {
  const region = document.getElementById("live");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

/** Runs `task` once, `wait` ms after the last call. */
export function debounce(task, wait) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...args), wait);
  };
}
