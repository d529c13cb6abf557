// Stores a visit at every keystroke: one write after the other, the newest state always last. A killed tab takes nothing of it
// along; half a second after the last keystroke, it is on the disk as well.
import { useReserve } from "./visit-database.js";
import { isFull } from "./visit-space.js";

export class Keeper extends EventTarget {
  constructor(vault, visit) {
    super();
    this.vault = vault;
    this.visit = visit;
  }

  // Takes the change over in memory and puts it to the disk; `extra` and `removals` go with it in one step.
  change(body, extra = [], removals = []) {
    body?.(this.visit);
    this.visit.changedAt = new Date().toISOString();
    this.extra = [...this.extra ?? [], ...extra];
    this.removals = [...this.removals ?? [], ...removals];
    this.isDirty = true;
    this.working ??= this.work().finally(() => { this.working = undefined; });
    return this.working;
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

  async flush() {
    await this.working;
    await this.fasten().catch(() => this.change());
  }
  say(name) { this.dispatchEvent(new CustomEvent("state", { detail: name })); }
}
