// Stores a visit at every keystroke: one write after the other, the newest state always last. A killed tab takes nothing of it
// along; half a second after the last keystroke, it is on the disk as well.
import { useReserve } from "./visit-database.js";
import { isFull } from "./visit-space.js";

export class Keeper extends EventTarget {
  constructor(vault, visit) {
    super();
    this.vault = vault;
    this.visit = visit;
    this.pending = new Set();
  }

  // Takes the change over in memory and puts it to the disk; `extra` and `removals` go with it in one step. What is answered
  // may be left alone: it fails only once the record was left or the vault locked, and whoever waits for it is told.
  change(body, extra = [], removals = []) {
    if (this.isClosed) return handled(Promise.reject(new Error("这条记录已经关闭，没有再改动。")));
    body?.(this.visit);
    this.visit.changedAt = new Date().toISOString();
    this.extra = [...this.extra ?? [], ...extra];
    this.removals = [...this.removals ?? [], ...removals];
    this.isDirty = true;
    this.working ??= handled(this.work().finally(() => { this.working = undefined; }));
    return this.working;
  }

  // Work that ends in a change, such as making photos small: the record is not left before it is done.
  during(work) {
    const running = handled(work());
    this.pending.add(running);
    handled(running.finally(() => this.pending.delete(running)));
    return running;
  }

  // What the work that is going on comes to, one sentence for each thing that was not taken over.
  async settled() {
    const said = [];
    while (this.pending.size) said.push(...await Promise.all(this.pending));
    return said.flat().filter(Boolean);
  }

  async work() {
    while (this.isDirty) {
      this.isDirty = false;
      const [extra, removals] = [this.extra, this.removals];
      [this.extra, this.removals] = [[], []];
      try {
        await this.vault.write([["visit", this.visit.id, this.visit], ...extra], removals, "relaxed");
        this.isLoose = true;
      } catch (error) {
        [this.extra, this.removals, this.isDirty] = [[...extra, ...this.extra], [...removals, ...this.removals], true];
        if (!await this.recover(error)) throw error;
      }
    }
    this.say("saved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fasten().catch(() => this.change()), 500);
  }

  async fasten() {
    clearTimeout(this.timer);
    if (!this.isLoose || !this.vault.isOpen) return;
    this.isLoose = false;
    await this.vault.put("visit", this.visit.id, this.visit);
  }

  // A full disk gives up its reserve for words; without one, it is told and tried again.
  async recover(error) {
    if (!this.vault.isOpen) return false;
    if (isFull(error) && await useReserve().catch(() => false)) {
      this.say("short");
      return true;
    }
    this.say("failing");
    await new Promise((done) => setTimeout(done, 2_000));
    return true;
  }

  // Until everything that was typed or is being made is on the disk.
  async flush() {
    do {
      await Promise.allSettled(this.pending);
      await this.working;
      await this.fasten().catch(() => this.change());
    } while (this.isBusy);
  }

  get isBusy() { return this.vault.isOpen && Boolean(this.pending.size || this.working || this.isLoose); }

  // As `flush`; from the same moment on nothing may change the record any more.
  async close() {
    while (this.isBusy) await this.flush();
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  say(name) { this.dispatchEvent(new CustomEvent("state", { detail: name })); }
}

// A promise that nobody has to wait for.
function handled(promise) {
  promise.catch(() => {});
  return promise;
}
