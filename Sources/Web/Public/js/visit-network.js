// Talks to the server. An answer counts only when it is our JSON: a hotel's sign-in page also says 200.
export class Unreachable extends Error {}

export class Refused extends Error {
  constructor(status, said, after) {
    super(said.message ?? "服务器没有接受。");
    Object.assign(this, { status, code: said.code, problems: said.problems ?? {}, after });
    this.isPassing = said.retry ?? (status >= 500 || status === 429 || status === 408);
  }

  // It is about who is signed in, not about the record.
  get isSession() { return this.status === 401 || this.needsPerson || ["web.signInFirst", "web.forged"].includes(this.code); }

  // Signing in by itself would not help, or would put somebody else out.
  get needsPerson() {
    return [other, "web.mustChangePassword", "web.codeFirst", "web.factorFirst", "web.proveFirst"].includes(this.code);
  }

  // What is wanted can only be done on the web pages.
  get isElsewhere() { return this.needsPerson && this.code !== other; }
}

const other = "visit.otherAccount";
export const otherAccount = () => new Refused(401, {
  code: other, message: "浏览器里登录的是另一个账号；在这里登录，那个账号就会退出。", retry: false,
});

const patience = 90_000;

export async function ask(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  const response = await reach(path, { ...options, headers });
  const said = await spoken(response);
  if (response.ok && said) return said;
  // A hotel, a proxy or a firewall may refuse too; only our own no, which has a code, says something about a record.
  if (!said?.code) throw new Unreachable("答复不是督导系统的");
  throw new Refused(response.status, said, Number(response.headers.get("Retry-After")) || undefined);
}

async function reach(path, options) {
  try {
    return await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(patience), ...options });
  } catch (error) {
    throw new Unreachable(String(error));
  }
}

async function spoken(response) {
  if (!response.headers.get("Content-Type")?.includes("json")) return undefined;
  try {
    return await response.json();
  } catch (error) {
    if (response.ok) throw new Unreachable(String(error));
    return undefined;
  }
}

// Signs in; answers a sentence when it did not work. A redirect is the server's yes, and where to does not matter.
export const signIn = async (login, password) => (await tried(login, password))?.message;

async function tried(login, password) {
  const body = new URLSearchParams({ login, password });
  const headers = { Accept: "application/json" };
  const response = await reach("/login", { method: "POST", body, headers, redirect: "manual" });
  if (response.type === "opaqueredirect") return undefined;
  const said = await spoken(response);
  if (response.ok && !said) throw new Unreachable("答复不是督导系统的");
  return { code: said?.code, message: said?.message ?? "账号或密码不正确，或暂时不能登录。" };
}

// The session and its token. The password stays in memory while the app is open, to come back after hours without network.
export class Link {
  constructor(owner, login, password) { Object.assign(this, { account: owner?.account, login, password }); }

  async session() {
    const said = await ask("/visits/session");
    if (this.account && said.account !== this.account) throw otherAccount();
    this.csrf = said.csrf;
    this.behind = Date.parse(said.serverTime) - Date.now();
    return said;
  }

  get(path) { return this.trying(() => ask(path)); }

  change(method, path, body, type) {
    return this.trying(async () => {
      if (!this.csrf) await this.session();
      return ask(path, { method, body, headers: { "X-CSRF": this.csrf, "Content-Type": type } });
    });
  }

  async trying(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused && error.isSession) || error.needsPerson) throw error;
      this.entering ??= this.enter(error).finally(() => { this.entering = undefined; });
      await this.entering;
      return act();
    }
  }

  // Another token, or another session; a password is never tried twice, or the account would be locked.
  async enter(error) {
    this.csrf = undefined;
    const isBack = await this.session().catch((refusal) => {
      if (!(refusal instanceof Refused && refusal.isSession) || refusal.needsPerson) throw refusal;
    });
    if (isBack) return;
    const password = this.password;
    this.password = undefined;
    if (!password) throw error;
    let said;
    try {
      said = await tried(this.login, password);
    } catch (failure) {
      this.password = password;
      throw failure;
    }
    // Too many at once says nothing about the password.
    if (!said || said.code === "signIn.busy") this.password = password;
    if (said?.code === "signIn.busy") throw new Refused(429, { ...said, retry: true }, 60);
    if (said) throw Object.assign(error, { reason: said.message });
    await this.session();
  }

  // Ends this account's session and nobody else's; one that is over already is no failure.
  async signOut() {
    try {
      await this.session();
    } catch (error) {
      if (error instanceof Refused && (error.isSession && !error.needsPerson || error.code === other)) return;
      throw error;
    }
    const body = new URLSearchParams({ csrf: this.csrf });
    const response = await reach("/logout", { method: "POST", body, redirect: "manual" });
    if (response.type !== "opaqueredirect") throw new Unreachable("没有退出");
  }
}
