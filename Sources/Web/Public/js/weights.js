// form[data-outline]: adds the typed weights up while they are typed, and warns before they are left behind.

// Ten-thousandths, as the server counts, so that sums are exact.
const scaled = (text) => (/^\d{1,5}(\.\d{0,4})?$/.test(text.trim()) ? Math.round(Number(text) * 10_000) : undefined);
const plain = (value) => String(value / 10_000);

for (const form of document.querySelectorAll("form[data-outline]")) {
  const rows = [...form.querySelectorAll("tr[data-node]")];
  const weightOf = (row) => scaled(row.querySelector("input[name^='weight.']").value || "0");
  const below = (number) => rows.filter((row) => row.dataset.under === number);
  const sum = (list) => list.reduce((total, row) => total + (weightOf(row) ?? 0), 0);

  const tell = () => {
    for (const output of form.querySelectorAll("output[data-sum]")) {
      const number = output.dataset.sum;
      const total = sum(below(number));
      const own = number && weightOf(rows.find((row) => row.dataset.node === number));
      const differs = number !== "" && own !== total;
      const gap = own === undefined ? "" : `，${total < own ? "少" : "多"}${plain(Math.abs(own - total))}`;
      output.textContent = differs ? plain(total) + gap : plain(total);
      output.classList.toggle("late-text", differs);
    }
  };

  let isDirty = false;
  form.addEventListener("input", () => { isDirty = true; tell(); });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
}
