// Talks to the server. An answer counts only when it is our JSON: a hotel's sign-in page also says 200.
export class Unreachable extends Error {}

export class Refused extends Error {
  constructor(status, said, after) {
    super(said.message ?? "服务器没有接受。");
    Object.assign(this, { status, code: said.code, problems: said.problems ?? {}, after });
    this.isPassing = said.retry ?? (status >= 500 || status === 429 || status === 408);
  }

  get isSession() { return this.status === 401 || ["web.signInFirst", "web.forged"].includes(this.code); }
}

const patience = 90_000;

export async function ask(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers };
  const response = await reach(path, { ...options, headers });
  const said = await spoken(response);
  if (response.ok && said) return said;
  if (response.ok) throw new Unreachable("答复不是督导系统的");
  throw new Refused(response.status, said ?? {}, Number(response.headers.get("Retry-After")) || undefined);
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
export async function signIn(login, password) {
  const body = new URLSearchParams({ login, password });
  const headers = { Accept: "application/json" };
  const response = await reach("/login", { method: "POST", body, headers, redirect: "manual" });
  if (response.type === "opaqueredirect") return undefined;
  const said = await spoken(response);
  if (response.ok && !said) throw new Unreachable("答复不是督导系统的");
  return said?.message ?? "账号或密码不正确，或暂时不能登录。";
}

// The session and its token. The password stays in memory while the app is open, to come back after hours without network.
export class Link {
  constructor(owner, login, password) { Object.assign(this, { account: owner?.account, login, password }); }

  async session() {
    const said = await ask("/visits/session");
    if (this.account && said.account !== this.account) {
      throw new Refused(401, { code: "web.signInFirst", message: "浏览器里登录的是另一个账号，请重新登录。", retry: false });
    }
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
      if (!(error instanceof Refused && error.isSession)) throw error;
      this.entering ??= this.enter(error).finally(() => { this.entering = undefined; });
      await this.entering;
      return act();
    }
  }

  // Another token, or another session; a password is never tried twice, or the account would be locked.
  async enter(error) {
    this.csrf = undefined;
    const isBack = await this.session().catch((refusal) => {
      if (!(refusal instanceof Refused && refusal.isSession)) throw refusal;
    });
    if (isBack) return;
    const password = this.password;
    this.password = undefined;
    if (!password) throw error;
    let said;
    try {
      said = await signIn(this.login, password);
    } catch (failure) {
      this.password = password;
      throw failure;
    }
    if (said) throw error;
    this.password = password;
    await this.session();
  }

  async signOut() {
    await this.session();
    await reach("/logout", { method: "POST", body: new URLSearchParams({ csrf: this.csrf }), redirect: "manual" });
  }
}
