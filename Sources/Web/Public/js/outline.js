// form[data-outline]: rows of a tree are dragged by a grip to another place; the buttons do the same without it.
import { element } from "./element.js";

class Outline {
  constructor(form) {
    this.form = form;
    this.rows = [...form.querySelectorAll("tr[data-node]")];
    for (const row of this.rows) this.addGrip(row);
  }

  addGrip(row) {
    const grip = element("span", { class: "grip", "aria-hidden": "true", title: "拖动到别处" }, "⠿");
    row.querySelector("th").prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      this.begin(row);
    });
    grip.addEventListener("pointermove", (event) => this.over(event));
    grip.addEventListener("pointerup", (event) => { this.over(event); this.drop(); });
    grip.addEventListener("pointercancel", () => this.end());
  }

  begin(row) {
    this.dragged = row;
    row.classList.add("dragged");
  }

  // The row below the pointer, and whether its upper part, its middle or its lower part is meant.
  over({ clientX, clientY }) {
    if (!this.dragged) return;
    this.clear();
    this.target = undefined;
    const row = document.elementFromPoint(clientX, clientY)?.closest("tr[data-node]");
    if (!row || row === this.dragged || !this.form.contains(row)) return;
    const box = row.getBoundingClientRect();
    const share = (clientY - box.top) / box.height;
    const isGroup = "group" in row.dataset;
    const where = isGroup && share > 0.3 ? "inside" : share < 0.5 ? "before" : "after";
    row.classList.add(`drop-${where}`);
    this.target = { row, where };
  }

  drop() {
    const { dragged, target } = this;
    this.end();
    if (dragged && target) this.send(dragged, this.place(target));
  }

  // Which group, and before which of its nodes; none means at its end.
  place({ row, where }) {
    if (where === "inside") return { under: row.dataset.node, before: "" };
    const { under } = row.dataset;
    if (where === "before") return { under, before: row.dataset.node };
    const beside = this.rows.filter((other) => other.dataset.under === under);
    return { under, before: beside[beside.indexOf(row) + 1]?.dataset.node ?? "" };
  }

  // The tree's own form goes along, so that weights typed before are kept.
  send(dragged, { under, before }) {
    for (const [name, value] of Object.entries({ under, before })) {
      this.form.append(element("input", { type: "hidden", name, value }));
    }
    const action = `${this.form.getAttribute("action").replace(/\/weights$/, "")}/nodes/${dragged.dataset.node}/place`;
    const button = element("button", { hidden: true, formaction: action });
    this.form.append(button);
    this.form.requestSubmit(button);
  }

  clear() {
    for (const row of this.rows) row.classList.remove("drop-before", "drop-after", "drop-inside");
  }

  end() {
    this.clear();
    this.dragged?.classList.remove("dragged");
    this.dragged = undefined;
    this.target = undefined;
  }
}

for (const form of document.querySelectorAll("form[data-outline]")) new Outline(form);
