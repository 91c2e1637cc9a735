// The app's Home tab, as the app last published it for the person acting.
import { h, fill } from "./dom.js";
import { blockNode } from "./blocks.js";
import { act, typeInto } from "./api.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { toast } from "./popup.js";
import { nameOf, person, store } from "./store.js";
import { go, refresh } from "./sync.js";

/** Opens the Home tab: tells the app, which may publish a fresh view, and shows what there is meanwhile. */
export async function openHome() {
  const user = store.at.user;
  await go({ tab: "home" });
  try {
    const outcome = await act("home", { user });
    if (outcome.error) toast(outcome.error, { failure: true });
  } catch (failure) {
    toast(failure.message, { failure: true });
  }
  await refresh();
}

/** Draws the Home tab; a block that did not change keeps its node. */
export class HomeTab {
  constructor() {
    this.blocks = h("div", { class: "blocks home-blocks" });
    this.notice = h("div", { class: "modal-notice", role: "alert" });
    this.node = h("div", { class: "home", role: "tabpanel", "aria-label": "Home", tabindex: 0 }, this.notice, this.blocks);
    this.drawn = new Map();
    this.fields = new Map();
    this.key = "";
  }

  surface(view) {
    return {
      surface: "home", viewId: view.id,
      typed: (blockId, actionId) => view.typed?.[blockId]?.[actionId],
      register: (blockId, actionId, field) => this.fields.set(actionId, field),
      act: (action) => this.actOn(view, action),
    };
  }

  async actOn(view, action) {
    const values = Object.fromEntries([...this.fields].map(([id, field]) => [id, field.read()]));
    if (this.fields.size) await typeInto(store.at.user, view.id, values);
    await act("click", { user: store.at.user, view: "home", ...action });
    await refresh();
  }

  show() {
    const view = store.state.home;
    const key = JSON.stringify([store.at.user, view?.id, view?.changed]);
    if (key === this.key) return;
    this.key = key;
    fill(this.notice, view?.notice ? [icon("warning", { size: 18 }), h("span", {}, view.notice)] : null);
    if (!view?.body.blocks?.length) {
      this.drawn.clear();
      fill(this.blocks, this.empty());
      return;
    }
    this.fields = new Map([...this.fields].filter(([, field]) => field.node.isConnected));
    const before = this.drawn;
    this.drawn = new Map();
    const focused = document.activeElement?.closest?.("[data-action]")?.dataset.action;
    fill(this.blocks, view.body.blocks.map((block, index) => {
      const sign = `${view.id} ${JSON.stringify(block)}`;
      const node = before.get(sign) ?? blockNode(block, this.surface(view));
      this.drawn.set(this.drawn.has(sign) ? `${sign} ${index}` : sign, node);
      return node;
    }));
    if (focused && !document.activeElement?.dataset?.action) this.refocus(focused);
  }

  refocus(action) {
    const nodes = [...this.blocks.querySelectorAll("[data-action]")];
    nodes.find((node) => node.dataset.action === action)?.focus({ preventScroll: true });
  }

  empty() {
    const app = person(store.state.app.user_id);
    return h("div", { class: "home-empty" }, avatar(app, "large"), h("h2", {}, nameOf(app)),
      h("p", {}, "Nothing has been published here yet. Give the app a moment."));
  }
}
