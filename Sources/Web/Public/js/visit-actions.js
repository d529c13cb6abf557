// What can be done with the records of an open vault, whichever page asks for it.
import { commandID, element } from "./element.js";
import { Link, Refused, signIn } from "./visit-network.js";
import { fetchPackage, loadPackage } from "./visit-package.js";
import { missing, isUnsent } from "./visit-record.js";
import { askForSync, Sender } from "./visit-sender.js";
import { unsentKey } from "./visit-signout.js";
import { confirmed, secret } from "./visit-view.js";

const fresh = 30 * 60_000;
const off = 10 * 60_000;

export class Actions {
  constructor(main, vault, password, { isPersisted, install }) {
    Object.assign(this, { main, vault, isPersisted, install });
    this.link = new Link(vault.owner, vault.login, password);
    this.sender = new Sender(vault, this.link);
    this.sender.addEventListener("change", () => this.reload(true));
    this.channel = new BroadcastChannel(`dudao-visits-${vault.slot}`);
    this.channel.addEventListener("message", () => this.reload(true));
  }

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
    this.mark();
    this.sender.wake();
    if (navigator.onLine && !(Date.now() - (this.pack.takenAt ?? 0) < fresh)) this.sync();
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
      if (error instanceof Refused && error.isSession) this.sender.needsSignIn = true;
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

  async finish(keeper) {
    if (missing(keeper.visit).length) return;
    const now = new Date().toISOString();
    await keeper.change((visit) => {
      visit.body.endedAt ??= now;
      Object.assign(visit, { state: "queued", finishedAt: now, attempted: false, trouble: undefined });
    });
    this.go("#/queue");
    await this.draw();
    await this.stored();
    askForSync();
    this.sender.wake();
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

  // Back to a draft, unless the server may have it; what it has in another form becomes a record of its own.
  async takeBack(id) {
    let [taken, told] = [id, false];
    await this.alter(id, async (visit) => {
      if (visit.state === "queued" && visit.attempted) told = true;
      else if (visit.trouble?.code === "visit.changed") taken = await this.copied(visit);
      else if (visit.answer) told = true;
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
    const photos = await Promise.all(visit.body.photos.map(moved));
    const old = [["visit", visit.id], ...visit.body.photos.map(({ id }) => ["photo", id])];
    await this.vault.write([["visit", copy.id, copy], ...photos.filter(([, , bytes]) => bytes)], old);
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
    const typed = await secret("重新登录", `请输入账号${this.vault.login}的登录密码。`, "登录", attempt);
    if (!typed) return;
    this.sender.needsSignIn = false;
    this.connected();
    this.changed();
  }

  async lock(sentence = "已锁定。") {
    const isLeft = Promise.resolve(this.shown?.leave?.()).then(() => true);
    if (await Promise.race([isLeft, new Promise((late) => setTimeout(late, 5_000))])) this.close(sentence);
  }

  async signOut() {
    await this.link.signOut().catch(() => {});
    this.close("已退出登录。");
  }

  async installed() {
    await this.install.prompt();
    this.install = undefined;
    this.changed();
  }
}
