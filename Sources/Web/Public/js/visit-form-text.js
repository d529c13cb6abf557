// Two steps of a visit that are words and numbers: 基本情况 and 督导纪实.
import { counters, limits, planned } from "./visit-record.js";
import { bound, button, choice, counter, element, field, global, input, local, notice, textarea } from "./visit-view.js";

const kinds = { routine: "责任督学到校督导", office: "督导室随访督导" };

export function basics({ app, body, visit, set, again }) {
  const { pack } = app;
  const plan = element("datalist", { id: "visit-themes" }, ...planned(pack).map((one) => element("option", { value: one.title })));
  const theme = input({ maxlength: limits.name, name: "theme", list: plan.id }, body.theme, (typed) =>
    set((to) => { to.theme = typed; }));
  const announced = bound(element("input", { type: "checkbox" }), (is) => set((to) => { to.isAnnounced = is; }));
  announced.checked = body.isAnnounced;
  const time = (name, label) => {
    const put = (moment) => set((to) => { to[name] = moment; });
    const control = input({ type: "datetime-local", name }, local(body[name]), (typed) => put(global(typed)));
    const now = button("现在", "small", async () => {
      await put(new Date().toISOString());
      control.value = local(body[name]);
    });
    return element("div", { class: "visit-inline" }, field(label, control), now);
  };
  return [
    element("p", { class: "help" }, kinds[body.kind]),
    field("主题", theme, ...themeHelp(pack, body)), plan,
    ...checklistChoice(visit, pack, body, set, again),
    element("label", { class: "visit-choice" }, announced, element("span", {}, "事先通知了学校")),
    time("startedAt", "开始时间"), time("endedAt", "结束时间"),
    companions(pack, body, set, again), place(body, set, again),
  ];
}

// What the office planned for this month; another theme is allowed and will be marked.
function themeHelp(pack, body) {
  const titles = planned(pack).map((one) => one.title);
  return titles.length && !body.task ? [`本月计划：${titles.join("、")}；不按计划的照常登记，会标注。`] : [];
}

function checklistChoice(visit, pack, body, set, again) {
  if (visit.checklist && body.answers.length) {
    return [element("p", { class: "help" }, `督导清单：${visit.checklist.title}（已开始填写，不能再换）`)];
  }
  const about = ({ month, isRequired }) => [month && `${month.replace("-", "年")}月`, isRequired && "必做"];
  const options = [...new Map(pack.checklists.map((one) => [one.version, one])).values()]
    .map((one) => [one.version, one.title, about(one).filter(Boolean).join(" · ")]);
  if (!options.length) return [];
  return [choice("督导清单", [...options, ["", "不用清单"]], body.checklist ?? "", async (version) => {
    visit.checklist = pack.checklists.find((one) => one.version === version);
    await set((to) => {
      to.checklist = version || null;
      to.theme ||= visit.checklist?.theme ?? "";
    });
    again();
  })];
}

function companions(pack, body, set, again) {
  const names = pack.colleagues.map((one) => element("option", { value: one.name }));
  const list = element("datalist", { id: "visit-colleagues" }, ...names);
  const typed = element("input", { list: list.id, maxlength: limits.name, autocomplete: "off", name: "companion" });
  const add = button("添加", "", async () => {
    const name = typed.value.trim();
    if (!name || body.companions.includes(name) || body.companions.length >= limits.companions) return;
    await set((to) => { to.companions = [...to.companions, name]; });
    again();
  });
  const chips = body.companions.map((name) => button(`${name} ✕`, "small", async () => {
    await set((to) => { to.companions = to.companions.filter((other) => other !== name); });
    again();
  }));
  return element("div", {}, element("div", { class: "visit-inline" }, field("同行人员", typed), add), list,
    element("div", { class: "visit-actions" }, ...chips));
}

function place(body, set, again) {
  const problem = element("p", { class: "problem", role: "alert" });
  const found = body.location ? `已定位，误差约${Math.round(body.location.accuracy)}米` : "没有定位（可以不定位，记录会注明）";
  const locate = button(body.location ? "重新定位" : "定位", "", async () => {
    const location = await position();
    if (location) {
      await set((to) => { to.location = location; });
      again();
    } else problem.textContent = "没有定位成功，可以继续填写。";
  });
  return element("div", {}, element("div", { class: "visit-inline" }, element("p", {}, found), locate), problem);
}

// Undefined where the phone does not say; a form that was left meanwhile takes no place any more.
const position = () => new Promise((done) => {
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude: lat, longitude: lon, accuracy } }) => done({ lat, lon, accuracy: Math.round(accuracy) }),
    () => done(undefined), { enableHighAccuracy: true, timeout: 20_000 });
});

export function record({ body, set }) {
  const left = element("small", {}, `${body.record.length}/${limits.record}字`);
  const text = textarea({ rows: 9, maxlength: limits.record, name: "record" }, body.record, (typed) => {
    set((to) => { to.record = typed; });
    left.textContent = `${typed.length}/${limits.record}字`;
  });
  return [
    field("经过和看到的情况", text, "到了哪里、看了什么、和谁谈了、发现了什么。"), left,
    ...counters.map(([name, label, unit]) =>
      counter(label, unit, body.counters[name], limits.counter, (value) => set((to) => { to.counters[name] = value; }))),
    field("好的做法", textarea({ maxlength: limits.text, name: "practice" }, body.practice,
      (typed) => set((to) => { to.practice = typed; }))),
    ...(body.endedAt ? [] : [notice("", "离校时请在“基本情况”里记下结束时间。")]),
  ];
}
