// Faces: initials on a colour of one's own, the app's mark, and lines about people.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isApp, nameOf } from "./store.js";

const HUES = 10;

function hue(id) {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return sum % HUES;
}

/** "Maya Okafor" as "MO". */
export function initials(name) {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join("").toUpperCase();
}

/** A person's picture: initials on a colour; the app's is a flight of steps. */
export function avatar(user, size = "medium") {
  const className = `avatar ${size}`;
  if (!user) return h("span", { class: `${className} slackbot`, "aria-hidden": "true" }, icon("bell", { size: 18 }));
  const steps = icon("steps", { size: size === "small" ? 14 : 22 });
  if (isApp(user)) return h("span", { class: `${className} app`, "aria-hidden": "true" }, steps);
  return h("span", { class: `${className} hue-${hue(user.id)}`, "aria-hidden": "true" }, initials(nameOf(user)));
}

/** The little word beside an app's name. */
export const appTag = () => h("span", { class: "app-tag" }, "APP");
