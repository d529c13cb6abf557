// The device: how old its data is, how much room there is, the rescue file's other half, locking and signing out.
import { imported } from "./visit-rescue.js";
import { scarce, room, spaceText } from "./visit-space.js";
import { button, confirmed, element, heading, moment, notice, on, secret } from "./visit-view.js";

export async function devicePage(app) {
  const { vault, pack } = app;
  const accept = ".dudao,application/octet-stream";
  const file = element("input", { type: "file", accept, class: "visit-file", id: "visit-import" });
  on(file, "change", () => takeIn(app, file));
  return {
    title: "本机",
    content: [
      element("dl", { class: "visit-facts" },
        ...fact("账号", `${vault.owner.name}（${vault.login}）`),
        ...fact("数据", pack.takenAt ? `取于${moment(pack.takenAt)}，${pack.schools.length}所学校` : "还没有取回"),
        ...fact("存储空间", await spaceText()),
        ...fact("长期保存", app.isPersisted ? "浏览器已同意，不会自动清理" : "浏览器没有同意；请添加到主屏幕，并及时发送")),
      ...(await room() < scarce ? [notice("warning", "存储空间不多了，请先发送记录或清理手机。")] : []),
      ...(app.clockOff ? [notice("warning", app.clockOff)] : []),
      app.syncing ? element("p", { role: "status" }, app.syncText(), app.syncBar())
        : button("更新学校和清单", "visit-wide", () => app.sync()),
      ...(app.said ? [notice("success", app.said)] : []),
      heading("从救援文件导入"),
      element("p", { class: "help" }, "在另一台设备上导出的记录，由本人导入后继续填写或发送。"),
      element("label", { class: "button visit-wide", for: file.id }, "选择文件"), file,
      ...(app.install ? [heading("安装"), button("添加到主屏幕", "visit-wide", () => app.installed())] : []),
      heading("离开"),
      button("锁定", "visit-wide", () => app.lock()),
      button("退出登录", "danger visit-wide", () => leave(app)),
      element("p", {}, element("a", { href: "/" }, "回到网页版工作台")),
    ],
  };
}

const fact = (label, value) => [element("dt", {}, label), element("dd", {}, value)];

async function takeIn(app, control) {
  const [file] = control.files;
  control.value = "";
  if (!file) return;
  let found;
  const attempt = async (passphrase) => { found = await imported(app.vault, file, passphrase); };
  await secret("导入救援文件", "请输入导出时设的口令。", "导入", attempt);
  if (!found) return;
  app.said = `已导入${found.added}条记录${found.present ? `，${found.present}条本机已有，没有覆盖` : ""}。`;
  await app.reload();
  if (!app.isClosed) app.send();
}

async function leave(app) {
  const count = app.visits.filter((visit) => visit.state !== "sent").length;
  const sentence = count ? `还有${count}条记录没有发送。退出后它们仍加密保存在本机，用您的密码登录后才能继续发送。` : "退出后，再打开需要账号和密码。";
  if (await confirmed("退出登录？", sentence, count ? "仍然退出" : "退出", count ? "danger" : "primary")) await app.signOut();
}
