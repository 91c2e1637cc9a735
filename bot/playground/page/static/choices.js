// Inputs one chooses in: selects of every source, checkboxes, radio buttons. Each gives {node, focus, read, problem}.
import { h } from "./dom.js";
import { combo } from "./combo.js";
import { withRequired } from "./fields.js";
import { stringOf, textOf } from "./text.js";
import { nameOf, partner, store } from "./store.js";
import { findOptions } from "./api.js";

const optionOf = (raw) => ({
  value: raw.value, label: stringOf(raw.text), node: () => h("span", {}, textOf(raw.text)), note: stringOf(raw.description) || null, raw,
});

const groupsOf = (element) =>
  element.option_groups
    ? element.option_groups.map((group) => ({ label: stringOf(group.label), options: group.options.map(optionOf) }))
    : [{ options: (element.options ?? []).map(optionOf) }];

const personOption = (user) => ({ value: user.id, label: nameOf(user), note: user.title || `@${user.name}` });

const peopleOptions = () => store.state.users.filter((user) => !user.deleted && !user.is_bot).map(personOption);

function placeOptions(kinds) {
  return store.state.channels
    .filter((place) => kinds.includes(place.kind))
    .map((place) => (place.kind === "im"
      ? { value: place.id, label: nameOf(partner(place)), note: "Direct message" }
      : { value: place.id, label: `#${place.name}`, note: place.kind === "private" ? "Private" : null }));
}

/** What the three kinds of place are called in a conversations_select's filter. */
const FILTERED = { public: "public", private: "private", im: "im" };

function conversationOptions(element) {
  const wanted = element.filter?.include ?? Object.keys(FILTERED);
  return placeOptions(wanted.map((name) => FILTERED[name]).filter(Boolean));
}

/** Where each kind of select takes its options from, and what its state and initial value are called. */
const SOURCES = {
  static: { groups: groupsOf, thing: "option" },
  external: { groups: () => [], thing: "option", remote: true },
  users: { groups: () => [{ options: peopleOptions() }], thing: "user" },
  conversations: { groups: (element) => [{ options: conversationOptions(element) }], thing: "conversation" },
  channels: { groups: () => [{ options: placeOptions(["public"]) }], thing: "channel" },
};

/** The options an element begins with: typed before, else proposed; ids become the options they stand for. */
function firstChosen(element, source, groups, multiple, typed) {
  const name = multiple ? `${source.thing}s` : source.thing;
  const given = typed ? typed[`selected_${name}`] : element[`initial_${name}`];
  const list = (multiple ? given : given ? [given] : []) ?? [];
  const all = groups.flatMap((group) => group.options);
  const byId = (id) => all.find((option) => option.value === id) ?? { value: id, label: id };
  return list.map((one) => (typeof one === "string" ? byId(one) : optionOf(one)));
}

function remote(element, ctx) {
  return async (query) => {
    const options = await findOptions({ user: store.at.user, view_id: ctx.viewId, action_id: element.action_id, query });
    return [{ options: options.map(optionOf) }];
  };
}

function select(element, ctx) {
  const multiple = element.type.startsWith("multi_");
  const source = SOURCES[element.type.replace("multi_", "").replace("_select", "")];
  const groups = source.groups(element);
  const plainValue = (option) => (source.remote ? option.raw : option.value);
  const read = (options) => {
    if (!options.length) return null;
    return multiple ? options.map(plainValue) : plainValue(options[0]);
  };
  const hint = stringOf(element.placeholder);
  const box = combo({
    id: ctx.id, label: ctx.label ?? (hint || "Choose"), groups, multiple, describe: ctx.describe, compact: !ctx.named,
    load: source.remote ? remote(element, ctx) : null, least: element.min_query_length ?? (source.remote ? 3 : 0),
    most: element.max_selected_items ?? Infinity, placeholder: hint || (multiple ? "Choose options" : "Choose an option"),
    chosen: firstChosen(element, source, groups, multiple, ctx.typed), clearable: ctx.named && !ctx.required,
    onpick: (options) => ctx.dispatch && options.length && ctx.fire(read(options)),
  });
  if (ctx.required) box.input.setAttribute("aria-required", "true");
  return { node: box.node, focus: box.focus, read: () => read(box.chosen()) };
}

function tick(type, raw, ctx, chosen, name, onchange) {
  const input = h("input", { type, name, value: raw.value, checked: chosen.has(raw.value), onchange, class: "tick" });
  return h("label", { class: "choice" }, input, h("span", { class: "choice-text" }, h("span", {}, textOf(raw.text)),
    raw.description ? h("span", { class: "choice-note" }, textOf(raw.description)) : null));
}

const ticks = (type) => (element, ctx) => {
  const many = type === "checkbox";
  const given = ctx.typed ? ctx.typed[many ? "selected_options" : "selected_option"] : element[many ? "initial_options" : "initial_option"];
  const chosen = new Set((many ? given ?? [] : given ? [given] : []).map((option) => option.value));
  const node = h("div", {
    class: "choices", role: many ? "group" : "radiogroup", "aria-labelledby": ctx.named ? `${ctx.id}-label` : null,
    "aria-label": ctx.named ? null : ctx.label ?? "Options", "aria-describedby": ctx.describe, id: ctx.id,
  });
  const read = () => {
    const values = [...node.querySelectorAll("input:checked")].map((input) => input.value);
    return many ? (values.length ? values : null) : values[0] ?? null;
  };
  const changed = () => ctx.dispatch && ctx.fire(read() ?? []);
  node.append(...element.options.map((raw) => tick(type, raw, ctx, chosen, `${ctx.id}-choice`, changed)));
  return { node, focus: () => node.querySelector("input")?.focus(), read };
};

/** The field for an element one chooses in, or null if it is of another kind. */
export function choiceFor(element, ctx) {
  if (element.type.endsWith("_select")) return withRequired(select(element, ctx), ctx);
  if (element.type === "checkboxes") return withRequired(ticks("checkbox")(element, ctx), ctx);
  return element.type === "radio_buttons" ? withRequired(ticks("radio")(element, ctx), ctx) : null;
}
