// input[type=file][data-upload="id"]: sends the chosen files one by one, shows how far each is, then refreshes #id.
import { commandID, element } from "./element.js";
import { isSignIn, signIn } from "./session.js";

for (const input of document.querySelectorAll("input[type=file][data-upload]")) {
  const list = element("ul", { class: "uploads", role: "status" });
  input.after(list);
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) await upload(file, input, list);
  });
}

async function upload(file, input, list) {
  const progress = element("progress", { max: 100, value: 0 });
  const said = element("span", {}, "上传中");
  const row = element("li", {}, element("span", { class: "name" }, file.name), progress, said);
  list.append(row);
  const fail = (sentence) => { progress.remove(); said.textContent = sentence; row.classList.add("late-text"); };

  const limit = Number(input.dataset.limit ?? 0);
  if (limit && file.size > limit) return fail(`超过 ${Math.floor(limit / 1_048_576)} MB，没有上传`);
  try {
    const answer = await post(file, input, (share) => { progress.value = share * 100; });
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    const problem = page.querySelector("main .problem, main .notice")?.textContent.trim();
    if (answer.status >= 400) return fail(problem ?? "上传失败");
    refresh(input.dataset.upload, page);
    row.remove();
  } catch {
    fail("连接已断开，请再选一次这个文件");
  }
}

function refresh(id, page) {
  const fresh = id && page.getElementById(id);
  if (fresh) document.getElementById(id)?.replaceWith(document.importNode(fresh, true));
}

// XMLHttpRequest, because fetch does not tell how much of a body has been sent.
async function post(file, input, progress) {
  const command = commandID();
  for (;;) {
    const request = await once(file, command, input, progress);
    if (!isSignIn(request.responseURL) || !await signIn()) return request;
  }
}

function once(file, command, input, progress) {
  const body = new FormData(input.form);
  for (const other of input.form.querySelectorAll("input[type=file][name]")) body.delete(other.name);
  body.set("command", command);
  body.set(input.name, file);
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", input.form.action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", () => failed(new Error("connection")));
    request.send(body);
  });
}
