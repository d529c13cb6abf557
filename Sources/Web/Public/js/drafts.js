// What was typed and not yet accepted, kept in this browser per account, page and form.
export class Draft {
  constructor(form, name) {
    this.form = form;
    const account = document.querySelector("[data-account]")?.dataset.account ?? "";
    this.key = `dudao:draft:${account}:${location.pathname}:${name}`;
  }

  get values() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  // A full or forbidden store must not stop anybody from typing.
  keep(values) {
    try {
      if (Object.keys(values).length) localStorage.setItem(this.key, JSON.stringify(values));
      else localStorage.removeItem(this.key);
    } catch { /* the page still holds the text */ }
  }

  clear() { this.keep({}); }

  // Fills the fields that differ and answers their names.
  restore() {
    const restored = [];
    for (const [name, kept] of Object.entries(this.values)) {
      const fields = fieldsNamed(this.form, name);
      if (!fields.length || same(valuesOf(this.form, name), kept)) continue;
      for (const field of fields) put(field, kept);
      restored.push(name);
    }
    return restored;
  }
}

export const isTyped = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
export const valuesOf = (form, name) => new FormData(form).getAll(name).map(String);
export const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

const fieldsNamed = (form, name) => [...form.elements].filter((field) => field.name === name && isTyped(field));

function put(field, values) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
  else field.value = values[0] ?? "";
}
