// Sends a request; when the session is over, asks for the password on this page and sends it again.
import { ask, element } from "./element.js";

const accountOf = (page) => page.querySelector("[data-account]")?.dataset.account;

// `body` is made anew for each attempt, because signing in changes the form's token.
export async function send(url, body, accept = "application/json") {
  for (;;) {
    const response = await fetch(url, { method: "POST", body: body(), headers: { Accept: accept } });
    if (!await isSessionOver(response)) return response;
    if (!await signIn()) return response;
  }
}

// A page is sent to the sign-in page, a script is told by the refusal's code.
async function isSessionOver(response) {
  if (isSignIn(response.url)) return true;
  if (response.status !== 403 || !response.headers.get("Content-Type")?.includes("json")) return false;
  return (await response.clone().json()).code === "web.signInFirst";
}

export const isSignIn = (address) => address !== "" && new URL(address).pathname === "/login";

// One dialog however many requests found the session over; true once the same person is back.
let running;
export function signIn() {
  running ??= signInOnce().finally(() => { running = undefined; });
  return running;
}

async function signInOnce() {
  const page = await read("/login");
  const form = document.importNode(page.querySelector("form"), true);
  const problem = element("p", { class: "problem", role: "alert" });
  const dialog = element("dialog", { "aria-labelledby": "again-title" },
    element("div", { class: "dialog-body" },
      element("h2", { id: "again-title" }, "登录已过期"),
      element("p", {}, "填写的内容还在，请用原来的账号登录后继续。"), form, problem));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    problem.textContent = "";
    const sentence = await attempt(form).catch(() => "连接不上服务器，请稍后再试。");
    if (sentence) problem.textContent = sentence;
    else if (sentence === undefined) dialog.close("yes");
  });
  return await ask(dialog) === "yes";
}

// Signs in and takes the new token over into this page's forms; answers what went wrong, if anything.
async function attempt(form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (isCode(answer.url)) return askForCode(form, await answer.text());
  if (!answer.ok || isSignIn(answer.url)) {
    const token = tokenOf(parse(await answer.text()));
    if (token && form.elements.csrf) form.elements.csrf.value = token;
    return "账号或密码不正确，或暂时不能登录。";
  }
  const page = await read(location.href);
  if (accountOf(page) !== accountOf(document)) return "这不是原来的账号，填写的内容不会交给别人。";
  const token = tokenOf(page);
  for (const field of document.querySelectorAll("input[name=csrf]")) if (token) field.value = token;
  return undefined;
}

// The password was right and the phone's code is still to come: the same dialog asks for it.
function askForCode(form, text) {
  const fields = [...document.importNode(parse(text).querySelector("form"), true).children];
  form.action = "/login/code";
  form.replaceChildren(...fields);
  form.querySelector("[name=code]")?.focus();
  return "";
}

const isCode = (address) => address !== "" && new URL(address).pathname === "/login/code";
const tokenOf = (page) => page.querySelector("input[name=csrf]")?.value;
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const read = async (url) => parse(await (await fetch(url, { headers: { Accept: "text/html" } })).text());
