// What is on the device and where it stands: state of each record, sending, deleting, taking back, rescue file.
import { exported } from "./visit-rescue.js";
import { isKnown, stateLabel } from "./visit-record.js";
import { button, confirmed, element, heading, moment, notice, secret } from "./visit-view.js";

const groups = [["refused", "需要处理"], ["queued", "待发送"], ["draft", "填写中"], ["sent", "已送达"]];

export function queuePage(app) {
  const { visits, sender } = app;
  const unsent = visits.filter((visit) => visit.state !== "sent");
  const content = [];
  if (sender.needsSignIn) content.push(session(app, sender.wanted));
  for (const [state, title] of groups) {
    const found = visits.filter((visit) => visit.state === state)
      .sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1));
    if (!found.length) continue;
    content.push(heading(`${title}（${found.length}）`));
    const rows = found.map((visit) => row(app, visit));
    content.push(element("ul", { class: "visit-list", role: "list", "data-state": state }, ...rows));
  }
  if (!visits.length) content.push(notice("", "本机没有记录。到“学校”里选一所，就可以开始督导。"));
  const waits = visits.some((visit) => visit.state === "queued");
  return {
    title: "待发记录", content: [
      ...content,
      ...(unsent.length ? [element("p", {}, button("全部未发送的记录导出为文件", "visit-wide", () => save(app, unsent)))] : []),
    ],
    bottom: waits ? button("立即发送", "primary visit-wide", () => app.send()) : undefined,
  };
}

// Why nothing is sent, and what to do: most often the password, sometimes something that only the web pages can do.
function session(app, wanted) {
  const again = button("输入密码继续发送", "primary", () => app.signInAgain());
  if (!wanted.needsPerson) return notice("warning", `登录已过期。${wanted.reason ?? ""}记录都在本机，也可以导出为文件。`, again);
  const way = wanted.isElsewhere ? element("a", { class: "button primary", href: "/" }, "到网页上办理") : again;
  return notice("warning", `${wanted.message}记录都在本机。`, way);
}

function row(app, visit) {
  const { progress } = app.sender;
  const isSending = progress?.id === visit.id;
  const photos = visit.body.photos.length;
  const line = [moment(visit.body.startedAt), visit.answer?.number, photos && `${photos}张照片`].filter(Boolean).join(" · ");
  return element("li", { class: "visit-row", "data-visit": visit.id },
    element("a", { href: `#/visit/${visit.id}` }, element("b", {}, visit.schoolName)),
    element("span", { class: `visit-mark ${visit.state === "refused" ? "late" : ""}` }, isSending ? "发送中" : stateLabel(visit)),
    element("small", {}, line),
    ...(isSending ? [element("progress", { max: 1, value: progress.share })] : []),
    ...(visit.trouble && visit.state !== "sent" ? [element("p", { class: "late-text" }, visit.trouble.message)] : []),
    ...(visit.trouble?.problems ?? []).map((sentence) => element("p", { class: "late-text" }, sentence)),
    ...notes(visit), actions(app, visit));
}

// What the server marked; it is decided there, nothing was changed silently.
function notes(visit) {
  const found = visit.answer?.notes ?? [];
  if (!found.length) return [];
  return [element("div", { class: "visit-notes" }, element("b", {}, `系统标注${found.length}项`),
    element("ul", {}, ...found.map((note) => element("li", {}, note.message))),
    ...(visit.state === "sent" ? [element("a", { href: `/visits/${visit.id}` }, "到网页上查看")] : []))];
}

function actions(app, visit) {
  const buttons = [];
  if (visit.state === "draft") buttons.push(button("继续填写", "small", () => app.go(`#/visit/${visit.id}`)));
  if (visit.state === "queued" && !visit.attempted) buttons.push(button("取回修改", "small", () => app.takeBack(visit.id)));
  if (visit.state === "refused") {
    buttons.push(button("重试", "small", () => app.retry(visit.id)));
    const label = isKnown(visit) ? "另存为新记录" : "修改";
    buttons.push(button(label, "small", () => app.takeBack(visit.id)));
  }
  if (visit.state !== "sent") buttons.push(button("导出", "quiet small", () => save(app, [visit])));
  buttons.push(button("删除", "quiet small", () => remove(app, visit)));
  return element("div", { class: "visit-actions" }, ...buttons);
}

async function remove(app, visit) {
  const isSent = visit.state === "sent";
  const sentence = isSent ? "服务器上的记录不受影响，只从本机移除。"
    : `${visit.schoolName}的这条记录${visit.body.photos.length ? `和${visit.body.photos.length}张照片` : ""}还没有送达，删除后无法恢复。`;
  if (await confirmed(isSent ? "从本机移除？" : "删除没有发送的记录？", sentence, isSent ? "移除" : "删除", "danger")) await app.remove(visit.id);
}

async function save(app, visits) {
  let file;
  const made = async (passphrase) => { file = await exported(app.vault, visits, passphrase); };
  await secret("导出救援文件", `${visits.length}条记录连同照片。文件用口令加密，导入时要用；至少8个字符，请记住。`, "导出", made, true);
  if (!file) return;
  const address = URL.createObjectURL(file);
  const stamp = new Date().toISOString().slice(0, 16).replace(/[-:T]/g, "");
  element("a", { href: address, download: `到校督导-${visits.length}条-${stamp}.dudao` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
