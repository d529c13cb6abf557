// What can be done with the records of an open vault, whichever page asks for it.
import { commandID, element } from "./element.js";
import { leaveLater } from "./visit-leaving.js";
import { Link, Refused, signIn } from "./visit-network.js";
import { fetchPackage, loadPackage } from "./visit-package.js";
import { isKnown, isUnsent, missing } from "./visit-record.js";
import { Sender } from "./visit-sender.js";
import { unsentKey } from "./visit-signout.js";
import { confirmed, secret } from "./visit-view.js";

const fresh = 30 * 60_000;
const off = 10 * 60_000;

export class Actions {
  constructor(main, vault, password, { isPersisted, install }) {
    Object.assign(this, { main, vault, isPersisted, install });
    this.link = new Link(vault.owner, vault.login, password);
    this.sender = new Sender(vault, this.link);
    // Every listener hangs on it, and goes when the app is closed.
    this.events = new AbortController();
    const { signal } = this.events;
    const read = () => { this.reload(true).catch((error) => this.failed(error)); };
    this.sender.addEventListener("change", read, { signal });
    this.channel = new BroadcastChannel(`dudao-visits-${vault.slot}`);
    this.channel.addEventListener("message", read, { signal });
  }

  get isClosed() { return this.events.signal.aborted; }

  go(hash) { location.hash = hash; }

  async open() {
    await this.reload();
    await this.tidy();
  }

  // Reads the records again; `isTold` when another tab or the sender changed them.
  async reload(isTold = false) {
    const read = async () => {
      const visits = await this.vault.all("visit");
      return [visits, this.pack && isTold ? this.pack : await loadPackage(this.vault)];
    };
    // A vault that is locked in the middle of it has nothing to show any more.
    const found = this.vault.isOpen && await read().catch((error) => { if (this.vault.isOpen) throw error; });
    if (!found) return;
    [this.visits, this.pack] = found;
    localStorage.setItem(unsentKey(this.vault.owner.account), `${this.visits.filter(isUnsent).length}`);
    if (this.shown) this.changed();
  }

  async stored() {
    if (this.isClosed) return;
    this.channel.postMessage("changed");
    await this.reload();
  }

  // Photos whose record was never stored, a day later, and sent records after two months.
  async tidy() {
    const named = new Set(this.visits.flatMap((visit) => visit.body.photos.map((photo) => photo.id)));
    const made = (id) => parseInt(id.replace("-", "").slice(0, 12), 16);
    const lost = (await this.vault.ids("photo")).filter((id) => !named.has(id) && made(id) < Date.now() - 86_400_000);
    const old = this.visits.filter((visit) => visit.state === "sent" && Date.parse(visit.sentAt) < Date.now() - 60 * 86_400_000);
    const keys = [...lost.map((id) => ["photo", id]), ...old.map(({ id }) => ["visit", id])];
    if (keys.length) await this.vault.remove(...keys);
  }

  connected() {
    if (this.isClosed) return;
    this.mark();
    this.sender.wake();
    if (navigator.onLine && !(Date.now() - (this.pack.takenAt ?? 0) < fresh)) this.sync().catch((error) => this.failed(error));
  }

  async sync() {
    if (this.syncing) return;
    this.syncing = { part: 0, parts: 0 };
    this.syncProblem = "";
    this.changed();
    try {
      await fetchPackage(this.vault, this.link, (part, parts) => {
        this.syncing = { part, parts };
        this.changed();
      });
      if (this.link.behind === undefined) await this.link.session();
      const behind = Math.abs(this.link.behind);
      const minutes = Math.round(behind / 60_000);
      this.clockOff = behind > off ? `本机时间与服务器相差约${minutes}分钟，请校准手机时间；记录会注明。` : "";
    } catch (error) {
      this.syncProblem = error instanceof Refused ? error.message : "没有取完，有网络时会接着取。";
      if (error instanceof Refused && error.isSession) this.sender.wanted = error;
    }
    this.syncing = undefined;
    await this.reload();
  }

  syncText() { return this.syncing.parts ? `正在更新 ${this.syncing.part}/${this.syncing.parts}` : "正在更新…"; }
  syncBar() { return element("progress", { max: Math.max(1, this.syncing.parts), value: this.syncing.part }); }

  async start(visit) {
    await this.vault.put("visit", visit.id, visit);
    await this.stored();
    this.go(`#/visit/${visit.id}`);
  }

  // Photos that are still being made small belong to it; what did not fit is said before it goes.
  async finish(keeper) {
    const said = await keeper.settled();
    if (said.length) throw new Error(said.join(""));
    if (missing(keeper.visit).length) return;
    const now = new Date().toISOString();
    await keeper.change((visit) => {
      visit.body.endedAt ??= now;
      Object.assign(visit, { state: "queued", finishedAt: now, attempted: false, trouble: undefined });
    });
    this.go("#/queue");
    await this.draw();
    await this.stored();
    this.sender.wake();
  }

  // Whether nothing is left that could be sent without somebody's hand.
  async sent() {
    await this.sender.wake();
    const queued = async () => (await this.vault.all("visit")).some((visit) => visit.state === "queued");
    return this.isClosed || this.sender.needsSignIn || !await queued().catch(() => false);
  }

  send() {
    this.sender.notBefore = 0;
    return this.sender.wake();
  }

  // Changes a record that neither a form nor the sender holds.
  async alter(id, change) {
    await navigator.locks.request(`dudao-visit-${id}`, { ifAvailable: true }, async (lock) => {
      if (!lock) throw new Error("这条记录正在发送，或在另一个页面里打开，请稍后再试。");
      const visit = await this.vault.get("visit", id);
      if (visit) await change(visit);
    });
    await this.stored();
  }

  async retry(id) {
    await this.alter(id, (visit) => this.vault.put("visit", id, { ...visit, state: "queued", trouble: undefined }));
    this.send();
  }

  // Back to a draft, unless the server may have it; what it has already, and will not change, becomes a record of its own.
  async takeBack(id) {
    const before = this.visits.find((visit) => visit.id === id);
    if (before?.answer && before.state === "refused" && !await confirmed("另存为新记录？",
      `服务器已收到这条记录${before.answer.number ? `（${before.answer.number}）` : ""}，只差照片。新记录会作为第二次到校登记，由督导室核定。`, "另存")) return;
    let [taken, told] = [id, false];
    await this.alter(id, async (visit) => {
      if (visit.state === "queued" && (visit.attempted || visit.answer)) told = true;
      else if (isKnown(visit)) taken = await this.copied(visit);
      else await this.vault.put("visit", id, { ...visit, state: "draft", attempted: false, trouble: undefined });
    });
    if (told) await confirmed("已经开始发送", "服务器可能已经收到这条记录，不能再修改。", "知道了");
    else this.go(`#/visit/${taken}`);
  }

  async copied(visit) {
    const ids = new Map([visit, ...visit.body.photos, ...visit.body.problems].map(({ id }) => [id, commandID()]));
    const renamed = JSON.parse(JSON.stringify(visit), (_, value) => ids.get(value) ?? value);
    const copy = { ...renamed, state: "draft", attempted: false, answer: undefined, trouble: undefined };
    const moved = async ({ id }) => ["photo", ids.get(id), await this.vault.bytes("photo", id)];
    const photos = (await Promise.all(visit.body.photos.map(moved))).filter(([, , bytes]) => bytes);
    const here = new Set(photos.map(([, id]) => id));
    copy.body.photos = copy.body.photos.filter(({ id }) => here.has(id));
    const old = [["visit", visit.id], ...visit.body.photos.map(({ id }) => ["photo", id])];
    await this.vault.write([["visit", copy.id, copy], ...photos], old);
    return copy.id;
  }

  remove(id) {
    return this.alter(id, (visit) => this.vault.remove(["visit", id], ...visit.body.photos.map((photo) => ["photo", photo.id])));
  }

  // With the password of now: it may have been changed on the server, and then it opens this device too.
  async signInAgain() {
    const attempt = async (password) => {
      const said = await signIn(this.vault.login, password);
      if (said) return said;
      await this.link.session();
      await this.vault.rewrap(password);
      this.link.password = password;
      return undefined;
    };
    const { wanted } = this.sender;
    const sentence = `请输入账号${this.vault.login}的登录密码。${wanted?.needsPerson ? wanted.message : ""}`;
    const typed = await secret("重新登录", sentence, "登录", attempt);
    if (!typed || this.isClosed) return;
    this.sender.wanted = undefined;
    this.connected();
    this.changed();
  }

  // Not before the last word is stored; on a full disk the page stays open, and whoever types may go on typing.
  async lock(sentence = "已锁定。") {
    if (this.locking) return;
    this.locking = true;
    const isStored = Promise.resolve(this.shown?.settle?.()).then(() => true);
    const late = new Promise((done) => setTimeout(done, 5_000));
    try {
      if (!await Promise.race([isStored, late])) return;
      await this.shown?.leave?.();
      this.close(sentence);
    } finally {
      this.locking = false;
    }
  }

  async signOut() {
    const { account } = this.vault.owner;
    const late = new Promise((done) => setTimeout(() => done(false), 8_000));
    const isOver = await Promise.race([this.link.signOut().then(() => true, () => false), late]);
    this.close(isOver ? "已退出登录。" : "本机已锁定。现在连不上服务器，联网后会自动退出登录。", true);
    if (!isOver) leaveLater(account);
  }

  async installed() {
    await this.install.prompt();
    this.install = undefined;
    this.changed();
  }
}
