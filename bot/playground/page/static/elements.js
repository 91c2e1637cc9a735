// Block elements: buttons and overflow menus here, everything with a value through fields.js and choices.js.
import { h, freshId, span } from "./dom.js";
import { icon } from "./icons.js";
import { choiceFor } from "./choices.js";
import { fieldFor } from "./fields.js";
import { menuButton, toast } from "./popup.js";
import { safeUrl } from "./mrkdwn.js";
import { store } from "./store.js";
import { stringOf, textOf } from "./text.js";

/** Asks before an action, as an element's `confirm` object says; resolves to whether to go on. */
function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const title = freshId("confirm"), body = freshId("confirm");
    const done = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const button = (label, kind, answer) => h("button", { type: "button", class: `button ${kind}`, onclick: () => done(answer) }, label);
    const dialog = h("dialog", { class: "modal confirm", role: "alertdialog", "aria-labelledby": title, "aria-describedby": body },
      h("h2", { id: title, class: "modal-title" }, textOf(confirm.title)),
      h("div", { id: body, class: "modal-body" }, textOf(confirm.text)),
      h("div", { class: "modal-foot" }, button(stringOf(confirm.deny) || "Cancel", "", false),
        button(stringOf(confirm.confirm) || "Yes", confirm.style === "danger" ? "danger" : "primary", true)));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      done(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelectorAll("button")[1].focus();
  });
}

/** Does an element's action: asks first if it must, shows that it is under way, says what went wrong. */
async function fire(element, surface, blockId, value, node) {
  if (!(await confirmed(element.confirm))) return;
  node?.setAttribute("aria-busy", "true");
  try {
    await surface.act({ action_id: element.action_id, block_id: blockId, value });
  } catch (failure) {
    toast(failure.message, { failure: true });
  } finally {
    node?.removeAttribute("aria-busy");
  }
}

function button(element, surface, blockId) {
  const href = element.url ? safeUrl(element.url) : null;
  const look = { class: `button ${element.style ?? ""}`.trim(), "aria-label": element.accessibility_label };
  const run = () => fire(element, surface, blockId, element.value ?? null, node);
  const text = span("button-text", textOf(element.text));
  const node = href
    ? h("a", { ...look, href, target: "_blank", rel: "noopener noreferrer", onclick: run }, text, icon("external", { size: 14 }))
    : h("button", { ...look, type: "button", onclick: () => node.getAttribute("aria-busy") || run() }, text);
  node.dataset.action = element.action_id ?? "";
  return node;
}

function overflow(element, surface, blockId) {
  const items = () => element.options.map((option) => ({
    label: stringOf(option.text), note: stringOf(option.description) || null,
    run: () => {
      const href = option.url && safeUrl(option.url);
      if (href) window.open(href, "_blank", "noopener,noreferrer");
      fire(element, surface, blockId, option.value, node);
    },
  }));
  const node = menuButton({ label: "More options", icon: "more", items, className: "button square", align: "end" });
  node.dataset.action = element.action_id ?? "";
  return node;
}

/**
 * An element with a value. `place`: {blockId, id, label, named, describe, required, dispatch}; `surface.typed` holds
 * what was entered before, `surface.register` is told of the field so that the view can read it.
 */
export function valued(element, surface, place) {
  const ctx = {
    ...place, id: place.id ?? freshId("field"), viewId: surface.viewId, typed: surface.typed?.(place.blockId, element.action_id) ?? null,
    fire: (value) => fire(element, surface, place.blockId, value, field.node),
  };
  const field = fieldFor(element, ctx) ?? choiceFor(element, ctx);
  if (!field) return null;
  field.node.dataset.action = element.action_id ?? "";
  surface.register?.(place.blockId, element.action_id, { ...field, problem: place.checked ? field.problem : () => null });
  return field;
}

/** An image inside a section or context: shown if it is the workspace's own, else its alternative text. */
export function picture(element, className) {
  const source = element.image_url ?? element.slack_file?.url ?? "";
  const own = ownAddress(source, element.slack_file?.id);
  if (own) return h("img", { src: own, alt: element.alt_text ?? "", class: className, loading: "lazy" });
  const words = { role: "img", "aria-label": element.alt_text ?? "Image", title: element.alt_text };
  return h("span", { class: `${className} picture-missing`, ...words }, icon("file", { size: 16 }));
}

/** A picture's address on this very server, or null: the page loads nothing from elsewhere. */
export function ownAddress(address, fileId = null) {
  if (fileId) return `/page/file/${encodeURIComponent(fileId)}`;
  try {
    const url = new URL(address, location.href);
    const file = url.origin === location.origin && url.pathname.match(/^\/files\/(\w+)\//);
    if (file) return `/page/file/${file[1]}`;
    return url.origin === location.origin || url.protocol === "data:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Any element of a section or an actions block, as a node. */
export function elementNode(element, surface, blockId) {
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(store.at.user)) return null;
  if (element.type === "button" || element.type === "workflow_button") return button(element, surface, blockId);
  if (element.type === "overflow") return overflow(element, surface, blockId);
  if (element.type === "image") return picture(element, "accessory-image");
  const field = valued(element, surface, { blockId, dispatch: true, label: null, named: false });
  return field?.node ?? h("span", { class: "unknown" }, `An element of type ${element.type} is not shown here.`);
}
