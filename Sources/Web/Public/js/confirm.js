// Asks before a form is sent: data-confirm="sentence" on the form or on the button that sends it.
import { ask, element } from "./element.js";

const agreed = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const asking = [event.submitter, form].find((candidate) => candidate?.dataset.confirm);
  if (!asking || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();

  const label = asking.dataset.confirmLabel ?? event.submitter?.textContent.trim() ?? "确定";
  const tone = asking.classList.contains("danger") ? "danger" : "primary";
  const dialog = element("dialog", { "aria-labelledby": "confirm-title" },
    element("form", { method: "dialog" },
      element("h2", { id: "confirm-title" }, asking.dataset.confirmTitle ?? "请确认"),
      element("p", {}, asking.dataset.confirm),
      element("div", { class: "form-actions" },
        element("button", { class: "quiet", value: "", autofocus: true }, "取消"),
        element("button", { class: tone, value: "yes" }, label))));

  if (await ask(dialog) !== "yes") return;
  agreed.add(form);
  form.requestSubmit(event.submitter);
}, true);
