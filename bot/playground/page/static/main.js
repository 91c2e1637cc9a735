// The page's start: puts the parts together, reads the address, follows the server.
import { h } from "./dom.js";
import { clockButton } from "./clock.js";
import { icon, iconButton } from "./icons.js";
import { startModals } from "./modal.js";
import { openHome } from "./home.js";
import { startNotices } from "./notices.js";
import { startPlace } from "./place.js";
import { startSidebar } from "./sidebar.js";
import { onChange, store } from "./store.js";
import { openSwitcher } from "./switcher.js";
import { go, startSync } from "./sync.js";
import { theme, toggleTheme } from "./theme.js";
import { startTries } from "./tries.js";

/** The address holds who and where: #/U123/C456 or #/U123/home; a message's address has its p1764000000000100 behind. */
function readAddress() {
  const [, user = null, place = null, message = null] = location.hash.split("/").map((part) => decodeURIComponent(part) || null);
  const ts = message?.match(/^p(\d+)(\d{6})$/)?.slice(1).join(".") ?? null;
  return { ts, place: { user, channel: place === "home" ? null : place, tab: place === "home" ? "home" : "messages" } };
}

/** Goes where the address says; a message is brought into view. */
async function follow({ place, ts }) {
  await go(place);
  if (ts) document.dispatchEvent(new CustomEvent("go", { detail: { channel: place.channel, ts } }));
  if (place.tab === "home" && store.state) await openHome();
}

function writeAddress() {
  const { user, channel, tab } = store.at;
  const wanted = `#/${user}/${tab === "home" ? "home" : channel}`;
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
}

function themeButton() {
  const button = h("button", { type: "button", class: "top-button", onclick: toggleTheme });
  const show = () => {
    const dark = theme() === "dark";
    button.replaceChildren(icon(dark ? "sun" : "moon", { size: 18 }));
    button.setAttribute("aria-label", dark ? "Use light colors" : "Use dark colors");
    button.title = button.getAttribute("aria-label");
  };
  document.addEventListener("theme", show);
  show();
  return button;
}

function topBar(composer) {
  const burger = iconButton("Show channels", "menu", () => document.body.classList.toggle("side-open"), { className: "top-button burger" });
  const search = h("button", { type: "button", class: "top-search", "aria-label": "Go to a channel or a person", onclick: openSwitcher }, icon("search", { size: 16 }),
    h("span", {}, "Go to a channel or a person"), h("kbd", {}, /Mac/.test(navigator.platform) ? "⌘K" : "Ctrl K"));
  document.getElementById("top").append(burger, search, startTries((text) => composer.start(text)), clockButton(), themeButton());
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openSwitcher();
    }
    if (event.key === "Escape") document.body.classList.remove("side-open");
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  document.getElementById("veil").addEventListener("click", () => document.body.classList.remove("side-open"));
}

async function start() {
  const composer = startPlace();
  startSidebar();
  startModals();
  startNotices();
  topBar(composer);
  startKeys();
  let place = "";
  onChange(() => {
    writeAddress();
    const here = `${store.at.user} ${store.at.channel} ${store.at.tab}`;
    if (here !== place) document.body.classList.remove("side-open");
    place = here;
    document.body.classList.add("ready");
  });
  await follow(readAddress());
  window.addEventListener("hashchange", () => follow(readAddress()));
  startSync();
}

start();
