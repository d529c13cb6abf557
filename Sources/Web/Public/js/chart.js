// Draws each figure[data-chart] from its data block with ECharts and offers the picture as PNG. The library is fetched
// only where there is something to draw; without it the table stays, which says the same.
import { element } from "./element.js";
import { option } from "./chart-option.js";

const library = "../vendor/echarts.min.js";
let loading;

function load() {
  loading ??= new Promise((done, failed) => {
    const script = element("script", { src: new URL(library, import.meta.url).href });
    script.addEventListener("load", () => done(window.echarts));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}

async function draw(figure) {
  if (figure.dataset.drawn) return;
  figure.dataset.drawn = "begun";
  const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  let echarts;
  try {
    echarts = await load();
  } catch {
    figure.querySelector("details")?.setAttribute("open", "");
    return;
  }
  const holder = figure.querySelector(".chart-picture");
  holder.classList.add(data.kind);
  if (data.kind === "bars") holder.style.height = `${height(data)}px`;
  const chart = echarts.init(holder, null, { renderer: "canvas" });
  const fit = () => {
    chart.setOption(option(data, holder.clientWidth), true);
    chart.resize();
  };
  fit();
  new ResizeObserver(fit).observe(holder);
  chart.on("click", ({ seriesIndex, dataIndex }) => {
    const link = data.series[seriesIndex]?.links[dataIndex];
    if (link) location.assign(link);
  });
  // Paper is narrower than the screen; the browser takes the picture at once, so it is painted at once.
  addEventListener("beforeprint", () => {
    chart.resize({ width: Math.min(holder.clientWidth, 660) });
    chart.getZr().flush();
  });
  addEventListener("afterprint", fit);
  figure.dataset.drawn = "yes";
  // Where the server draws the same picture, its links stand there.
  if (figure.querySelector(".chart-files")) return;
  const save = element("button", { type: "button", class: "quiet small no-print" }, "下载图片");
  save.addEventListener("click", () => download(echarts, data));
  figure.querySelector("figcaption").append(save);
}

const height = (data) => 64 + data.categories.length * (data.layout !== "beside" ? 26 : 14 + 12 * data.series.length);

// The picture is drawn apart, the same size on every screen and with its title.
function download(echarts, data) {
  const aside = element("div");
  const chart = echarts.init(aside, null, { renderer: "canvas", width: 1000, height: data.kind === "bars" ? height(data) + 48 : 480 });
  chart.setOption(option(data, 1000, data.title));
  const picture = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#fff" });
  chart.dispose();
  const bytes = Uint8Array.from(atob(picture.split(",")[1]), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  const link = element("a", { href: address, download: `${data.title}.png` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const drawAll = (within) => within.querySelectorAll("figure[data-chart]").forEach(draw);

drawAll(document);
// A part of the page that came later, such as the wall's next minute.
document.addEventListener("shown", (event) => drawAll(event.target));
document.addEventListener("htmx:afterSettle", (event) => drawAll(event.target));
