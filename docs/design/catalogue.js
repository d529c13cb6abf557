// Shows the markup of each example below it, so that the catalogue holds every example once.
for (const example of document.querySelectorAll("[data-example]")) {
  const lines = example.innerHTML.replace(/^\n+|\s+$/g, "").split("\n");
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.match(/^ */)[0].length));
  const details = document.createElement("details");
  details.className = "explain no-print";
  details.append(document.createElement("summary"), document.createElement("pre"));
  details.firstChild.textContent = "标记";
  details.lastChild.textContent = lines.map((line) => line.slice(indent)).join("\n");
  example.after(details);
}
