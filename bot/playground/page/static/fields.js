// Inputs one types into: text, number, e-mail, address, date, time, files. Each gives {node, focus, read, problem}.
import { h, fill, span } from "./dom.js";
import { bytes, fromWallClock, toWallClock } from "./format.js";
import { cross, icon } from "./icons.js";
import { stringOf } from "./text.js";
import { store, zone } from "./store.js";
import { upload } from "./api.js";

const REQUIRED = "Please complete this required field.";

/** The attributes an input takes from its place in the view. */
const named = (ctx) => ({
  id: ctx.id, "aria-label": ctx.label, "aria-describedby": ctx.describe, "aria-required": ctx.required ? "true" : null,
});

/** The simple value a field begins with: what was typed before, else what the app proposed. */
function begins(ctx, typedKey, proposed) {
  return (ctx.typed ? ctx.typed[typedKey] : proposed) ?? "";
}

const lengthProblem = (element, text) => {
  if (text && element.min_length && text.length < element.min_length) return `Use at least ${element.min_length} characters.`;
  return element.max_length && text.length > element.max_length ? `Use at most ${element.max_length} characters.` : null;
};

/** Fires a text input's action as `dispatch_action_config` says: on Enter (the default) or on each character. */
function dispatches(input, element, ctx) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const fire = () => input.value && ctx.fire(input.value);
  if (!ctx.dispatch) return;
  if (triggers.includes("on_character_entered")) input.addEventListener("input", fire);
  if (!triggers.includes("on_enter_pressed")) return;
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    fire();
  });
}

function counter(input, limit) {
  const node = h("span", { class: "counter", "aria-hidden": "true" });
  const count = () => {
    const left = limit - input.value.length;
    node.textContent = String(left);
    node.title = `${left} of ${limit} characters left`;
    node.classList.toggle("over", left < 0);
    node.classList.toggle("near", left < limit / 5);
  };
  input.addEventListener("input", count);
  count();
  return node;
}

function grow(area) {
  const fit = () => {
    area.style.setProperty("height", "auto");
    area.style.setProperty("height", `${Math.min(area.scrollHeight + 2, 360)}px`);
  };
  area.addEventListener("input", fit);
  requestAnimationFrame(fit);
}

function plainText(element, ctx) {
  const tag = element.multiline ? "textarea" : "input";
  const input = h(tag, {
    ...named(ctx), class: "field", placeholder: stringOf(element.placeholder), rows: element.multiline ? 4 : null,
    type: element.multiline ? null : "text", value: begins(ctx, "value", element.initial_value),
  });
  if (element.multiline) grow(input);
  dispatches(input, element, ctx);
  const limit = element.max_length ?? 3000;
  const left = element.max_length ? counter(input, limit) : null;
  const node = h("div", { class: element.multiline ? "field-box multiline" : "field-box" }, input, left);
  const problem = () => lengthProblem({ ...element, max_length: limit }, input.value);
  return { node, focus: () => input.focus(), read: () => input.value || null, problem };
}

function numberProblem(element, text) {
  if (!text) return null;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)) return "Enter a number.";
  if (!element.is_decimal_allowed && !/^[-+]?\d+$/.test(text)) return "Enter a whole number.";
  const { min_value: least, max_value: most } = element;
  if (least !== undefined && Number(text) < Number(least)) return `Enter a number of at least ${least}.`;
  return most !== undefined && Number(text) > Number(most) ? `Enter a number of at most ${most}.` : null;
}

function emailProblem(element, text) {
  if (!text) return null;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "Enter an email address, such as name@example.com.";
}

function urlProblem(element, text) {
  if (!text) return null;
  return /^https?:\/\/[^\s]+$/i.test(text) ? null : "Enter an address that begins with https:// or http://.";
}

const line = (attributes, check) => (element, ctx) => {
  const value = begins(ctx, "value", element.initial_value);
  const input = h("input", { ...named(ctx), ...attributes, class: "field", placeholder: stringOf(element.placeholder), value });
  dispatches(input, element, ctx);
  const text = () => input.value.trim();
  return { node: input, focus: () => input.focus(), read: () => text() || null, problem: () => check(element, text()) };
};

const picker = (type, typedKey, proposedKey, convert) => (element, ctx) => {
  const first = begins(ctx, typedKey, element[proposedKey]);
  const input = h("input", { ...named(ctx), type, class: "field date-field", value: first ? convert.show(first) : "" });
  const read = () => (input.value ? convert.read(input.value) : null);
  if (ctx.dispatch) input.addEventListener("change", () => input.value && ctx.fire(read()));
  const problem = () => (input.validity.badInput ? "Enter a complete date or time." : null);
  return { node: input, focus: () => input.focus(), read, problem };
};

const SAME = { show: (value) => value, read: (value) => value };
const MOMENT = {
  show: (seconds) => toWallClock(new Date(seconds * 1000), zone()),
  read: (value) => Math.floor(fromWallClock(value, zone()) / 1000),
};

function richTextInput(element, ctx) {
  const initial = element.initial_value ? stringOf({ type: "plain_text", text: flatten(element.initial_value) }) : "";
  return plainText({ ...element, multiline: true, initial_value: initial }, ctx);
}

const flatten = (node) => node.text ?? (node.elements ?? []).map(flatten).join(node.type === "rich_text" ? "\n" : "");

// --- files

/** Why a file cannot be taken, or null. */
function refusal(file, kinds, most, count) {
  const ending = file.name.split(".").at(-1).toLowerCase();
  if (kinds.length && !kinds.includes(ending)) return `${file.name} is not one of: ${kinds.join(", ")}.`;
  return count >= most ? `At most ${most} ${most === 1 ? "file" : "files"}.` : null;
}

const fileRow = (file, remove) => h("li", { class: "file-row" }, icon("file", { size: 18 }),
  span("file-name", file.name), span("file-size", bytes(file.size ?? 0)), cross(`Remove ${file.name}`, remove));

function fileInput(element, ctx) {
  const { max_files: most = 10, filetypes: kinds = [] } = element;
  const state = { files: [...(ctx.typed?.files ?? [])], busy: 0, problem: null };
  const list = h("ul", { class: "file-list" });
  const note = h("p", { class: "field-note", role: "status" });
  const accept = kinds.map((kind) => `.${kind}`).join(",") || null;
  const input = h("input", { ...named(ctx), type: "file", class: "visually-hidden", multiple: most > 1, accept });
  const drop = h("label", { class: "drop", for: ctx.id }, icon("file"), h("span", {}, "Drop a file here, or ", h("strong", {}, "browse")), input);

  function paint() {
    const remove = (file) => () => {
      state.files = state.files.filter((one) => one !== file);
      paint();
    };
    fill(list, state.files.map((file) => fileRow(file, remove(file))));
    note.textContent = state.busy ? "Uploading…" : state.problem ?? "";
  }

  async function take(files) {
    for (const file of files) {
      state.problem = refusal(file, kinds, most, state.files.length);
      if (state.problem) break;
      state.busy += 1;
      paint();
      try {
        state.files.push(await upload(store.at.user, file));
      } catch (failure) {
        state.problem = failure.message;
      }
      state.busy -= 1;
    }
    paint();
  }

  input.addEventListener("change", () => take([...input.files]).then(() => { input.value = ""; }));
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  paint();
  return {
    node: h("div", { class: "file-input" }, drop, list, note), focus: () => input.focus(),
    read: () => (state.files.length ? state.files.map((file) => file.id) : null),
    problem: () => (state.busy ? "Wait until the file is uploaded." : null),
  };
}

const FIELDS = {
  plain_text_input: plainText,
  rich_text_input: richTextInput,
  number_input: line({ type: "text", inputmode: "decimal" }, numberProblem),
  email_text_input: line({ type: "email" }, emailProblem),
  url_text_input: line({ type: "url" }, urlProblem),
  datepicker: picker("date", "selected_date", "initial_date", SAME),
  timepicker: picker("time", "selected_time", "initial_time", SAME),
  datetimepicker: picker("datetime-local", "selected_date_time", "initial_date_time", MOMENT),
  file_input: fileInput,
};

/** The field for an element, or null if it is not one that is typed into. */
export function fieldFor(element, ctx) {
  const field = FIELDS[element.type]?.(element, ctx);
  if (!field) return null;
  return withRequired(field, ctx);
}

/** Adds the check that a required field holds something; `sound` says whether what it holds could be kept as it is. */
export function withRequired(field, ctx) {
  const wrong = () => field.problem?.() ?? null;
  const problem = () => {
    const value = field.read();
    const empty = value === null || (Array.isArray(value) && !value.length);
    return empty && ctx.required ? REQUIRED : wrong();
  };
  return { ...field, problem, sound: () => wrong() === null };
}
