// 到校督导 on a phone: opens the account's part of the device, shows its pages, sends what is finished.
import { App } from "./visit-shell.js";
import { keepReserve } from "./visit-database.js";
import { leave, stay } from "./visit-leaving.js";
import { persist } from "./visit-space.js";
import { unlockPage } from "./visit-unlock.js";
import { notice } from "./visit-view.js";

const main = document.querySelector("main");
let install;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  install = event;
});

// The service worker asks when the browser says that the network is back. The answer: whether it need not ask again.
let app;
navigator.serviceWorker?.addEventListener("message", async ({ ports }) => {
  const isDone = await app?.sent() ?? true;
  ports[0]?.postMessage(isDone);
});

async function start() {
  if (!isSecureContext || !crypto.subtle || !navigator.locks || !("indexedDB" in window)) {
    main.replaceChildren(notice("error", "离线到校督导需要用 https:// 地址和较新的浏览器打开，请联系系统管理员。"));
    return;
  }
  navigator.serviceWorker?.register("/visits/sw.js", { scope: "/visits/" }).catch(() => {});
  leave();
  let [login, sentence] = ["", ""];
  for (;;) {
    const { vault, password } = await unlockPage(main, login, sentence);
    stay(vault.owner.account);
    const isPersisted = await persist().catch(() => false);
    await keepReserve().catch(() => {});
    app = new App(main, vault, password, { isPersisted, install });
    const end = await app.run();
    app = undefined;
    sentence = end.sentence;
    login = end.isLeft ? "" : vault.login;
  }
}

start();
