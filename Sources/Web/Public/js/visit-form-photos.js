// 现场照片: taken or chosen, made small, and kept one by one.
import { limits } from "./visit-record.js";
import { addPhotos, removePhoto } from "./visit-photo.js";
import { button, confirmed, element, input, notice, on } from "./visit-view.js";

export function photos(form) {
  const { body, keeper, again } = form;
  const said = element("div", { role: "status" });
  const take = picker("拍照", { capture: "environment" });
  const choose = picker("从相册选", { multiple: true });
  for (const [, control] of [take, choose]) {
    on(control, "change", async () => {
      const tell = (number) => said.replaceChildren(notice("", `正在处理第${number}张…`));
      const problems = await addPhotos(keeper, control.files, { tell });
      control.value = "";
      again();
      document.querySelector(".visit-photos")?.before(...problems.map((problem) => notice("error", problem)));
    });
  }
  return [
    element("p", { class: "help" }, `已有${body.photos.length}张，最多${limits.photos}张。照片会缩小，并去掉位置等信息。`),
    element("div", { class: "visit-inline" }, ...take, ...choose), said,
    element("ul", { class: "visit-photos", role: "list" }, ...body.photos.map((photo) => entry(form, photo))),
  ];
}

function picker(label, attributes) {
  const id = `visit-photo-${Object.keys(attributes)[0]}`;
  const control = element("input", { type: "file", accept: "image/*", class: "visit-file", id, ...attributes });
  return [element("label", { class: "button", for: id }, label), control];
}

function entry({ app, body, keeper, set, again }, photo) {
  const image = element("img", { alt: photo.caption || "现场照片", width: 96, height: 96 });
  show(app.vault, photo, image);
  const of = body.problems.findIndex((one) => one.id === photo.of);
  const caption = input({ maxlength: limits.name, placeholder: "说明", "aria-label": "照片说明" }, photo.caption, (text) =>
    set((to) => { to.photos.find((one) => one.id === photo.id).caption = text; }));
  const remove = button("删除", "quiet small", async () => {
    if (!await confirmed("删除这张照片？", "删除后无法恢复。", "删除", "danger")) return;
    await removePhoto(keeper, photo.id);
    again();
  });
  return element("li", {}, image, element("div", {}, ...(of >= 0 ? [element("small", {}, `问题${of + 1}`)] : []), caption, remove));
}

// The address is given back once the picture is drawn; the bytes stay sealed.
async function show(vault, photo, image) {
  const bytes = await vault.bytes("photo", photo.id).catch(() => undefined);
  if (!bytes) return;
  const address = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
  image.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
  image.src = address;
}
