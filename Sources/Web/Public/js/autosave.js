// form[data-autosave="address"]: saves what changed, says so, and forgets nothing until the server has it.
import { Draft, isTyped, same, valuesOf } from "./drafts.js";
import { commandID } from "./element.js";
import { send } from "./session.js";

const pause = 800;
const longestPause = 30_000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.draft = new Draft(form, "autosave");
    this.changed = this.draft.values;
    this.delay = pause;
    this.state = form.querySelector("[data-savestate]") ?? document.querySelector("[data-savestate]");

    if (this.isPending) {
      this.draft.restore();
      this.later(0);
    }
    form.addEventListener("input", ({ target }) => this.note(target, pause));
    form.addEventListener("change", ({ target }) => this.note(target, 0));
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.later(0));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
  }

  note(field, delay) {
    if (!isTyped(field)) return;
    this.changed = { ...this.changed, [field.name]: valuesOf(this.form, field.name) };
    this.draft.keep(this.changed);
    this.say("unsaved", "未保存");
    this.later(delay);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  // What is not saved yet goes first, so that a late save never overtakes the submission.
  async submitted(event) {
    if (!this.isPending && !this.saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.saving;
    await this.save();
    if (!this.isPending) this.form.requestSubmit(event.submitter);
  }

  get isPending() { return Object.keys(this.changed).length > 0; }

  save() {
    clearTimeout(this.timer);
    if (this.isPending) this.saving ??= this.send().finally(() => { this.saving = undefined; });
    return this.saving;
  }

  async send() {
    this.say("saving", "保存中…");
    // An attempt that got no answer is repeated as it was, under the same command id.
    this.attempt ??= { command: commandID(), values: this.changed };
    try {
      const answer = await send(this.form.dataset.autosave || this.form.action, () => this.body(this.attempt));
      if (answer.status >= 500) throw new Error(answer.statusText);
      await this.answered(answer, this.attempt.values);
      this.attempt = undefined;
      this.delay = pause;
    } catch {
      this.say("unsaved", "未保存，连接已断开；内容已留在本机，会自动重试");
      this.delay = Math.min(this.delay * 2, longestPause);
      this.later(this.delay);
    }
  }

  body({ command, values }) {
    const body = new URLSearchParams();
    for (const field of this.form.elements) {
      if (field.type === "hidden" && field.name) body.set(field.name, field.value);
    }
    body.set("command", command);
    for (const [name, typed] of Object.entries(values)) {
      body.delete(name);
      for (const value of typed.length ? typed : [""]) body.append(name, value);
    }
    return body;
  }

  async answered(answer, sent) {
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return this.say("unsaved", said.message ?? "未保存，请检查填写的内容");
    if (said.version !== undefined && this.form.elements.version) this.form.elements.version.value = said.version;
    for (const [name, typed] of Object.entries(sent)) {
      if (same(this.changed[name] ?? [], typed)) delete this.changed[name];
    }
    this.draft.keep(this.changed);
    if (this.isPending) return this.later(pause);
    const now = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
    this.say("saved", `已保存 ${now}`);
    this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: said }));
  }

  say(state, text) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
