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
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.online);
    document.removeEventListener("visibilitychange", this.seen);
  }

  // Now, whatever pause was agreed on, unless the server named one.
  wake() {
    if (this.isStopped) return undefined;
    this.again = true;
    this.running ??= this.run().catch(() => this.later(longestPause)).finally(() => {
      this.running = undefined;
      this.say();
    });
    return this.running;
  }

  // One tab at a time sends for an account; the others wait their turn and find nothing left.
  async run() {
    clearTimeout(this.timer);
    while (this.again && !this.isStopped && this.vault.isOpen) {
      this.again = false;
      if ((this.notBefore ?? 0) > Date.now()) return this.later(this.notBefore - Date.now());
      if (!navigator.onLine) {
        askForSync();
        return this.later(longestPause);
      }
      await navigator.locks.request(`dudao-visits-send-${this.vault.slot}`, () => this.round());
    }
    return undefined;
  }

  async round() {
    const queued = (await this.vault.all("visit")).filter((visit) => visit.state === "queued");
    queued.sort((left, right) => (left.finishedAt < right.finishedAt ? -1 : 1));
    let after;
    for (const { id } of queued) {
      if (this.isStopped || !this.vault.isOpen) return;
      const tried = await navigator.locks.request(`dudao-visit-${id}`, { ifAvailable: true }, (lock) => lock && this.one(id));
      if (tried?.after !== undefined) after = Math.max(after ?? 0, tried.after);
      if (tried?.isLast) break;
    }
    if (after === undefined) this.failures = 0;
    else this.pause(after);
  }

  // What became of one: nothing to say, or `after` how many seconds it is tried again at the earliest; `isLast` when trying
  // the next ones has no use now.
  async one(id) {
    const visit = await this.vault.get("visit", id);
    if (visit?.state !== "queued") return {};
    try {
      await this.send(visit);
      this.wanted = undefined;
      return {};
    } catch (error) {
      if (this.isStopped || !this.vault.isOpen) return { isLast: true };
      return await this.failed(visit, error);
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
    let refusal;
    for (const [index, photo] of photos.entries()) {
      const progress = (share) => this.tell(visit, (index + share) / photos.length);
      // One that is lost or not taken keeps none of the others back.
      await this.photo(visit, photo, received?.[photo.id] ?? [], progress).catch((error) => {
        if (!(error instanceof Refused) || error.isPassing || error.isSession) throw error;
        refusal ??= error;
      });
    }
    if (refusal) throw refusal;
    const now = await this.link.get(`/api/visits/${visit.id}`);
    if (now.state !== "stored") throw new Unreachable("照片还没有全部送达");
    return this.stored(visit, now);
  }

  async photo(visit, photo, received, progress) {
    const bytes = await this.vault.bytes("photo", photo.id);
    if (!bytes) throw new Refused(422, { code: "visit.photoLost", message: "有一张照片在本机找不到了。请到网页上打开这条记录，对这张照片选“不再等”，再回来重试。", retry: false });
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
    const refusal = error instanceof Refused ? error : undefined;
    if (refusal?.isSession) {
      this.wanted = refusal;
      await this.keep(visit, { trouble: { message: refusal.needsPerson ? refusal.message : refusal.reason ?? "登录已过期，输入密码后继续发送。" } });
      return { isLast: true };
    }
    if (refusal && !refusal.isPassing) {
      const trouble = { code: refusal.code, message: refusal.message, problems: Object.values(refusal.problems) };
      await this.keep(visit, { state: "refused", trouble });
      return {};
    }
    await this.keep(visit, { trouble: { message: refusal?.message ?? "连接断开。" } });
    // The server answers and has trouble with this one: the next may go. Without an answer, or when it wants peace, none.
    const isThisOne = refusal?.status >= 500;
    if (refusal?.after && !isThisOne) this.notBefore = Date.now() + Math.min(refusal.after, 3_600) * 1_000;
    return { after: refusal?.after ?? 0, isLast: !isThisOne };
  }

  // What somebody has to do about the session before anything can be sent.
  get needsSignIn() { return this.wanted !== undefined; }

  pause(after) {
    this.failures += 1;
    const pause = Math.min(longestPause, firstPause * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
    this.later(Math.max(pause, after * 1_000));
  }

  later(pause) {
    clearTimeout(this.timer);
    if (this.isStopped) return;
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

  say() { if (!this.isStopped) this.dispatchEvent(new Event("change")); }
}

// Asks the browser to wake us when the network is back, where it can. Never while there is one: it would wake us at once, and
// again for as long as the server does not answer.
async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration("/visits/").catch(() => undefined);
  await registration?.sync?.register("visits").catch(() => {});
}
