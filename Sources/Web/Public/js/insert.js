// Puts an office's phrase into a field: data-insert="field's id" on the button that stands before the phrase.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const field = button.closest("form")?.elements.namedItem(button.dataset.insert)
    ?? document.getElementById(button.dataset.insert);
  const words = button.parentElement.querySelector("span")?.textContent;
  if (!field || !words) return;
  field.value = field.value ? `${field.value.trimEnd()}\n${words}` : words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
