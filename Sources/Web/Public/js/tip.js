// form[data-tip]: makes photos small and bare, solves the server's puzzle, then sends the form as it is.
import { zeroBits } from "./sha256.js";

for (const form of document.querySelectorAll("form[data-tip]")) {
  const note = form.querySelector("[data-tip-note]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      if (form.elements.photos?.files.length) note.textContent = "正在处理照片…";
      await shrink(form.elements.photos);
      note.textContent = "正在做安全校验，请稍候…";
      const answer = await fetch(form.dataset.tip, { headers: { Accept: "application/json" } });
      const { puzzle } = await answer.json();
      form.elements.answer.value = await solve(puzzle);
      form.elements.puzzle.value = puzzle;
      note.textContent = "正在提交…";
    } catch {
      // The page's own puzzle still counts, more slowly.
      form.elements.answer.value = "";
    }
    form.submit();
  });
  // Back from the answer: the form may be sent again.
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-busy");
    note.textContent = "";
  });
}

// What a browser cannot draw goes as it is; the server says whether it is a picture.
async function shrink(input) {
  if (!input?.files.length) return;
  const { compress } = await import("./visit-photo.js");
  const files = new DataTransfer();
  for (const file of input.files) {
    const bytes = await compress(file).catch(() => undefined);
    files.items.add(bytes ? new File([bytes], "photo.jpg", { type: "image/jpeg" }) : file);
  }
  input.files = files.files;
}

// Tries numbers until the hash of `puzzle:number` begins with enough zero bits; lets the page breathe in between.
async function solve(puzzle) {
  const bits = Number(puzzle.split(".")[1]);
  for (let number = 0; ; number += 1) {
    if (zeroBits(`${puzzle}:${number}`) >= bits) return String(number);
    if (number % 5_000 === 4_999) await new Promise((next) => setTimeout(next));
  }
}
