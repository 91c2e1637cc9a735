// Slack's mrkdwn as a tree of plain objects. Pure: no page, no names looked up, no markup built.
// https://docs.slack.dev/messaging/formatting-message-text
import { emojiOf } from "./emoji.js";

const INNER = (mark) => `((?:<[^<>\\n]*>|\`[^\`\\n]+\`|[^${mark}\\n<\`]|<(?![^<>\\n]*>)|\`(?![^\`\\n]+\`))+?)`;
const pair = (mark) => {
  const m = mark === "*" ? "\\*" : mark;
  return `(?<![\\p{L}\\p{N}${m}])${m}(?=[^\\s${m}])${INNER(m)}(?<=\\S)${m}(?![\\p{L}\\p{N}${m}])`;
};
const TOKENS = new RegExp(
  [
    "`([^`\\n]+)`", "<([^<>\\n]+)>", ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):", pair("*"), pair("_"), pair("~"),
    "(https?:\\/\\/[^\\s<>|`]+[^\\s<>|`.,;:!?)\\]*_~'\"])", "(\\n)",
  ].join("|"),
  "giu",
);
const KINDS = [null, "code", "angle", "emoji", "b", "i", "s", "url", "br"];
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const SAFE = new Set(["http:", "https:", "mailto:"]);

/** The three entities Slack decodes, and no others. */
const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** The address if a browser may follow it (http, https, mailto), else null. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const text = (value) => ({ t: "text", v: decode(value) });

function mention(body, label) {
  const id = body.slice(1);
  if (body[0] === "@") return { t: "user", id, label };
  if (body[0] === "#") return { t: "channel", id, label };
  return null;
}

function special(body, label) {
  const [name, ...rest] = body.slice(1).split("^");
  if (name === "date") {
    const [seconds, format, link] = rest;
    return { t: "date", seconds: Number(seconds), format: format ?? "{date}", link: link && safeUrl(decode(link)), fallback: label ?? "" };
  }
  if (name === "subteam") return { t: "group", id: rest[0] ?? "", label: label ?? "group" };
  return { t: "special", name: label ?? name };
}

/** What stands between < and >: a mention, a date, a link, or (when it is none of them) plain text. */
function angle(body) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? null : decode(body.slice(bar + 1));
  if (target.startsWith("!")) return special(target, label);
  const found = mention(target, label);
  if (found) return found;
  const href = safeUrl(decode(target));
  const shown = label || decode(target).replace(/^mailto:/, "");
  return href ? { t: "link", href, c: [{ t: "text", v: shown }] } : { t: "text", v: decode(`<${body}>`) };
}

function emoji(name) {
  const character = emojiOf(name.toLowerCase());
  return character ? { t: "emoji", name, v: character } : { t: "text", v: `:${name}:` };
}

function node(kind, value, options) {
  if (kind === "code") return { t: "code", v: decode(value.replace(/<([^<>|]+)(?:\|([^<>]+))?>/g, (_, url, label) => label ?? url)) };
  if (kind === "angle") return angle(value);
  if (kind === "emoji") return emoji(value);
  if (kind === "br") return { t: "br" };
  if (kind === "url") {
    const href = options.verbatim ? null : safeUrl(decode(value));
    return href ? { t: "link", href, c: [text(value)] } : text(value);
  }
  return { t: kind, c: inline(value, options) };
}

/** One run of text without fences or quotes, as a list of nodes. */
function inline(source, options = {}) {
  const out = [];
  let from = 0;
  for (const match of source.matchAll(TOKENS)) {
    if (match.index < from) continue;
    if (match.index > from) out.push(text(source.slice(from, match.index)));
    const at = match.findIndex((value, index) => index > 0 && value !== undefined);
    out.push(node(KINDS[at], match[at], options));
    from = match.index + match[0].length;
  }
  if (from < source.length) out.push(text(source.slice(from)));
  return out;
}

const QUOTE = /^(?:>|&gt;) ?/;

/** Lines with and without a leading ">" as alternating runs. */
function quotes(source, options) {
  const out = [];
  const rest = source.search(/^(?:>>>|&gt;&gt;&gt;)/m);
  const lines = (rest < 0 ? source : source.slice(0, rest)).split("\n");
  if (rest >= 0) lines.pop();
  let run = [], quoted = false;
  const flush = () => {
    if (run.length) out.push(...(quoted ? [{ t: "quote", c: inline(run.join("\n"), options) }] : inline(run.join("\n"), options)));
    run = [];
  };
  for (const line of lines) {
    const isQuote = QUOTE.test(line);
    if (isQuote !== quoted) {
      flush();
      quoted = isQuote;
    }
    run.push(isQuote ? line.replace(QUOTE, "") : line);
  }
  flush();
  if (rest >= 0) out.push({ t: "quote", c: inline(source.slice(rest).replace(/^(?:>>>|&gt;&gt;&gt;)\s?/, ""), options) });
  return out;
}

/** A whole mrkdwn text as a list of nodes: text, b, i, s, code, pre, quote, link, user, channel, group, special, date, emoji, br. */
export function parse(source, options = {}) {
  const out = [];
  source.split(/```\n?([\s\S]+?)\n?```/).forEach((part, index) => {
    if (index % 2) out.push({ t: "pre", v: decode(part) });
    else if (part) out.push(...quotes(index ? part.replace(/^\n/, "") : part, options));
  });
  return out;
}

/** A plain_text object's content: entities and, unless told not to, emoji; nothing else is special. */
export function plain(source, withEmoji = true) {
  if (!withEmoji) return [text(source)];
  return source.split(/(:[a-z0-9_+'-]+:|\n)/i).filter(Boolean).map((part) => {
    if (part === "\n") return { t: "br" };
    return /^:.+:$/.test(part) ? emoji(part.slice(1, -1)) : text(part);
  });
}
