// mrkdwn and plain_text as nodes. Names are looked up here; strings only ever become text nodes.
import { h, group, span } from "./dom.js";
import { fromUnicode } from "./emoji.js";
import { dateToken, fullMoment } from "./format.js";
import { parse, plain, safeUrl } from "./mrkdwn.js";
import { channel, nameOf, now, person, store, zone } from "./store.js";

const go = (detail) => document.dispatchEvent(new CustomEvent("go", { detail }));

/** The place a permalink of this very workspace points at, or null. */
function ownPlace(href) {
  const url = new URL(href);
  const match = url.pathname.match(/^\/archives\/(\w+)(?:\/p(\d{10})(\d{6}))?$/);
  if (!match || url.origin !== location.origin) return null;
  return { channel: match[1], ts: match[2] ? `${match[2]}.${match[3]}` : null };
}

/** A link that opens in its own tab, or, when it points into this workspace, in place. */
export function link(href, ...children) {
  const own = ownPlace(href);
  const follow = (event) => {
    event.preventDefault();
    go(own);
  };
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "link", onclick: own && channel(own.channel) ? follow : null },
    children.length ? children : href);
}

function mention(id, label) {
  const found = person(id);
  const mine = id === store.at.user;
  return h("span", { class: mine ? "mention mine" : "mention" }, `@${label ?? (found ? nameOf(found) : id)}`);
}

function place(id, label) {
  const found = channel(id);
  const text = `#${label || found?.name || "private-channel"}`;
  return found ? h("button", { type: "button", class: "mention", onclick: () => go({ channel: id }) }, text) : span("mention", text);
}

function moment(node) {
  const date = new Date(node.seconds * 1000);
  const shown = dateToken(node, now(), zone());
  const title = Number.isNaN(date.getTime()) ? null : fullMoment(date, zone());
  const time = h("time", { title, class: "date" }, shown);
  return node.link ? link(node.link, time) : time;
}

const RENDER = {
  text: (node) => node.v,
  br: () => h("br"),
  b: (node) => h("strong", {}, nodes(node.c)),
  i: (node) => h("em", {}, nodes(node.c)),
  s: (node) => h("s", {}, nodes(node.c)),
  code: (node) => h("code", {}, node.v),
  pre: (node) => h("pre", {}, h("code", {}, node.v)),
  quote: (node) => h("blockquote", {}, nodes(node.c)),
  link: (node) => link(node.href, nodes(node.c)),
  user: (node) => mention(node.id, node.label),
  channel: (node) => place(node.id, node.label),
  group: (node) => h("span", { class: "mention" }, node.label.startsWith("@") ? node.label : `@${node.label}`),
  special: (node) => h("span", { class: "mention mine" }, `@${node.name}`),
  date: moment,
  emoji: ({ name, v }) => h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, v),
};

const nodes = (tree) => tree.map((node) => RENDER[node.t](node));

/** A mrkdwn string as nodes. */
export const mrkdwn = (source, options = {}) => group(nodes(parse(source ?? "", options)));

/** A Slack text object (plain_text or mrkdwn) as nodes; nothing for a missing one. */
export function textOf(object) {
  if (!object) return group();
  if (object.type === "mrkdwn") return mrkdwn(object.text, { verbatim: object.verbatim });
  return group(nodes(plain(object.text ?? "", object.emoji !== false)));
}

/** A text object as a bare string, for labels and filters. */
export const stringOf = (object) => (object ? textOf(object).textContent : "");

// --- rich_text

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"]];

function styled(content, style = {}) {
  return STYLES.reduce((inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), content);
}

const richDate = ({ timestamp, format, url, fallback = "" }) =>
  moment({ seconds: timestamp, format, link: url && safeUrl(url), fallback });

function richEmoji({ name, unicode }) {
  return unicode ? RENDER.emoji({ name, v: fromUnicode(unicode) }) : nodes(plain(`:${name}:`));
}

function richLeaf(element) {
  const make = {
    text: () => element.text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line])),
    link: () => (safeUrl(element.url) ? link(safeUrl(element.url), element.text || element.url) : element.text || element.url),
    emoji: () => richEmoji(element),
    user: () => mention(element.user_id),
    usergroup: () => h("span", { class: "mention" }, `@${element.usergroup_id}`),
    channel: () => place(element.channel_id),
    broadcast: () => h("span", { class: "mention mine" }, `@${element.range}`),
    date: () => richDate(element),
    color: () => element.value,
  }[element.type];
  return make ? styled(group(make()), element.style) : "";
}

const leaves = (element) => (element.elements ?? []).map(richLeaf);

function richList(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const start = tag === "ol" && element.offset ? element.offset + 1 : null;
  const items = element.elements.map((item) => h("li", {}, leaves(item)));
  return h(tag, { class: `rich-list indent-${Math.min(element.indent ?? 0, 8)}`, start }, items);
}

const RICH = {
  rich_text_section: (element) => h("div", { class: "rich-section" }, leaves(element)),
  rich_text_list: richList,
  rich_text_preformatted: (element) => h("pre", {}, h("code", {}, leaves(element))),
  rich_text_quote: (element) => h("blockquote", {}, leaves(element)),
};

/** A rich_text block's elements as nodes. */
export const richText = (block) => group((block.elements ?? []).map((element) => RICH[element.type]?.(element) ?? ""));
