// Line icons (24 × 24), drawn here so that the page loads nothing from elsewhere.
import { h, svg } from "./dom.js";

const PATHS = {
  hash: ["M9 4 7 20", "M17 4l-2 16", "M4.5 9h16", "M3.5 15h16"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  more: ["M12 6h.01", "M12 12h.01", "M12 18h.01"],
  reply: ["M4 5h16v11H9l-5 4z", "M8.5 9h7", "M8.5 12h5"],
  plus: ["M12 5v14", "M5 12h14"],
  bolt: ["M13 3 5 14h6l-1 7 8-11h-6z"],
  send: ["M4 4.5 20.5 12 4 19.5l2.2-7.5z", "M6.2 12H13"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  down: ["M6 9.5l6 6 6-6"],
  check: ["M5 12.5 10 17.5 19 7"],
  calendar: ["M5 6h14v14H5z", "M5 10.5h14", "M9 3.5v4", "M15 3.5v4"],
  search: ["M10.5 4a6.5 6.5 0 1 0 .01 0z", "M15.3 15.3 20 20"],
  sun: ["M12 8a4 4 0 1 0 .01 0z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4",
    "M17.3 17.3l1.4 1.4", "M18.7 5.3l-1.4 1.4", "M6.7 17.3l-1.4 1.4"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  eye: ["M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z", "M12 9.2a2.8 2.8 0 1 0 .01 0z"],
  file: ["M6 3.5h8l4 4v13H6z", "M14 3.5v4h4"],
  download: ["M12 4v11", "M7 10.5l5 5 5-5", "M5 20h14"],
  external: ["M9 5H5v14h14v-4", "M13 4.5h6.5V11", "M19 5l-8.5 8.5"],
  warning: ["M12 4 2.8 19.5h18.4z", "M12 10v4.5", "M12 17h.01"],
  spark: ["M12 3.5 14 10l6.5 2-6.5 2-2 6.5-2-6.5L3.5 12 10 10z"],
  steps: ["M4 20v-4.5h5V11h5V6.5h6"],
  back: ["M14.5 6l-6 6 6 6"],
  bell: ["M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15z", "M10.5 21h3"],
};

/** The named icon as an SVG node. */
export const icon = (name, options = {}) => svg(PATHS[name], options);

/** A button that shows an icon; its label is its name and its tooltip. */
export const iconButton = (label, name, onclick, { className = "icon-button", size = 20, content = null } = {}) =>
  h("button", { type: "button", class: className, "aria-label": label, title: label, onclick }, content ?? icon(name, { size }));

/** A small cross that takes something away. */
export const cross = (label, onclick, { className = "icon-button small", size = 16 } = {}) =>
  iconButton(label, "close", onclick, { className, size });
