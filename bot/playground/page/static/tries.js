// "What to try": the things to do first that the workspace offers, until the card is put away; without any, there is no card.
import { h, fill } from "./dom.js";
import { cross, iconButton } from "./icons.js";
import { onChange, store } from "./store.js";

const KEY = "tries-hidden";

/** Text with `code` in it, as nodes. */
const withCode = (text) => text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));

/** The card's button in the top bar, and the card itself; `begin(text)` puts a text into the composer. */
export function startTries(begin) {
  const card = document.getElementById("tries");
  let hidden = localStorage.getItem(KEY) === "yes";
  const button = iconButton("What to try", "spark", () => set(!hidden), { className: "top-button", size: 18 });
  button.setAttribute("aria-controls", "tries");

  function step({ title, text }) {
    const command = text.match(/`(\/[^`]+)`/)?.[1];
    return h("li", {}, h("strong", {}, title), h("span", {}, withCode(text)),
      command ? h("button", { type: "button", class: "link-button", onclick: () => begin(command) }, "Put it in the box") : null);
  }

  function set(value) {
    hidden = value;
    localStorage.setItem(KEY, hidden ? "yes" : "no");
    show();
  }

  function show() {
    button.hidden = !store.state?.tries.length;
    card.hidden = hidden || button.hidden;
    button.setAttribute("aria-expanded", hidden ? "false" : "true");
  }

  let drawn = "";
  onChange(() => {
    const steps = store.state.tries;
    if (drawn === JSON.stringify(steps)) return;
    drawn = JSON.stringify(steps);
    fill(card, h("div", { class: "tries-head" }, h("h2", { id: "tries-title" }, "What to try"),
      cross("Put the card away", () => set(true), { className: "icon-button small on-dark" })),
    h("ol", {}, steps.map(step)));
    show();
  });
  return button;
}
