// A plan's document beside what was read from it: data-span="name" on a link lights up the pieces of the document whose
// data-at holds that name; a piece lights up its item. Selected text goes into form[data-passage].
const pane = document.querySelector("[data-plan-review]");

const pieces = (name) => pane.querySelectorAll(`[data-at~="${CSS.escape(name)}"]`);

function light(name) {
  for (const lit of pane.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const piece of name ? pieces(name) : []) piece.classList.add("lit");
}

function reveal(name) {
  light(name);
  const source = pane.querySelector(".plan-source");
  const piece = pieces(name)[0];
  if (!piece) return;
  if (getComputedStyle(source).position === "sticky") {
    source.scrollTo({ top: source.scrollTop + piece.getBoundingClientRect().top - source.getBoundingClientRect().top - 80 });
  } else {
    piece.scrollIntoView({ block: "center" });
  }
}

if (pane) {
  for (const kind of ["mouseover", "focusin"]) {
    pane.addEventListener(kind, (event) => {
      const link = event.target.closest("[data-span]");
      if (link) light(link.dataset.span);
    });
  }
  // Flags stand above the pane, so clicks are taken from the whole page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-span]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    reveal(link.dataset.span);
  });
  pane.querySelector(".plan-text").addEventListener("mouseup", () => {
    const field = document.querySelector("form[data-passage] textarea");
    const words = String(getSelection()).trim();
    if (!field || words.length < 4) return;
    field.value = words;
    field.closest("details").open = true;
  });
}
