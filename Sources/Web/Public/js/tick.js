// Ticks every box of a list: data-tick-all on a box ticks those of its own table, or of its form.
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-tick-all]");
  if (!all) return;
  const table = all.closest("table");
  const boxes = table
    ? table.querySelectorAll("tbody .tick input[type=checkbox]")
    : document.querySelectorAll(`.tick input[form="${all.form.id}"]`);
  for (const box of boxes) box.checked = all.checked;
});
