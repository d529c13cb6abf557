// A plan's wall chart: a[data-window] is dragged by whole weeks, its .p-grip moves one end. Dropping opens the dialog
// #plan-move, which asks for the reason and may change the days once more; nothing moves before it is sent.
const chart = document.querySelector("svg[data-plan-chart]");
const dialog = document.querySelector("dialog#plan-move");

const day = (text, weeks) => {
  if (!text) return "";
  const moved = new Date(`${text}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + 7 * weeks);
  return moved.toISOString().slice(0, 10);
};

const chinese = (text) => {
  const [year, month, date] = text.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

const chinesePeriod = (start, end) => (start && start !== end ? `${chinese(start)}至${chinese(end)}` : chinese(end));

function days(bar, edge, weeks) {
  const { start, end } = bar.dataset;
  if (edge === "start") return [day(start || end, weeks) > end ? end : day(start || end, weeks), end];
  if (edge === "end") return [start, day(end, weeks) < start ? start : day(end, weeks)];
  return [day(start, weeks), day(end, weeks)];
}

function open(bar, [start, end]) {
  const form = dialog.querySelector("form");
  form.action = `/plan-windows/${bar.dataset.window}/move`;
  form.elements.version.value = bar.dataset.version;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.reason.value = "";
  dialog.querySelector("[data-move-name]").textContent = bar.dataset.name;
  dialog.querySelector("[data-move-was]").textContent = chinesePeriod(bar.dataset.start, bar.dataset.end);
  dialog.showModal();
  form.elements.reason.focus();
}

function drag(bar, down) {
  const edge = down.target.dataset.edge ?? "";
  const rect = bar.querySelector("rect");
  const [left, width, week] = [rect.x.baseVal.value, rect.width.baseVal.value, Number(chart.dataset.week)];
  const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
  let weeks = 0;

  const move = (event) => {
    const next = Math.round((event.clientX - down.clientX) / (week * scale));
    if (next === weeks) return;
    weeks = next;
    bar.classList.toggle("dragged", weeks !== 0);
    const shift = weeks * week;
    rect.setAttribute("x", edge === "end" ? left : Math.min(left + shift, edge ? left + width - week + 2 : Infinity));
    rect.setAttribute("width", Math.max(week - 2, width + (edge === "end" ? shift : edge ? -shift : 0)));
  };
  const drop = (event) => {
    bar.removeEventListener("pointermove", move);
    bar.removeEventListener("pointerup", drop);
    bar.removeEventListener("pointercancel", drop);
    rect.setAttribute("x", left);
    rect.setAttribute("width", width);
    bar.classList.remove("dragged");
    if (event.type === "pointercancel" || weeks === 0) return;
    // The link under the bar is not what was meant.
    const stay = (click) => click.preventDefault();
    bar.addEventListener("click", stay);
    setTimeout(() => bar.removeEventListener("click", stay));
    open(bar, days(bar, edge, weeks));
  };
  bar.setPointerCapture(down.pointerId);
  bar.addEventListener("pointermove", move);
  bar.addEventListener("pointerup", drop);
  bar.addEventListener("pointercancel", drop);
}

if (chart && dialog) {
  document.querySelector("[data-plan-hint]").hidden = false;
  for (const bar of chart.querySelectorAll("a[data-window]")) {
    bar.addEventListener("dragstart", (event) => event.preventDefault());
    bar.addEventListener("pointerdown", (event) => event.button === 0 && drag(bar, event));
  }
  dialog.querySelector("[data-move-cancel]").addEventListener("click", () => dialog.close());
}
