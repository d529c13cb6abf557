// form[action="/logout"]: asks first while this person's visits on this device are not sent.
export const unsentKey = (account) => `dudao:visits:unsent:${account}`;

function warn() {
  const account = document.querySelector("[data-account]")?.dataset.account;
  const count = Number(account && localStorage.getItem(unsentKey(account))) || 0;
  for (const form of document.querySelectorAll("form[action='/logout']")) {
    if (!count) delete form.dataset.confirm;
    else form.dataset.confirm = `这台设备上还有${count}条到校督导记录没有发送。退出后它们仍加密保存在本机，用您的密码登录后才能继续发送。`;
    form.dataset.confirmLabel = "仍然退出";
  }
}

if (document.querySelector("form[action='/logout']")) {
  warn();
  addEventListener("storage", warn);
  addEventListener("pageshow", warn);
}
