// A heat map, [data-heat]: a finger has no hover, so the first tap on a cell says who was there and a second one opens it.
const heat = document.querySelector("[data-heat]");

if (heat) {
  let pointer = "mouse";
  let shown;
  const said = document.createElement("div");
  said.className = "heat-said no-print";
  said.setAttribute("role", "status");
  said.hidden = true;
  document.body.append(said);
  heat.addEventListener("pointerdown", (event) => { pointer = event.pointerType; });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-heat] td.m a[title]");
    if (!link || pointer === "mouse" || event.detail === 0 || link === shown) {
      if (!said.contains(event.target)) said.hidden = true;
      return;
    }
    event.preventDefault();
    shown = link;
    const open = document.createElement("a");
    open.href = link.href;
    open.textContent = "打开";
    said.replaceChildren(link.title, open);
    said.hidden = false;
  });
}
