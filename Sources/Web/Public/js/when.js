// [data-when="field"][data-is="a b"]: shown only while that field of the form has one of these values.
for (const part of document.querySelectorAll("[data-when]")) {
  const form = part.closest("form");
  const show = () => {
    const value = new FormData(form).get(part.dataset.when) ?? "";
    part.hidden = !part.dataset.is.split(" ").includes(value);
  };
  form.addEventListener("change", show);
  show();
}
