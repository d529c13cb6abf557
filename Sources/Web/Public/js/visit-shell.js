// What stands around the app's pages: title, page, the three tabs; it follows the address and locks when nobody is there.
import { Actions } from "./visit-actions.js";
import { settle } from "./visit-copies.js";
import { devicePage } from "./visit-device.js";
import { formPage } from "./visit-form.js";
import { queuePage } from "./visit-queue.js";
import { schoolPage, schoolsPage } from "./visit-schools.js";
import { element, notice } from "./visit-view.js";

const idle = 10 * 60_000;
const tabs = [["#/", "学校"], ["#/queue", "待发"], ["#/device", "本机"]];

export class App extends Actions {
  // Until it is locked or signed out; answers the sentence for the next opening.
  async run() {
    const ended = new Promise((done) => { this.done = done; });
    const { signal } = this.events;
    this.touched = Date.now();
    for (const name of ["pointerdown", "keydown", "input", "scroll"]) {
      addEventListener(name, () => { this.touched = Date.now(); }, { signal, passive: true, capture: true });
    }
    addEventListener("hashchange", () => { this.said = undefined; this.draw(); }, { signal });
    addEventListener("online", () => this.connected(), { signal });
    addEventListener("offline", () => this.mark(), { signal });
    document.addEventListener("visibilitychange", () => this.lockWhenIdle(), { signal });
    this.watch = setInterval(() => this.lockWhenIdle(), 15_000);
    await this.begin().catch((error) => this.failed(error));
    return ended;
  }

  async begin() {
    await this.open();
    await this.draw();
    this.connected();
  }

  // Once: nothing of it listens, waits or draws afterwards, and a question that was open is dismissed.
  close(sentence, isLeft = false) {
    if (this.isClosed) return;
    this.events.abort();
    clearInterval(this.watch);
    clearTimeout(this.redrawing);
    this.sender.stop();
    this.channel.close();
    this.link.password = undefined;
    this.vault.lock();
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close("");
    this.main.replaceChildren();
    this.done({ sentence, isLeft });
  }

  // A closed app has nobody to tell, and a form is left under the hands that write in it.
  failed(error) {
    if (!this.isClosed && !this.shown?.leave) this.main.replaceChildren(notice("error", `没有打开：${error.message}`));
  }

  // Not in the middle of sending, and not before the last word is stored.
  async lockWhenIdle() {
    const quiet = Date.now() - this.touched;
    if (quiet <= idle || (this.sender.progress && quiet <= 3 * idle)) return;
    await this.lock("长时间没有操作，已锁定。").catch((error) => this.failed(error));
  }

  async page() {
    const [, name = "", id] = location.hash.split("/");
    switch (name) {
    case "school": return schoolPage(this, id);
    case "visit": return formPage(this, id);
    case "queue": return queuePage(this);
    case "device": return devicePage(this);
    default: return schoolsPage(this);
    }
  }

  // One after the other: a form is left, and what it holds is stored, before the next page is made.
  draw() {
    this.drawing = (this.drawing ?? Promise.resolve()).then(() => this.drawn()).catch((error) => this.failed(error));
    return this.drawing;
  }

  async drawn() {
    if (this.isClosed) return;
    const hash = location.hash;
    const isSame = hash === this.hash;
    if (isSame && this.shown?.leave) return;
    await this.shown?.leave?.();
    if (this.isClosed) return;
    settle();
    this.shown = undefined;
    this.hash = hash;
    const page = await this.page();
    // Locked while it was made: a form gives its record back, and the page that opens the device stays.
    if (this.isClosed) return page.leave?.();
    this.shown = page;
    document.title = `${page.title} · 到校督导`;
    this.nav = element("nav", { class: "visit-tabs", "aria-label": "主导航" });
    this.signal = element("span", { class: "visit-signal" });
    const back = page.back ? [element("a", { class: "visit-back", href: page.back, "aria-label": "返回" }, "‹")] : [];
    const status = page.status ? [page.status] : [];
    const bottom = page.bottom ? [element("div", { class: "visit-bottom" }, page.bottom)] : [];
    const focused = isSame && document.activeElement?.name;
    const content = element("div", { class: "visit-page" }, ...page.content);
    const before = this.main.querySelector(".visit-page");
    this.main.replaceChildren(
      element("header", { class: "visit-top" }, ...back, element("h1", {}, page.title), ...status, this.signal),
      isSame && before?.isEqualNode(content) ? before : content,
      element("div", { class: "visit-foot" }, ...bottom, ...(page.leave ? [] : [this.nav])));
    if (focused) this.main.querySelector(`[name="${focused}"]`)?.focus();
    this.mark();
    if (!isSame) scrollTo(0, 0);
  }

  // The state of the network and the number of records that wait.
  mark() {
    if (!this.nav) return;
    const [, name = ""] = location.hash.split("/");
    const current = { queue: "#/queue", device: "#/device" }[name] ?? "#/";
    const count = this.visits.filter((visit) => visit.state !== "sent").length;
    const badge = (href) => (href === "#/queue" && count ? [element("span", { class: "visit-badge" }, `${count}`)] : []);
    const links = tabs.map(([href, label]) =>
      element("a", { href, "aria-current": href === current && "page" }, label, ...badge(href)));
    if (!links.every((link, index) => this.nav.children[index]?.isEqualNode(link))) this.nav.replaceChildren(...links);
    this.signal.textContent = navigator.onLine ? "" : "没有网络";
  }

  // Only pages that show it are made anew, a few times a second at most; a form under somebody's hands is not.
  changed() {
    if (this.isClosed) return;
    this.mark();
    this.redrawing ??= setTimeout(() => {
      this.redrawing = undefined;
      if (!this.shown?.leave) this.draw();
    }, 120);
  }
}
