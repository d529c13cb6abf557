// What ECharts is told of one chart: colours and faces are those of the style sheets. The tooltip is drawn on the
// canvas, because markup of the library's making would break the content policy.
const tones = { accent: "--accent", good: "--good", warn: "--warn", late: "--late", neutral: "--line-strong", violet: "--violet", teal: "--teal" };

export function option(data, width, title) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const text = { color: colour("--ink-soft"), fontFamily: colour("--face"), fontSize: 12 };
  const isLying = data.kind === "bars";
  const isNarrow = width < 480;
  const isCloud = data.kind === "points";
  const hasParts = data.unit === "%" || data.series.some(({ values }) => values.some((value) => value % 1));
  const names = {
    type: "category", data: data.categories, inverse: isLying, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("--line-strong") } },
    axisLabel: { ...text, ...(isLying ? { width: isNarrow ? 88 : 200, overflow: "truncate" } : { hideOverlap: true }) },
  };
  const values = {
    type: "value", minInterval: hasParts ? undefined : 1, axisLabel: text,
    max: data.level === null || isCloud ? undefined : ({ max }) => (max > data.level ? undefined : Number((data.level * 1.1).toPrecision(2))),
    splitLine: { lineStyle: { color: colour("--line") } },
  };
  const places = {
    type: "value", name: data.across, nameLocation: "middle", nameGap: 28, nameTextStyle: text, scale: true, axisLabel: text,
    axisLine: { lineStyle: { color: colour("--line-strong") } }, splitLine: { show: false },
  };
  return {
    animation: false,
    textStyle: text,
    title: title ? { text: title, left: "center", top: 8, textStyle: { ...text, color: colour("--ink"), fontSize: 16 } } : undefined,
    legend: { show: data.series.length > 1, top: title ? 36 : 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text },
    tooltip: {
      trigger: isCloud ? "item" : "axis", renderMode: "richText", confine: true, axisPointer: { type: data.kind === "lines" ? "line" : "shadow" },
      formatter: isCloud ? ({ data: [place, value, name] }) => `${name}\n${data.across} ${place}\n${value} ${data.unit}` : undefined,
      valueFormatter: (value) => (value ?? null) === null ? "—" : `${value} ${data.unit}`,
    },
    grid: { left: 8, right: 24, top: (title ? 40 : 0) + (data.series.length > 1 ? 36 : 12), bottom: isCloud ? 32 : 8, containLabel: true },
    xAxis: isCloud ? places : isLying ? values : names,
    yAxis: isLying ? names : values,
    series: data.series.map((series, place) => one(series, place, data, colour, text)),
  };
}

function one(series, place, data, colour, text) {
  const tone = colour(tones[series.tone] ?? tones.accent);
  if (data.kind === "points") return cloud(series, data, tone, colour);
  const isLine = data.kind === "lines" || series.isLine;
  return {
    name: series.name, data: series.values, type: isLine ? "line" : "bar",
    stack: data.layout === "stacked" && !isLine ? "all" : undefined,
    barGap: data.layout === "over" ? "-100%" : "10%",
    itemStyle: { color: tone }, lineStyle: { color: tone, width: 2 }, symbolSize: 6, barMaxWidth: 18,
    label: { show: data.kind === "bars" && data.layout === "beside", position: "right", ...text },
    // Of lines the first carries it; a line over columns leaves it to them.
    markLine: data.level === null || (isLine && (data.kind !== "lines" || place > 0)) ? undefined : mark(data, colour, data.kind === "bars" ? "xAxis" : "yAxis"),
  };
}

function cloud(series, data, tone, colour) {
  const level = data.level === null ? undefined : mark(data, colour, "yAxis");
  return {
    name: series.name, type: "scatter", symbolSize: 9, itemStyle: { color: tone, opacity: 0.8 }, markLine: level,
    data: series.values.map((value, index) => [series.places[index], value ?? "-", data.categories[index]]),
  };
}

// A line at the level that a standard sets.
function mark(data, colour, axis) {
  return {
    silent: true, symbol: "none", lineStyle: { color: colour("--ink-soft"), type: "dashed" }, data: [{ [axis]: data.level }],
    label: { formatter: `${data.level}`, position: axis === "xAxis" ? "start" : "insideEndTop", color: colour("--ink-soft") },
  };
}
