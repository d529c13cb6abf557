// A form that the server answers with a question for the password: asks in a dialog, with everything that was typed.
import { ask, element } from "./element.js";
import { send } from "./session.js";

export const proofIn = (main) => main?.querySelector("form[data-proof]");

// Answers the last response: taken, refused for another reason, or undefined when the person gave up.
export async function prove(main) {
  for (;;) {
    const form = document.importNode(proofIn(main), true);
    const problem = main.querySelector(".notice.error")?.textContent.trim();
    const said = problem ? element("p", { class: "problem", role: "alert" }, problem) : "";
    form.querySelector(".form-actions").prepend(element("button", { type: "button", class: "quiet" }, "取消"));
    const dialog = element("dialog", { "aria-labelledby": "proof-title" },
      element("div", { class: "dialog-body" },
        element("h2", { id: "proof-title" }, "再次确认身份"),
        element("p", {}, "这项操作要由本人办理，请输入密码。已填写的内容会一并提交。"), said, form));
    form.querySelector("button.quiet").addEventListener("click", () => dialog.close(""));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      dialog.close("yes");
    });
    if (await ask(dialog) !== "yes") return undefined;
    const answer = await send(form.action, () => new URLSearchParams(new FormData(form)), "text/html");
    const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html").querySelector("main");
    if (answer.redirected || !proofIn(page)) return answer;
    main = page;
  }
}
