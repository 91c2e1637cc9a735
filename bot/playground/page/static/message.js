// One message: who, when, what, its files, its replies and its menu.
import { h, group, span } from "./dom.js";
import { blockList } from "./blocks.js";
import { bytes, dayLabel, fullMoment, momentOf, timeOf } from "./format.js";
import { icon, iconButton } from "./icons.js";
import { appTag, avatar } from "./people.js";
import { menu, menuButton, toast } from "./popup.js";
import { act } from "./api.js";
import { channel, fileOf, isApp, nameOf, now, person, store, zone } from "./store.js";
import { go, refresh } from "./sync.js";
import { mrkdwn } from "./text.js";

/** What a message's buttons and selects act on. */
const surfaceOf = (message) => ({
  surface: "message",
  typed: (blockId, actionId) => message.typed?.[blockId]?.[actionId],
  act: async (action) => {
    await act("click", { user: store.at.user, message: { channel: message.channel, ts: message.ts }, ...action });
    await refresh();
  },
});

function fileNode(id) {
  const file = fileOf(id);
  if (!file) return null;
  const alt = file.alt_text || file.title || file.name;
  const named = { "aria-label": `Download ${file.name}`, title: "Download" };
  const download = h("a", { href: file.url, download: file.name, class: "icon-button", ...named }, icon("download"));
  const words = h("div", { class: "file-words" },
    span("file-name", file.title || file.name), span("file-size", `${file.name} · ${bytes(file.size)}`));
  const head = h("div", { class: "file-head" }, icon("file"), words, download);
  if (!file.mimetype.startsWith("image/")) return h("div", { class: "file-card" }, head);
  return h("figure", { class: "file-picture" },
    h("figcaption", {}, file.title || file.name, download),
    h("a", { href: file.url, target: "_blank", rel: "noopener" }, h("img", { src: file.url, alt, loading: "lazy" })));
}

/** A file that stands elsewhere: an e-mail, a snippet, a picture that only Slack has. */
const elsewhere = (file) => h("div", { class: "file-card" }, h("div", { class: "file-head" }, icon("file"),
  h("div", { class: "file-words" }, span("file-name", file.title || file.name || "A file"),
    span("file-size", file.preview_plain_text || file.preview || file.filetype || ""))));

/** The words of a forwarded message: its blocks, where Slack sends them. */
const forwarded = (one) => (one.message_blocks ?? []).flatMap((part) => part?.message?.blocks ?? []);

function attachmentWords(one, surface) {
  const blocks = one.blocks?.length ? one.blocks : forwarded(one);
  if (blocks.length) return blockList(blocks, surface);
  const words = one.text || (one.title || one.pretext ? "" : one.fallback);
  return words ? h("div", {}, mrkdwn(words)) : null;
}

function attachment(one, surface) {
  const fields = (one.fields ?? []).map((field) =>
    h("div", { class: "section-field" }, h("strong", {}, field.title), h("br"), mrkdwn(field.value)));
  const writer = one.author_name || (one.author_id ? nameOf(person(one.author_id)) : "");
  const node = h("div", { class: "attachment" },
    one.pretext ? h("div", {}, mrkdwn(one.pretext)) : null, writer ? h("div", { class: "context" }, writer) : null,
    one.title ? h("strong", {}, one.title) : null, attachmentWords(one, surface),
    fields.length ? h("div", { class: "section-fields" }, fields) : null, one.footer ? h("div", { class: "context" }, one.footer) : null);
  if (/^#?[0-9a-f]{6}$/i.test(one.color ?? "")) node.style.setProperty("--bar", `#${one.color.replace("#", "")}`);
  return node;
}

function body(message) {
  const surface = surfaceOf(message);
  const own = message.blocks.length && (message.bot_id || !message.text);
  const edited = message.edited_ts ? h("span", { class: "edited" }, " (edited)") : null;
  return group(
    own ? blockList(message.blocks, surface) : h("div", { class: "message-text" }, mrkdwn(message.text), edited),
    own && edited ? h("div", {}, edited) : null,
    (message.attachments ?? []).map((one) => attachment(one, surface)),
    message.files.map(fileNode),
    message.files_elsewhere.map(elsewhere));
}

function replies(message) {
  const { count, last_ts: last, users } = message.replies;
  if (!count) return null;
  const words = `${count} ${count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "replies", onclick: () => go({ thread: message.ts }) },
    users.slice(0, 4).map((id) => avatar(person(id), "tiny")), h("span", { class: "replies-count" }, words),
    h("span", { class: "replies-last" }, `Last reply ${dayLabel(momentOf(last), now(), zone())} at ${timeOf(momentOf(last), zone())}`));
}

async function runShortcut(shortcut, message) {
  try {
    await act("shortcut", {
      user: store.at.user, callback_id: shortcut.callback_id, message: { channel: message.channel, ts: message.ts },
    });
  } catch (failure) {
    toast(failure.message, { failure: true });
  }
  await refresh();
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast("The browser did not allow copying.", { failure: true });
  }
}

const permalink = (message) =>
  `${location.origin}/archives/${message.channel}/p${message.ts.replace(".", "")}`;

function moreItems(message, article) {
  const shortcuts = message.ephemeral_to ? [] : store.state.shortcuts.filter((one) => one.on_message);
  const app = person(store.state.app.user_id);
  return [
    ...(message.ephemeral_to ? [] : [{ label: "Copy link", icon: "external", run: () => copy(permalink(message), "Link copied") }]),
    { label: "Copy text", icon: "file", run: () => copy(article.querySelector(".message-body").innerText, "Text copied") },
    ...(shortcuts.length ? [{ divider: true }, { heading: "Message shortcuts" }] : []),
    ...shortcuts.map((one) => ({ label: one.name, note: nameOf(app), lead: avatar(app, "small"), run: () => runShortcut(one, message) })),
  ];
}

function toolbar(message, inThread, article) {
  const thread = inThread || message.ephemeral_to ? null : iconButton("Reply in thread", "reply", () => go({ thread: message.ts }));
  const more = menuButton({ label: "More actions", icon: "more", items: () => moreItems(message, article), align: "end" });
  more.classList.add("more-actions");
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" }, thread, more);
}

function author(message) {
  if (message.system) return { user: null, name: "Slackbot" };
  const user = person(message.user);
  return { user, name: message.app_name || nameOf(user) };
}

/**
 * A message as an article. `compact` leaves the face and name out (the same person goes on); in a thread there is
 * no summary of replies.
 */
export function messageNode(message, { compact = false, inThread = false } = {}) {
  const { user, name } = author(message);
  const date = momentOf(message.ts);
  const stamp = h("time", { class: "stamp", datetime: date.toISOString(), title: fullMoment(date, zone()) }, timeOf(date, zone()));
  const head = compact ? h("span", { class: "visually-hidden" }, name) : h("div", { class: "message-head" },
    h("span", { class: "message-name" }, name), isApp(user) || message.system || message.app_name ? appTag() : null, stamp);
  const content = h("div", { class: "message-body" }, body(message));
  const label = `${name}, ${dayLabel(date, now(), zone())} at ${timeOf(date, zone())}`;
  const article = h("article", { class: "message", tabindex: -1, "aria-label": label, dataset: { ts: message.ts } });
  if (compact) article.classList.add("compact");
  if (message.ephemeral_to) article.classList.add("ephemeral");
  article.append(
    h("div", { class: "gutter" }, compact ? stamp : avatar(user)),
    h("div", { class: "message-main" },
      message.ephemeral_to ? h("div", { class: "only-you" }, icon("eye", { size: 14 }), h("span", {}, "Only visible to you")) : null,
      head, content, inThread ? null : replies(message)),
    toolbar(message, inThread, article));
  article.addEventListener("keydown", (event) => {
    if (event.target !== article || !["ContextMenu", "Enter"].includes(event.key)) return;
    event.preventDefault();
    const button = article.querySelector(".more-actions");
    menu(button, moreItems(message, article), { label: "More actions", align: "end" });
  });
  return article;
}

/** The line that says where one is when nothing has been said yet. */
export function beginning(place) {
  const here = channel(place);
  if (!here) return null;
  return here.kind === "im"
    ? h("p", { class: "beginning" }, "This is the very beginning of your direct messages.")
    : h("p", { class: "beginning" }, "This is the very beginning of ", h("strong", {}, `#${here.name}`), ".");
}
