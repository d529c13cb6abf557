// The first page: opens what an account has on this device, or sets it up with the server's yes.
import { Vault } from "./visit-vault.js";
import { Link, signIn, Unreachable } from "./visit-network.js";
import { button, confirmed, element, field, notice } from "./visit-view.js";

// Answers an open vault and the password that opened it.
export function unlockPage(main, login = "", sentence = "") {
  return new Promise((done) => {
    const name = element("input", { name: "login", autocomplete: "username", autocapitalize: "none", required: true });
    name.value = login;
    const password = element("input", { name: "password", type: "password", autocomplete: "current-password", required: true });
    const problem = element("div", { role: "alert" });
    const submit = element("button", { class: "primary visit-wide" }, "打开");
    const form = element("form", { class: "visit-unlock" }, element("h1", {}, "到校督导"),
      element("p", { class: "help" }, sentence || "没有信号也能打开。记录加密保存在本机，用登录密码打开。"),
      field("账号", name), field("密码", password), problem, submit);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.setAttribute("aria-busy", "true");
      problem.replaceChildren();
      try {
        const vault = await opened(name.value, password.value);
        if (vault.isOpen) done({ vault, password: password.value });
        else problem.append(notice("error", vault.problem), ...(vault.mayForget ? [forgetting(name.value, problem)] : []));
      } catch (error) {
        problem.append(notice("error", `没有打开：${error.message}`));
      } finally {
        submit.removeAttribute("aria-busy");
      }
    });
    main.replaceChildren(form);
    (login ? password : name).focus();
  });
}

async function opened(login, password) {
  const known = await Vault.unlock(login, password);
  if (known) return known;
  const exists = await Vault.exists(login);
  try {
    const sentence = await signIn(login, password);
    if (sentence) return { problem: sentence };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { problem: exists ? "密码不对。" : "账号或密码不对，或者这个账号还没有在本机用过：第一次使用需要有网络。" };
  }
  // The server takes this password and the device does not: it was changed elsewhere.
  if (exists) return { problem: "密码已在别处修改，本机的记录仍用修改前的密码打开；打开后会换成新密码。", mayForget: true };
  const owner = await new Link().session();
  return Vault.create(login, password, owner);
}

const forgetting = (login, problem) => button("忘了原来的密码", "quiet", async () => {
  const sentence = "没有原来的密码，本机上没发送的记录和照片谁也打不开。清除后可用新密码重新开始。";
  if (!await confirmed("清除本机上的记录？", sentence, "清除并重新开始", "danger")) return;
  await Vault.forget(login);
  problem.replaceChildren(notice("success", "已清除，请再按“打开”。"));
});
