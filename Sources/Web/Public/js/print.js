// A button that opens the browser's print window: data-print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
