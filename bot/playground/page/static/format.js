// Dates and times as the person acting sees them: their own time zone, American dates, 24 hours as in Ladder's own texts.

const cache = new Map();

function formatter(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone || "UTC", ...options }));
  return cache.get(key);
}

const show = (date, zone, options) => formatter(zone, options).format(date);

/** The moment of a Slack timestamp ("1764000000.000100"). */
export const momentOf = (ts) => new Date(Number(ts) * 1000);

/** "09:30" */
export const timeOf = (date, zone) => show(date, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "2026-11-23", for comparing days and for date inputs. */
export function dayKey(date, zone) {
  const parts = formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date);
  const get = (type) => parts.find((part) => part.type === type).value;
  return `${get("year")}-${get("month")}-${get("day")}`;
}

/** "Mon, Nov 23, 2026" */
export const shortDay = (date, zone) =>
  show(date, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** "Monday, November 23, 2026 at 09:30:12", for a title. */
export const fullMoment = (date, zone) =>
  `${show(date, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" })} at ${show(date, zone, {
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}`;

const DAY = 86_400_000;
const daysBetween = (a, b, zone) => Math.round((Date.parse(dayKey(a, zone)) - Date.parse(dayKey(b, zone))) / DAY);

/** "Today", "Yesterday", or "Monday, November 23" (with the year when it is another one). */
export function dayLabel(date, now, zone) {
  const away = daysBetween(date, now, zone);
  if (away === 0) return "Today";
  if (away === -1) return "Yesterday";
  const options = { weekday: "long", day: "numeric", month: "long" };
  if (dayKey(date, zone).slice(0, 4) !== dayKey(now, zone).slice(0, 4)) options.year = "numeric";
  return show(date, zone, options);
}

function pretty(date, now, zone, options) {
  const near = { "0": "today", "-1": "yesterday", "1": "tomorrow" }[daysBetween(date, now, zone)];
  return near ?? show(date, zone, options);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const MEDIUM = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };

function ago(date, now) {
  const minutes = Math.round((date - now) / 60_000);
  const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}

const TOKENS = {
  date_num: (d, n, z) => dayKey(d, z),
  date_slash: (d, n, z) => show(d, z, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_long: (d, n, z) => show(d, z, LONG),
  date_long_pretty: (d, n, z) => pretty(d, n, z, LONG),
  date_full: (d, n, z) => show(d, z, LONG),
  date: (d, n, z) => show(d, z, MEDIUM),
  date_pretty: (d, n, z) => pretty(d, n, z, MEDIUM),
  date_short: (d, n, z) => show(d, z, SHORT),
  date_short_pretty: (d, n, z) => pretty(d, n, z, SHORT),
  time: (d, n, z) => timeOf(d, z),
  time_secs: (d, n, z) => show(d, z, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago,
};

/** The text of a <!date^…> token; an unknown placeholder or moment gives its fallback. */
export function dateToken({ seconds, format, fallback }, now, zone) {
  const date = new Date(seconds * 1000);
  if (!Number.isFinite(seconds) || Number.isNaN(date.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (whole, name) => {
    known &&= name in TOKENS;
    return known ? TOKENS[name](date, now, zone) : whole;
  });
  return known ? text : fallback;
}

/** Minutes that a zone's clock is ahead of UTC at a moment. */
function offsetMinutes(date, zone) {
  const parts = formatter(zone, { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    second: "numeric", hourCycle: "h23" }).formatToParts(date);
  const get = (type) => Number(parts.find((part) => part.type === type).value);
  const wall = Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"));
  return Math.round((wall - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}

/** The moment at which a zone's clock shows "2026-11-23T09:30" (the earlier one where it shows twice). */
export function fromWallClock(local, zone) {
  const naive = Date.parse(`${local}:00Z`.replace(/(:\d\d):\d\d:00Z$/, "$1:00Z"));
  if (Number.isNaN(naive)) return null;
  const guess = naive - offsetMinutes(new Date(naive), zone) * 60_000;
  return new Date(naive - offsetMinutes(new Date(guess), zone) * 60_000);
}

/** "2026-11-23T09:30", what a datetime-local input wants. */
export const toWallClock = (date, zone) => `${dayKey(date, zone)}T${timeOf(date, zone)}`;

/** "Europe/London" as "London". */
export const zoneName = (zone) => (zone ?? "UTC").split("/").at(-1).replaceAll("_", " ");

/** "14 kB" */
export function bytes(size) {
  if (size < 1000) return `${size} B`;
  const units = ["kB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log10(size) / 3), 3);
  return `${(size / 1000 ** power).toFixed(size / 1000 ** power < 10 ? 1 : 0)} ${units[power - 1]}`;
}
