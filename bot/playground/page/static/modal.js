// Modals: the view in front of the stack as a dialog that keeps what is typed whatever happens.
import { h, fill, freshId, trapTab, debounce, announce } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { blockNode, setError } from "./blocks.js";
import { closePopup, popupOpen, toast } from "./popup.js";
import { TROUBLE, act, closeView, typeInto } from "./api.js";
import { onChange, store } from "./store.js";
import { refresh } from "./sync.js";
import { stringOf, textOf } from "./text.js";

let shown = null;

/** One open view: its dialog, its fields, and which node stands for which block. */
class Modal {
  constructor(view) {
    this.fields = new Map();
    this.nodes = new Map();
    this.returnTo = document.activeElement;
    this.busy = false;
    this.title = h("h2", { class: "modal-title", id: freshId("modal"), tabindex: -1 });
    this.notice = h("div", { class: "modal-notice", role: "alert" });
    this.blocks = h("div", { class: "blocks" });
    this.foot = h("div", { class: "modal-foot" });
    this.form = h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => this.onSubmit(event) },
      h("div", { class: "modal-head" }, this.title,
        iconButton("Close", "close", () => this.close(true))),
      h("div", { class: "modal-body" }, this.notice, this.blocks), this.foot);
    this.dialog = h("dialog", { class: "modal", "aria-labelledby": this.title.id }, this.form);
    this.listen();
    this.remember = debounce(() => this.send(), 600);
    document.body.append(this.dialog);
    this.show(view);
    this.dialog.showModal();
    this.focusFirst();
  }

  listen() {
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!popupOpen()) this.close(false);
    });
    this.dialog.addEventListener("keydown", (event) => {
      trapTab(event, this.dialog);
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    this.form.addEventListener("input", (event) => this.touched(event.target));
    this.form.addEventListener("change", (event) => this.touched(event.target));
  }

  touched(target) {
    const block = target.closest(".input-block");
    if (block?.classList.contains("wrong")) setError(block, null);
    this.remember();
  }

  /** The surface that the blocks are drawn on and act through. */
  get surface() {
    return {
      surface: "modal", viewId: this.view.id, errors: this.view.errors ?? {},
      typed: (blockId, actionId) => this.view.typed?.[blockId]?.[actionId],
      register: (blockId, actionId, field) => this.fields.set(`${blockId}\n${actionId}`, { blockId, actionId, ...field }),
      act: (action) => this.actOn(action),
    };
  }

  /** Draws a view; a block that did not change keeps its node, and so its focus and its text. */
  show(view) {
    const same = this.view?.id === view.id;
    this.view = view;
    if (!same) {
      this.fields.clear();
      this.nodes.clear();
    }
    const { body } = view;
    fill(this.title, this.back(), textOf(body.title));
    fill(this.notice, view.notice ? [icon("warning", { size: 18 }), h("span", {}, view.notice)] : null);
    this.draw(body.blocks ?? []);
    this.drawFoot(body);
    this.drawErrors(view.errors ?? {});
    if (!same && this.dialog?.open) this.focusFirst();
  }

  back() {
    const isStacked = (store.state?.views.length ?? 1) > 1;
    return isStacked ? iconButton("Back", "back", () => this.close(false), { className: "icon-button small", size: 18 }) : null;
  }

  draw(blocks) {
    const before = this.nodes;
    this.nodes = new Map();
    const live = new Set();
    const nodes = blocks.map((block, index) => {
      const key = JSON.stringify(block);
      const kept = before.get(key);
      const node = kept ?? blockNode(block, this.surface);
      this.nodes.set(this.nodes.has(key) ? `${key}#${index}` : key, node);
      live.add(block.block_id);
      return node;
    });
    for (const [key, field] of this.fields) if (!live.has(field.blockId)) this.fields.delete(key);
    const unchanged = nodes.length === this.blocks.children.length && nodes.every((node, index) => node === this.blocks.children[index]);
    if (!unchanged) fill(this.blocks, nodes);
  }

  drawFoot(body) {
    const submit = stringOf(body.submit);
    const close = stringOf(body.close) || (submit ? "Cancel" : "Close");
    this.submit = submit ? h("button", { type: "submit", class: "button primary" }, h("span", { class: "button-text" }, submit)) : null;
    fill(this.foot, h("button", { type: "button", class: "button", onclick: () => this.close(false) }, close), this.submit);
    this.markBusy();
  }

  drawErrors(errors) {
    let first = null;
    for (const [blockId, text] of Object.entries(errors)) {
      const node = this.inputNode(blockId);
      if (!node) continue;
      setError(node, text);
      first ??= blockId;
    }
    if (first) this.fieldOf(first)?.focus();
  }

  inputNode = (blockId) => [...this.blocks.querySelectorAll(".input-block")].find((node) => node.dataset.block === blockId);

  fieldOf = (blockId) => [...this.fields.values()].find((field) => field.blockId === blockId);

  focusFirst() {
    const wanted = (this.view.body.blocks ?? []).find((block) => (block.element ?? block.accessory)?.focus_on_load);
    const field = (wanted && this.fieldOf(wanted.block_id)) || this.fields.values().next().value;
    if (field) field.focus();
    else this.title.focus();
    if (!wanted) this.dialog.querySelector(".modal-body").scrollTop = 0;
  }

  /** What is entered now, by block id (by action id where a block has several fields); `soundOnly` leaves half-typed values out. */
  values({ soundOnly = false } = {}) {
    const all = [...this.fields.values()];
    const alone = (field) => all.filter((other) => other.blockId === field.blockId).length === 1;
    const wanted = all.filter((field) => !soundOnly || field.sound());
    return Object.fromEntries(wanted.map((field) => [alone(field) ? field.blockId : field.actionId, field.read()]));
  }

  /** Tells the server what is typed, so that an update or a reload keeps it; a failure is not worth a word here. */
  async send() {
    if (this.busy || !this.fields.size || shown !== this) return;
    await typeInto(store.at.user, this.view.id, this.values({ soundOnly: true })).catch(() => null);
  }

  async actOn(action) {
    await this.send();
    await act("click", { user: store.at.user, view: this.view.id, ...action });
    await refresh();
  }

  /** The first field that cannot be sent as it is gets its error and the focus; says whether all is well. */
  check() {
    let first = null;
    for (const field of this.fields.values()) {
      const problem = field.problem();
      const node = this.inputNode(field.blockId);
      if (node) setError(node, problem);
      if (problem) first ??= field;
    }
    first?.focus();
    return first === null;
  }

  async onSubmit(event) {
    event.preventDefault();
    if (this.busy || !this.submit || !this.check()) return;
    const view = this.view;
    this.busy = true;
    this.markBusy();
    announce("Sending");
    let notice = "";
    try {
      const outcome = await act("submit", { user: store.at.user, view_id: view.id, values: this.values() });
      notice = outcome.error ?? "";
    } catch (failure) {
      notice = failure.message || TROUBLE;
    }
    this.busy = false;
    this.markBusy();
    await refresh();
    if (notice && shown === this && this.view.id === view.id && !this.view.notice) this.show({ ...this.view, notice });
  }

  markBusy() {
    if (!this.submit) return;
    this.submit.disabled = this.busy;
    if (this.busy) this.submit.setAttribute("aria-busy", "true");
    else this.submit.removeAttribute("aria-busy");
  }

  async close(everything) {
    try {
      await closeView(store.at.user, this.view.id, everything);
    } catch (failure) {
      toast(failure.message, { failure: true });
    }
    await refresh();
  }

  remove() {
    closePopup();
    const toasts = this.dialog.querySelector("#toasts");
    if (toasts) document.body.append(toasts);
    this.dialog.close();
    this.dialog.remove();
    if (this.returnTo?.isConnected) this.returnTo.focus();
    else document.querySelector(".composer textarea")?.focus();
  }
}

function update() {
  const view = store.state?.views.at(-1) ?? null;
  if (!view) {
    shown?.remove();
    shown = null;
  } else if (!shown) shown = new Modal(view);
  else if (shown.view.id !== view.id || shown.view.changed !== view.changed) shown.show(view);
}

/** Keeps the dialog in step with the server's stack of views. */
export function startModals() {
  onChange(update);
}
