// The pieces that the app's pages are built from.
import { ask, confirmed, element } from "./element.js";
import { isFull } from "./visit-space.js";

export { confirmed, element };

export function button(label, classes, act) {
  const made = element("button", { type: "button", class: classes }, label);
  made.addEventListener("click", async () => {
    if (made.getAttribute("aria-busy")) return;
    made.setAttribute("aria-busy", "true");
    if (made.nextElementSibling?.matches(".visit-fault")) made.nextElementSibling.remove();
    try {
      await act(made);
    } catch (error) {
      const said = isFull(error) ? "手机存储空间不够，没有存下。请先发送或删除旧记录、清理手机空间。" : `没有办成：${error.message}`;
      made.after(element("p", { class: "problem visit-fault", role: "alert" }, said));
    } finally {
      made.removeAttribute("aria-busy");
    }
  });
  return made;
}

let made = 0;
export function field(label, control, help) {
  control.id ||= `visit-field-${made += 1}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control,
    ...(help ? [element("p", { class: "help" }, help)] : []));
}

// Listens with something that may take time. It fails only when the page was left or locked meanwhile, and then there is
// nobody to tell; what is wrong with storing is told on the page by the keeper.
export const on = (target, name, act) =>
  target.addEventListener(name, (event) => { Promise.resolve(act(event)).catch(() => {}); });

// A control that tells every change of its value at once.
export function bound(control, tell) {
  on(control, "input", () => tell(control.type === "checkbox" ? control.checked : control.value));
  return control;
}

export function input(attributes, value, tell) {
  const control = element("input", attributes);
  control.value = value ?? "";
  return bound(control, tell);
}

export function textarea(attributes, value, tell) {
  const control = element("textarea", { rows: 3, ...attributes });
  control.value = value ?? "";
  return bound(control, tell);
}

// One of a few, as rows for a thumb: `options` are [value, label, help]. A second touch takes an answer away where it may.
export function choice(legend, options, value, tell, mayClear = false) {
  const name = `visit-choice-${made += 1}`;
  const rows = options.map(([option, label, help]) => {
    const radio = element("input", { type: "radio", name, value: option });
    radio.checked = option === value;
    let was = radio.checked;
    on(radio, "change", () => tell(option));
    on(radio, "click", () => {
      const isCleared = mayClear && was;
      if (isCleared) radio.checked = false;
      for (const other of rows) other.forget();
      was = radio.checked;
      return isCleared && tell("");
    });
    const row = element("label", { class: "visit-choice" }, radio,
      element("span", {}, label, ...(help ? [element("small", {}, help)] : [])));
    row.forget = () => { was = false; };
    return row;
  });
  const isShort = options.every(([, label, help]) => label.length <= 4 && !help);
  return element("fieldset", { class: `visit-choices${isShort ? " short" : ""}` }, element("legend", {}, legend), ...rows);
}

export function select(options, value, tell) {
  const control = element("select", {}, ...options.map(([option, label]) => element("option", { value: option }, label)));
  control.value = value ?? "";
  return bound(control, tell);
}

// A number with a button on each side, for one thumb.
export function counter(label, unit, value, most, tell) {
  const spoken = `${label}（${unit}）`;
  const number = element("input", { type: "text", inputmode: "numeric", class: "num", "aria-label": spoken, maxlength: 3 });
  const set = (next) => {
    const whole = Math.min(most, Math.max(0, Math.trunc(Number(next)) || 0));
    tell(whole);
    return whole;
  };
  number.value = value;
  number.addEventListener("input", () => set(number.value));
  number.addEventListener("change", () => { number.value = set(number.value); });
  const step = (by) => button(by > 0 ? "＋" : "－", "visit-step", () => { number.value = set(Number(number.value) + by); });
  const around = [element("span", {}, label), step(-1), number, step(1), element("small", {}, unit)];
  return element("div", { class: "visit-counter" }, ...around);
}

export const notice = (tone, ...text) =>
  element("div", { class: `notice ${tone}`, role: tone === "error" ? "alert" : "status" }, ...text);

export const heading = (text) => element("h2", {}, text);


// Asks for a secret, twice when it is a new one; undefined when dismissed. `attempt` answers a sentence to ask again.
export async function secret(title, sentence, label, attempt, isNew = false) {
  const problem = element("p", { class: "problem", role: "alert" });
  const rules = isNew ? { autocomplete: "off", minlength: 8 } : { autocomplete: "current-password" };
  const entry = (text) => element("input", { type: "password", required: true, "aria-label": text, ...rules });
  const labelled = (control) => element("label", { class: "field" },
    element("span", { class: "label" }, control.getAttribute("aria-label")), control);
  const fields = isNew ? [entry("口令"), entry("再输入一次口令")] : [entry("密码")];
  const form = element("form", { method: "dialog" }, element("h2", {}, title), element("p", {}, sentence),
    ...fields.map(labelled), problem,
    element("div", { class: "form-actions" }, element("button", { class: "quiet", value: "", formnovalidate: true }, "取消"),
      element("button", { class: "primary", value: "yes" }, label)));
  const dialog = element("dialog", { "aria-label": title }, form);
  let result;
  form.addEventListener("submit", async (event) => {
    if (!event.submitter?.value) return;
    event.preventDefault();
    const typed = fields[0].value;
    event.submitter.setAttribute("aria-busy", "true");
    const said = isNew && typed !== fields[1].value ? "两次输入不一致。" : await attempt(typed).catch((error) => error.message);
    event.submitter.removeAttribute("aria-busy");
    if (said) problem.textContent = said;
    else {
      result = typed;
      dialog.close("yes");
    }
  });
  await ask(dialog);
  return result;
}

const parts = { timeZone: "Asia/Shanghai", hour12: false };
export const moment = (time) => time && new Date(time).toLocaleString("zh-CN",
  { ...parts, month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
export const clock = (time) => new Date(time).toLocaleTimeString("zh-CN", { ...parts, hour: "2-digit", minute: "2-digit" });
export const day = (text) => text?.replace(/^(\d+)-0?(\d+)-0?(\d+).*/, "$1年$2月$3日") ?? "";

// The value of a datetime-local field, in China's time whatever the phone thinks, and back.
const eight = 8 * 3_600_000;
export const local = (time) => (time ? new Date(Date.parse(time) + eight).toISOString().slice(0, 16) : "");
export const global = (text) => (text ? new Date(Date.parse(`${text}:00Z`) - eight).toISOString() : null);
