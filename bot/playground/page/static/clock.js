// The workspace's date in the top bar, and the panel that moves it.
import { h, fill, freshId, span } from "./dom.js";
import { act } from "./api.js";
import { dayKey, fromWallClock, shortDay, timeOf, toWallClock, zoneName } from "./format.js";
import { icon } from "./icons.js";
import { closePopup, panel, toast } from "./popup.js";
import { me, nameOf, now, onChange, store, zone } from "./store.js";
import { refresh } from "./sync.js";

const MORNING = "09:30";
const DAY = 86_400_000;

/** Days as UTC midnights, so that adding days never meets a change of clocks. */
const dayOf = (date, place) => Date.parse(`${dayKey(date, place)}T00:00Z`);
const keyOf = (day) => new Date(day).toISOString().slice(0, 10);

/** Whether a day is neither at a weekend nor New Year's Day (on Monday when that falls at a weekend). */
function isWorkingDay(day) {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()];
  return !(month === 0 && (dayOfMonth === 1 || (weekday === 1 && dayOfMonth <= 3)));
}

function workingDayFrom(day) {
  while (!isWorkingDay(day)) day += DAY;
  return day;
}

const morningOf = (day, place) => fromWallClock(`${keyOf(day)}T${MORNING}`, place);

/** The next 09:30 on the first working day of a calendar quarter, after a moment. */
export function quarterMorning(date, place) {
  const today = new Date(dayOf(date, place));
  const first = Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3, 1);
  const next = Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3 + 3, 1);
  return [first, next].map((start) => morningOf(workingDayFrom(start), place)).find((moment) => moment > date);
}

/** The quick moves from a moment in a zone, as {label, moment}. */
function jumps(date, place) {
  const today = dayOf(date, place);
  const quarter = quarterMorning(date, place);
  const before = new Date(quarter - 7 * DAY);
  return [
    { label: "In one hour", moment: new Date(date.getTime() + 3_600_000) },
    { label: "Next working day, 09:30", moment: morningOf(workingDayFrom(today + DAY), place) },
    { label: "In one week", moment: new Date(date.getTime() + 7 * DAY) },
    ...(before > date ? [{ label: "A week before the quarter’s first working day", moment: before }] : []),
    { label: "First working day of the quarter, 09:30", moment: quarter, main: true },
  ];
}

async function moveTo(moment) {
  closePopup();
  try {
    await act("time", { now: moment.toISOString() });
    await refresh();
    toast(`It is now ${shortDay(moment, zone())}, ${timeOf(moment, zone())}.`);
  } catch (failure) {
    toast(failure.message, { failure: true });
  }
}

function contents() {
  const place = zone();
  const id = freshId("moment");
  const input = h("input", { type: "datetime-local", id, class: "field", value: toWallClock(now(), place), required: true });
  const form = h("form", {
    class: "clock-form",
    onsubmit: (event) => {
      event.preventDefault();
      const moment = fromWallClock(input.value, place);
      if (moment) moveTo(moment);
    },
  }, h("label", { for: id }, "Date and time"),
  h("div", { class: "clock-line" }, input, h("button", { type: "submit", class: "button primary" }, "Go")));
  const quick = jumps(now(), place).map(({ label, moment, main }) => h("button", {
    type: "button", class: main ? "jump-row wanted" : "jump-row", onclick: () => moveTo(moment),
  }, h("span", {}, label), span("jump-when", `${shortDay(moment, place)}, ${timeOf(moment, place)}`)));
  return [
    h("p", { class: "panel-note" }, `Move the workspace’s date and see what arrives. Times are ${nameOf(me())}’s: ${zoneName(place)}.`),
    form, h("div", { class: "jumps" }, quick),
  ];
}

/** The clock's button; it ticks by itself. */
export function clockButton() {
  const words = span("clock-words");
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  const button = h("button", {
    type: "button", class: "top-button clock", "aria-haspopup": "dialog", "aria-expanded": "false",
    onclick: () => (isOpen() ? closePopup() : panel(button, "Workspace date", contents(), { align: "end" })),
  }, icon("calendar", { size: 18 }), words, icon("down", { size: 14 }));
  const tick = () => {
    if (!store.state) return;
    const [day, time] = [shortDay(now(), zone()), timeOf(now(), zone())];
    const text = `${day}, ${time}`;
    if (words.dataset.text === text) return;
    words.dataset.text = text;
    fill(words, span("clock-day", day), span("clock-time", time));
    button.setAttribute("aria-label", `Workspace date: ${text}. Move it`);
  };
  onChange(tick);
  setInterval(tick, 1000);
  return button;
}
