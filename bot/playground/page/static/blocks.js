// Block Kit blocks as nodes: https://docs.slack.dev/reference/block-kit/blocks
import { h, group, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { elementNode, ownAddress, picture, valued } from "./elements.js";
import { richText, stringOf, textOf } from "./text.js";

function section(block, surface) {
  const fields = (block.fields ?? []).map((field) => h("div", { class: "section-field" }, textOf(field)));
  return h("div", { class: block.accessory ? "section with-accessory" : "section" },
    h("div", { class: "section-main" },
      block.text ? h("div", { class: "section-text" }, textOf(block.text)) : null,
      fields.length ? h("div", { class: "section-fields" }, fields) : null),
    block.accessory ? h("div", { class: "section-accessory" }, elementNode(block.accessory, surface, block.block_id)) : null);
}

const header = (block, surface) => h(surface.surface === "message" ? "h3" : "h2", { class: "header-block" }, textOf(block.text));

const context = (block) => h("div", { class: "context" }, block.elements.map((element) =>
  element.type === "image" ? picture(element, "context-image") : h("span", { class: "context-text" }, textOf(element))));

const actions = (block, surface) =>
  h("div", { class: "actions" }, block.elements.map((element) => elementNode(element, surface, block.block_id)));

function image(block) {
  const own = ownAddress(block.image_url ?? block.slack_file?.url ?? "", block.slack_file?.id);
  const title = stringOf(block.title);
  const alt = block.alt_text ?? "";
  const shown = own
    ? h("a", { href: own, target: "_blank", rel: "noopener" }, h("img", { src: own, alt, class: "image", loading: "lazy" }))
    : h("div", { class: "image-elsewhere", role: "img", "aria-label": alt }, icon("file"), h("span", {}, alt || "A picture kept elsewhere"));
  return h("figure", { class: "image-block" }, title ? h("figcaption", {}, title) : null, shown);
}

// --- input

function errorNode(id, text) {
  return h("p", { class: "field-error", id, role: "alert" }, text ? group(icon("warning", { size: 16 }), h("span", {}, text)) : null);
}

function input(block, surface) {
  const id = freshId("input");
  const required = block.optional !== true;
  const field = valued(block.element, surface, {
    blockId: block.block_id, id, named: true, required, checked: true, dispatch: block.dispatch_action === true,
    describe: `${id}-hint ${id}-error`,
  });
  const many = ["checkboxes", "radio_buttons"].includes(block.element.type);
  return h("div", { class: "input-block", dataset: { errorId: `${id}-error`, fieldId: id } },
    h(many ? "div" : "label", { class: "input-label", for: many ? null : id, id: `${id}-label` }, textOf(block.label),
      required ? null : h("span", { class: "optional" }, " (optional)")),
    field?.node ?? h("p", { class: "unknown" }, `An input of type ${block.element.type} is not shown here.`),
    errorNode(`${id}-error`, surface.errors?.[block.block_id]),
    h("p", { class: "hint", id: `${id}-hint` }, block.hint ? textOf(block.hint) : null));
}

/** Puts a text (or none) under an input block that is already on the page. */
export function setError(node, text) {
  const field = document.getElementById(node.dataset.fieldId);
  const fresh = errorNode(node.dataset.errorId, text);
  document.getElementById(node.dataset.errorId).replaceWith(fresh);
  node.classList.toggle("wrong", Boolean(text));
  if (text) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}

// --- tables

function cellText(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return textOf({ type: "plain_text", text: String(cell.text ?? cell.value ?? "") });
}

function tableRow(row, settings, tag) {
  return h("tr", {}, row.map((cell, index) => {
    const { align = "left", is_wrapped: wrapped = false } = settings[index] ?? {};
    return h(tag, { class: `${align}${wrapped ? " wrapped" : ""}`, scope: tag === "th" ? "col" : null }, cellText(cell));
  }));
}

function table(block) {
  const [head, ...rest] = block.rows;
  const settings = block.column_settings ?? [];
  return h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": block.caption ?? "Table" },
    h("table", {}, block.caption ? h("caption", {}, block.caption) : null,
      h("thead", {}, tableRow(head, settings, "th")), h("tbody", {}, rest.map((row) => tableRow(row, settings, "td")))));
}

const BLOCKS = {
  section, header, context, actions, image, input, table, data_table: table,
  divider: () => h("hr", { class: "divider" }),
  markdown: (block) => h("div", { class: "section" }, textOf({ type: "mrkdwn", text: block.text })),
  rich_text: (block) => h("div", { class: "rich-text" }, richText(block)),
};

/** The node of a block; null for a kind that is not known here, or one that some app sent malformed. */
function drawn(block, surface) {
  try {
    return BLOCKS[block.type]?.(block, surface) ?? null;
  } catch (failure) {
    if (failure instanceof TypeError) return null;
    throw failure;
  }
}

/**
 * One block as a node. `surface` says where it stands and does its actions:
 * {surface: "message" | "modal" | "home", act(action), typed?, register?, errors?, viewId?}.
 */
export function blockNode(block, surface) {
  const inner = drawn(block, surface) ?? h("p", { class: "unknown" }, `A block of type ${block.type} is not shown here.`);
  inner.classList.add("block");
  if (block.block_id) inner.dataset.block = block.block_id;
  return inner;
}

/** A list of blocks as one node. */
export const blockList = (blocks, surface) => h("div", { class: "blocks" }, blocks.map((block) => blockNode(block, surface)));
