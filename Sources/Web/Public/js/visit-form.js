// One visit being written, step by step; every keystroke goes to the device at once.
import { basics, record } from "./visit-form-text.js";
import { checklist } from "./visit-form-checklist.js";
import { findings } from "./visit-form-findings.js";
import { photos } from "./visit-form-photos.js";
import { check } from "./visit-form-check.js";
import { Keeper } from "./visit-keeper.js";
import { marks, outcomeLabel, steps } from "./visit-record.js";
import { button, clock, element, heading, notice } from "./visit-view.js";

const pages = [basics, checklist, findings, record, photos, check];

// Holds the record's lock while it is open, so that no other tab writes over it and nothing sends it meanwhile.
export async function formPage(app, id) {
  const visit = await app.vault.get("visit", id);
  if (!visit) return { title: "记录", back: "#/queue", content: [notice("warning", "这条记录不在本机了。")] };
  if (visit.state !== "draft") return readOnly(visit);
  const release = await hold(`dudao-visit-${id}`);
  if (!release) {
    const sentence = "这条记录正在另一个页面里打开，请先关闭那个页面。";
    return { title: visit.schoolName, back: "#/queue", content: [notice("warning", sentence)] };
  }
  try {
    const keeper = new Keeper(app.vault, await app.vault.get("visit", id));
    return new Form(app, keeper, release).page();
  } catch (error) {
    release();
    throw error;
  }
}

function hold(name) {
  return new Promise((done, failed) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return done(undefined);
      return new Promise((release) => done(release));
    }).catch(failed);
  });
}

class Form {
  constructor(app, keeper, release) {
    Object.assign(this, { app, keeper, release });
    this.saved = element("span", { class: "savestate", "data-state": "saved", role: "status" }, "已存在本机");
    this.body = element("div", { class: "visit-form" });
    this.warning = element("div", {});
    keeper.addEventListener("state", ({ detail }) => this.tell(detail));
  }

  page() {
    this.show();
    const { visit } = this.keeper;
    this.bar = element("div", { class: "visit-steps" }, ...this.buttons());
    return {
      title: visit.schoolName, back: `#/school/${visit.body.school}`, status: this.saved,
      content: [this.warning, ...this.changes(), this.body], bottom: this.bar,
      settle: () => this.keeper.flush(),
      leave: () => this.keeper.close().finally(this.release),
    };
  }

  get step() { return Math.min(this.keeper.visit.step ?? 0, steps.length - 1); }

  // What a step may use: the record, how to change it, and how to show itself anew.
  show() {
    const { visit } = this.keeper;
    const form = {
      app: this.app, keeper: this.keeper, visit, body: visit.body,
      set: (change) => this.set(change), again: () => this.show(), to: (step) => this.to(step),
    };
    const tabs = steps.map((title, index) => {
      const tab = button(marks[index], "visit-dot", () => this.to(index));
      tab.setAttribute("aria-label", title);
      if (index === this.step) tab.setAttribute("aria-current", "step");
      return tab;
    });
    const dots = element("nav", { class: "visit-dots", "aria-label": "步骤" }, ...tabs);
    this.body.replaceChildren(dots, heading(steps[this.step]), ...pages[this.step](form));
    this.bar?.replaceChildren(...this.buttons());
  }

  set(change) {
    if (this.saved.dataset.state !== "unsaved") this.saved.dataset.state = "saving";
    return this.keeper.change(({ body }) => change(body));
  }

  to(step) {
    this.keeper.change((visit) => { visit.step = step; });
    this.show();
    scrollTo(0, 0);
  }

  buttons() {
    const before = button("上一步", "", () => this.to(this.step - 1));
    before.disabled = this.step === 0;
    const isLast = this.step === steps.length - 1;
    const next = isLast ? button("完成并发送", "primary", () => this.app.finish(this.keeper))
      : button("下一步", "primary", () => this.to(this.step + 1));
    return [before, next];
  }

  tell(state) {
    this.saved.dataset.state = state === "failing" ? "unsaved" : "saved";
    this.saved.textContent = state === "failing" ? "没有存下" : `已存 ${clock(Date.now())}`;
    if (state === "failing") {
      this.warning.replaceChildren(notice("error", "手机存储空间已满，刚才填写的还没有存下，正在重试。请不要关闭这个页面，先清理手机空间。"));
    } else if (state === "short") {
      this.warning.replaceChildren(notice("warning", "手机存储空间快满了：文字还能保存，照片不能再加。请尽快发送或清理手机空间。"));
    } else if (this.warning.querySelector(".error")) this.warning.replaceChildren();
  }

  // What changed on the server since this visit was begun; the visit keeps what it was made with.
  changes() {
    const { visit } = this.keeper;
    const { pack } = this.app;
    if (!pack.isComplete) return [];
    const said = [];
    if (!pack.schools.some((school) => school.id === visit.body.school)) {
      said.push("这所学校已不在您的责任区，记录仍可完成，由督导室确认。");
    }
    if (visit.checklist && !pack.checklists.some((one) => one.version === visit.checklist.version)) {
      said.push("督导清单已有新版，这次督导仍按开始时的版本记录。");
    }
    return said.map((sentence) => notice("warning", sentence));
  }
}

// A finished visit, to read.
function readOnly(visit) {
  const { body } = visit;
  const answers = body.answers.map((one) => {
    const criterion = visit.checklist?.criteria.find((other) => other.id === one.criterion);
    const label = criterion?.options?.find((option) => option.value === one.value)?.label ?? one.value;
    return element("li", {}, `${criterion?.text ?? ""}：`, element("b", {}, label), one.note ? `（${one.note}）` : "");
  });
  const number = visit.answer?.number ? `，编号${visit.answer.number}` : "";
  const problems = body.problems.map((one) => element("li", {}, `${one.problem}（${outcomeLabel(one.outcome)}）`));
  return {
    title: visit.schoolName, back: "#/queue",
    content: [
      visit.state === "sent" ? notice("success", `已送达${number}。`) : notice("", "已完成，等待发送。"),
      heading("督导纪实"), element("p", { class: "visit-text" }, body.record),
      heading(`发现问题（${body.problems.length}）`), element("ul", {}, ...problems),
      ...(answers.length ? [heading("督导清单"), element("ul", {}, ...answers)] : []),
      element("p", { class: "help" }, `照片${body.photos.length}张`),
    ],
  };
}
