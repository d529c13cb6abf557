// The marks of a wording: a button puts one where the cursor is, and each says how often it is used while one types.
const table = document.querySelector("[data-marks]");

if (table) {
  const form = table.closest("form");
  const fields = ["title", "body"].map((name) => form.elements.namedItem(name));
  let last = fields[1];
  for (const field of fields) {
    field.addEventListener("focus", () => { last = field; });
    field.addEventListener("input", count);
  }
  table.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]")?.dataset.mark;
    if (!mark) return;
    last.setRangeText(mark, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
  });
  count();

  function count() {
    const words = fields.map((field) => field.value).join("\n");
    for (const output of table.querySelectorAll("[data-mark-count]")) {
      output.value = words.split(output.dataset.markCount).length - 1;
    }
  }
}
