// Makes elements without markup in strings, so that nothing typed can become markup.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// Opens a native dialog and answers how it was closed: its return value, "" when it was dismissed.
export function ask(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue);
    });
  });
}

// Asks, and answers whether the button with `label` was pressed.
export async function confirmed(title, sentence, label, tone = "primary") {
  const dialog = element("dialog", { "aria-label": title }, element("form", { method: "dialog" },
    element("h2", {}, title), element("p", {}, sentence),
    element("div", { class: "form-actions" }, element("button", { class: "quiet", value: "", autofocus: true }, "取消"),
      element("button", { class: tone, value: "yes" }, label))));
  return await ask(dialog) === "yes";
}

// An id for one command. randomUUID needs HTTPS; this works on an office's plain network too.
export function commandID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = Date.now().toString(16).padStart(12, "0");
  const variant = "89ab"[bytes[8] & 3];
  const random = [`7${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)];
  return [time.slice(0, 8), time.slice(8), ...random].join("-");
}
