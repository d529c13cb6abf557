// Sends what is finished: one visit after the other, part by part, again and again until the server says that it has all of it.
import { wire } from "./visit-record.js";
import { Refused, Unreachable } from "./visit-network.js";

const firstPause = 2_000;
const longestPause = 300_000;
export const partSize = 131_072;

export class Sender extends EventTarget {
  constructor(vault, link) {
    super();
    Object.assign(this, { vault, link, failures: 0 });
    this.online = () => this.wake();
    this.seen = () => { if (!document.hidden) this.wake(); };
    addEventListener("online", this.online);
    document.addEventListener("visibilitychange", this.seen);
    navigator.serviceWorker?.addEventListener("message", this.online);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.online);
    document.removeEventListener("visibilitychange", this.seen);
    navigator.serviceWorker?.removeEventListener("message", this.online);
  }

  // Now, whatever pause was agreed on, unless the server named one.
  wake() {
    if (this.isStopped) return undefined;
    this.again = true;
    this.running ??= this.run().catch(() => this.later(longestPause)).finally(() => { this.running = undefined; this.say(); });
    return this.running;
  }

  // One tab at a time sends for an account; the others wait their turn and find nothing left.
  async run() {
    clearTimeout(this.timer);
    while (this.again && !this.isStopped && this.vault.isOpen) {
      this.again = false;
      if ((this.notBefore ?? 0) > Date.now()) return this.later(this.notBefore - Date.now());
      if (!navigator.onLine) return this.later(longestPause);
      await navigator.locks.request(`dudao-visits-send-${this.vault.slot}`, () => this.round());
    }
    return undefined;
  }

  async round() {
    const queued = (await this.vault.all("visit")).filter((visit) => visit.state === "queued");
    queued.sort((left, right) => (left.finishedAt < right.finishedAt ? -1 : 1));
    for (const { id } of queued) {
      if (this.isStopped || !this.vault.isOpen) return;
      const goesOn = await navigator.locks.request(`dudao-visit-${id}`, { ifAvailable: true }, (lock) => !lock || this.one(id));
      if (!goesOn) return;
    }
    this.failures = 0;
  }

  // Whether the next one may be tried.
  async one(id) {
    const visit = await this.vault.get("visit", id);
    if (visit?.state !== "queued") return true;
    try {
      await this.send(visit);
      this.needsSignIn = false;
      this.failures = 0;
      return true;
    } catch (error) {
      if (!this.vault.isOpen) return false;
      return this.failed(visit, error);
    } finally {
      this.progress = undefined;
      this.say();
    }
  }

  async send(visit) {
    const wasTried = visit.attempted;
    // Written down before the first byte leaves: from here on the server may have it.
    if (!wasTried) await this.keep(visit, { attempted: true });
    this.tell(visit, 0);
    const body = JSON.stringify({ ...wire(visit), sentAt: new Date().toISOString() });
    const said = await this.link.change("POST", `/api/visits/${visit.id}`, body, "application/json");
    if (said.id !== visit.id) throw new Unreachable("答复不是这条记录的");
    await this.keep(visit, { answer: { number: said.number, notes: said.notes ?? [] } });
    if (said.state === "stored") return this.stored(visit, said);
    const { received } = wasTried ? await this.link.get(`/api/visits/${visit.id}`) : { received: {} };
    const photos = visit.body.photos.filter((photo) => said.missing.includes(photo.id));
    for (const [index, photo] of photos.entries()) {
      await this.photo(visit, photo, received?.[photo.id] ?? [], (share) => this.tell(visit, (index + share) / photos.length));
    }
    const now = await this.link.get(`/api/visits/${visit.id}`);
    if (now.state !== "stored") throw new Unreachable("照片还没有全部送达");
    return this.stored(visit, now);
  }

  async photo(visit, photo, received, progress) {
    const bytes = await this.vault.bytes("photo", photo.id);
    if (!bytes) throw new Refused(422, { code: "visit.photoLost", message: "有一张照片在本机找不到了。", retry: false });
    const parts = Math.max(1, Math.ceil(bytes.byteLength / partSize));
    for (let part = 1; part <= parts; part += 1) {
      if (!received.includes(part)) {
        const piece = bytes.slice((part - 1) * partSize, part * partSize);
        const address = `/api/visits/${visit.id}/photos/${photo.id}?part=${part}&of=${parts}`;
        await this.link.change("PUT", address, piece, "application/octet-stream");
      }
      progress(part / parts);
    }
  }

  // Only now, when the server has said that it has all of it, do the photos leave the device.
  stored(visit, said) {
    const photos = visit.body.photos.map((photo) => ["photo", photo.id]);
    const answer = { ...visit.answer, notes: said.notes ?? visit.answer.notes };
    Object.assign(visit, { state: "sent", sentAt: new Date().toISOString(), trouble: undefined, answer });
    return this.vault.write([["visit", visit.id, visit]], photos);
  }

  async failed(visit, error) {
    const isPassing = !(error instanceof Refused) || error.isPassing;
    if (error instanceof Refused && error.isSession) {
      this.needsSignIn = true;
      await this.keep(visit, { trouble: { message: "登录已过期，输入密码后继续发送。" } });
      return false;
    }
    if (!isPassing) {
      const trouble = { code: error.code, message: error.message, problems: Object.values(error.problems) };
      await this.keep(visit, { state: "refused", trouble });
      return true;
    }
    const said = error instanceof Refused ? error.message : "连接断开。";
    await this.keep(visit, { trouble: { message: said } });
    this.failures += 1;
    const pause = Math.min(longestPause, firstPause * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
    if (error.after) this.notBefore = Date.now() + Math.min(error.after, 3_600) * 1_000;
    this.later(error.after ? Math.max(pause, error.after * 1_000) : pause);
    return false;
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), Math.min(pause, 3_600_000));
  }

  keep(visit, change) {
    Object.assign(visit, change);
    return this.vault.put("visit", visit.id, visit);
  }

  tell(visit, share) {
    this.progress = { id: visit.id, share };
    this.say();
  }

  say() { this.dispatchEvent(new Event("change")); }
}

// Asks the browser to wake us when the network is back, where it can.
export async function askForSync() {
  const registration = await navigator.serviceWorker?.ready;
  await registration?.sync?.register("visits").catch(() => {});
}
