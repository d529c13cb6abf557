// Asks before a form is sent: data-confirm="sentence" on the form or on the button that sends it.
import { confirmed } from "./element.js";

const agreed = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const asking = [event.submitter, form].find((candidate) => candidate?.dataset.confirm);
  if (!asking || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();

  const label = asking.dataset.confirmLabel ?? event.submitter?.textContent.trim() ?? "确定";
  const tone = asking.classList.contains("danger") ? "danger" : "primary";
  if (!await confirmed(asking.dataset.confirmTitle ?? "请确认", asking.dataset.confirm, label, tone)) return;
  agreed.add(form);
  form.requestSubmit(event.submitter);
}, true);
