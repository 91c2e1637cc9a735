// A select that can be searched: one or many choices, groups, remote options. ARIA's combobox with a listbox.
import { h, fill, freshId, debounce, announce, span } from "./dom.js";
import { cross, icon } from "./icons.js";
import { popup } from "./popup.js";

/**
 * Options are {value, label, node?, note?, raw?}; groups [{label?, options}]. Give `groups`, or `load(query)` for
 * options that come from elsewhere. `onpick(options)` hears each change by the person.
 * Returns {node, input, chosen(), focus()}.
 */
export function combo({ id = freshId("combo"), label, groups = [], load = null, least = 0, multiple = false, most = Infinity,
  chosen = [], placeholder = "", clearable = false, describe = null, onpick = () => {}, compact = false }) {
  const state = { chosen: [...chosen], groups, shown: [], active: -1, box: null };
  const listId = freshId("list");
  const list = h("ul", { role: "listbox", id: listId, class: "listbox", "aria-label": label, "aria-multiselectable": multiple || null });
  const input = h("input", {
    id, class: "combo-input", role: "combobox", type: "text", autocomplete: "off", spellcheck: "false", "aria-expanded": "false",
    "aria-controls": listId, "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-describedby": describe,
    "aria-label": compact ? label : null,
  });
  const clear = cross(`Clear ${label}`, () => set([]), { className: "combo-clear" });
  const tokens = span("tokens");
  const node = h("div", { class: compact ? "combo compact" : "combo" }, tokens, input, clearable && !multiple ? clear : null,
    span("combo-arrow", icon("down", { size: 16 })));

  const isChosen = (option) => state.chosen.some((one) => one.value === option.value);

  function paint() {
    input.placeholder = state.chosen.length && multiple ? "" : placeholder;
    clear.hidden = !state.chosen.length;
    if (!multiple) {
      input.value = state.chosen[0]?.label ?? "";
      return;
    }
    input.value = "";
    fill(tokens, state.chosen.map((option) => span("token", option.label, remover(option))));
  }

  const remover = (option) =>
    cross(`Remove ${option.label}`, () => set(state.chosen.filter((one) => one !== option)), { className: "token-remove", size: 14 });

  function set(options) {
    state.chosen = options;
    paint();
    onpick(options);
    if (state.box) render(query());
    input.focus();
    if (!multiple) input.select();
  }

  function pick(option) {
    if (!multiple) {
      close();
      set([option]);
    } else if (isChosen(option)) set(state.chosen.filter((one) => one.value !== option.value));
    else if (state.chosen.length < most) set([...state.chosen, option]);
    else announce(`At most ${most} can be chosen.`);
  }

  const typed = () => multiple || input.value !== (state.chosen[0]?.label ?? "");
  const query = () => (typed() ? input.value.trim().toLowerCase() : "");

  function optionNode(option, index) {
    return h("li", {
      role: "option", id: `${listId}-${index}`, class: "option", "aria-selected": isChosen(option) ? "true" : "false",
      onpointerdown: (event) => event.preventDefault(), onclick: () => pick(option), onpointermove: () => activate(index, false),
    }, span("option-text", option.node?.() ?? option.label, option.note ? span("option-note", option.note) : null),
    isChosen(option) ? icon("check", { size: 16 }) : null);
  }

  const fits = (text) => (option) => Boolean(load) || `${option.label} ${option.note ?? ""}`.toLowerCase().includes(text);

  function render(text, note = null) {
    state.shown = [];
    const rows = state.groups.flatMap((group) => {
      const found = group.options.filter(fits(text));
      const head = group.label && found.length ? [h("li", { class: "listbox-group", role: "presentation" }, group.label)] : [];
      return [...head, ...found.map((option) => optionNode(option, state.shown.push(option) - 1))];
    });
    fill(list, rows.length && !note ? rows : h("li", { class: "listbox-empty", role: "presentation" }, note ?? "No items"));
    const at = state.shown.findIndex(isChosen);
    activate(state.shown.length ? Math.max(at, 0) : -1);
    state.box?.move();
  }

  function activate(index, scroll = true) {
    list.querySelector(".active")?.classList.remove("active");
    state.active = index;
    const row = index >= 0 ? list.querySelector(`#${listId}-${index}`) : null;
    row?.classList.add("active");
    if (row) input.setAttribute("aria-activedescendant", row.id);
    else input.removeAttribute("aria-activedescendant");
    if (scroll) row?.scrollIntoView({ block: "nearest" });
  }

  const fetchOptions = debounce(async (text) => {
    try {
      state.groups = await load(text);
      if (state.box) render(text);
    } catch (error) {
      if (state.box) render(text, error.message);
    }
  }, 200);

  function update() {
    const text = query();
    if (!load) return render(text);
    if (text.length < least) return render(text, `Type ${least} or more letters`);
    render(text, "Looking…");
    return fetchOptions(text);
  }

  function open({ select = true } = {}) {
    if (state.box) return;
    input.setAttribute("aria-expanded", "true");
    state.box = popup(node, list, { width: "anchor", onClose: shut });
    if (!multiple && select) input.select();
    update();
  }

  function shut() {
    state.box = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    paint();
  }

  const close = () => state.box?.close();

  function step(event, by) {
    event.preventDefault();
    if (!state.box) return open();
    const count = state.shown.length;
    return count && activate((state.active + by + count) % count);
  }

  const KEYS = {
    ArrowDown: (event) => step(event, 1),
    ArrowUp: (event) => step(event, -1),
    Enter: (event) => {
      if (!state.box) return;
      event.preventDefault();
      event.stopPropagation();
      if (state.shown[state.active]) pick(state.shown[state.active]);
    },
    Escape: (event) => {
      if (!state.box) return;
      event.preventDefault();
      event.stopPropagation();
      close();
    },
    Tab: close,
    Backspace: () => multiple && !input.value && state.chosen.length && set(state.chosen.slice(0, -1)),
  };
  input.addEventListener("keydown", (event) => KEYS[event.key]?.(event));
  input.addEventListener("input", () => (state.box ? update() : open({ select: false })));
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && close(), 150));
  node.addEventListener("click", (event) => {
    if (event.target.closest(".token-remove, .combo-clear")) return;
    input.focus();
    open();
  });
  paint();
  return { node, input, chosen: () => state.chosen, focus: () => input.focus() };
}
