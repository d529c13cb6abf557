// form[data-draft="name"]: keeps what is typed until the server has taken it, over a lost connection or session.
import { Draft, isTyped, valuesOf } from "./drafts.js";
import { element } from "./element.js";
import { proofIn, prove } from "./proof.js";
import { send } from "./session.js";

for (const form of document.querySelectorAll("form[data-draft]")) {
  const draft = new Draft(form, form.dataset.draft);
  const note = element("p", { class: "help", role: "status" });
  form.querySelector(".form-actions")?.before(note);

  // A page that came back with problems already shows what was typed.
  if (!form.querySelector(".field.error") && draft.restore().length) {
    const forget = element("button", { type: "button", class: "quiet small" }, "放弃");
    forget.addEventListener("click", () => { draft.clear(); location.reload(); });
    note.append("已恢复上次没有提交的内容。", forget);
  }

  form.addEventListener("input", ({ target }) => {
    if (isTyped(target)) draft.keep({ ...draft.values, [target.name]: valuesOf(form, target.name) });
  });

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    // A button that is not checked asks for another form, not for taking this one.
    if (button?.formNoValidate) return;
    event.preventDefault();
    button?.setAttribute("aria-busy", "true");
    try {
      await submit(form, button, draft, note);
    } catch {
      note.textContent = "连接已断开。内容已留在这台电脑上，恢复后请再提交一次。";
    } finally {
      button?.removeAttribute("aria-busy");
    }
  });
}

async function submit(form, button, draft, note) {
  const body = () => {
    const data = new FormData(form, button);
    return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  };
  let answer = await send(button?.getAttribute("formaction") ?? form.action, body, "text/html");
  if (taken(answer, form, draft)) return;
  let main = parse(await answer.text());
  if (proofIn(main)) {
    answer = await prove(main);
    if (!answer || taken(answer, form, draft)) return;
    main = parse(await answer.text());
  }
  if (answer.status === 422 && main?.querySelector(".error")) showProblems(form, main);
  else note.textContent = sentence(main) ?? "没有提交成功，请稍后再试。";
}

// The address that an answer came from has no fragment; data-anchor says where on the page to go on.
function taken(answer, form, draft) {
  if (!answer.ok || !answer.redirected) return false;
  draft.clear();
  location.assign(answer.url + (form.dataset.anchor ?? ""));
  return true;
}

const parse = (text) => new DOMParser().parseFromString(text, "text/html").querySelector("main");
const sentence = (main) => main?.querySelector(".notice, .problem")?.textContent.trim();

// Takes the sentences over and leaves the fields as they are.
function showProblems(form, main) {
  form.querySelectorAll(".problem, .notice.error").forEach((old) => old.remove());
  form.querySelectorAll(".field.error").forEach((field) => field.classList.remove("error"));
  for (const problem of main.querySelectorAll(".field.error .problem")) {
    const name = problem.closest(".field").querySelector("[name]")?.name;
    const field = [...form.elements].find((candidate) => candidate.name === name)?.closest(".field");
    field?.classList.add("error");
    field?.append(document.importNode(problem, true));
  }
  const notice = main.querySelector(".notice.error");
  if (notice) form.prepend(document.importNode(notice, true));
  form.querySelector(".error, .notice")?.scrollIntoView({ block: "center" });
}
