// 发现问题: what was seen of earlier findings, and the new problems with who they go to.
import { limits, newProblem, outcomes } from "./visit-record.js";
import { addPhotos } from "./visit-photo.js";
import { button, choice, confirmed, counter, day, element, field, notice, on, select, textarea } from "./visit-view.js";

export function findings(form) {
  const { visit, body, set, again } = form;
  const add = button("添加问题", "visit-wide", async () => {
    await set((to) => { to.problems = [...to.problems, newProblem()]; });
    again();
  });
  const help = (sentence) => element("p", { class: "help" }, sentence);
  const earlier = visit.findings.map((finding) => known(form, finding));
  const entries = body.problems.map((problem, index) => entry(form, problem, index));
  return [
    ...(earlier.length ? [element("h3", {}, `以前的问题（${earlier.length}）`), ...earlier] : []),
    element("h3", {}, `这次发现的问题（${entries.length}）`),
    ...(entries.length ? entries : [help("没有发现问题就不用添加。")]),
    entries.length < limits.problems ? add : help(`一次最多${limits.problems}个问题。`),
  ];
}

const noted = { maxlength: limits.text, rows: 2, "aria-label": "看到的情况", placeholder: "看到的情况" };

function known({ app, visit, body, set, again }, finding) {
  const seen = body.knownFindings.find((one) => one.id === finding.id);
  const state = seen ? (seen.isSettled ? "settled" : "open") : "";
  const change = (what) => set((to) => {
    const others = to.knownFindings.filter((one) => one.id !== finding.id);
    const before = to.knownFindings.find((one) => one.id === finding.id) ?? { isSettled: false, note: "" };
    const now = { id: finding.id, version: finding.version, ...before, ...what };
    to.knownFindings = what ? [...others, now] : others;
  });
  const pack = app.pack.schools.find((school) => school.id === visit.body.school);
  const gone = app.pack.isComplete && pack && !pack.openFindings?.some((one) => one.id === finding.id);
  return element("div", { class: "visit-criterion" },
    ...(gone ? [notice("warning", "这个问题已经销号；看到的情况仍会保留，由督导室确认。")] : []),
    choice(`${finding.number ?? ""} ${finding.problem}${finding.dueOn ? `（期限${day(finding.dueOn)}）` : ""}`,
      [["settled", "看到已整改"], ["open", "还没有整改好"]], state, async (chosen) => {
        await change(chosen ? { isSettled: chosen === "settled" } : undefined);
        again();
      }, true),
    ...(seen ? [textarea(noted, seen.note, (note) => change({ note }))] : []));
}

function entry({ app, visit, body, keeper, set, again }, problem, index) {
  const change = (what) => set((to) => { Object.assign(to.problems.find((one) => one.id === problem.id), what); });
  const criterion = visit.checklist?.criteria.find((one) => one.id === problem.criterion);
  const photos = body.photos.filter((photo) => photo.of === problem.id).length;
  const id = `photo-${problem.id}`;
  const camera = element("input", { type: "file", accept: "image/*", capture: "environment", class: "visit-file", id });
  const said = element("p", { class: "problem", role: "alert" });
  on(camera, "change", async () => {
    said.textContent = (await addPhotos(keeper, camera.files, { of: problem.id })).join("");
    if (!said.textContent) again();
  });
  const remove = button("删除这个问题", "quiet small", async () => {
    const isEmpty = !problem.problem && !photos;
    if (!isEmpty && !await confirmed("删除这个问题？", problem.problem || "还没有写内容。", "删除", "danger")) return;
    await set((to) => {
      to.problems = to.problems.filter((one) => one.id !== problem.id);
      for (const photo of to.photos) if (photo.of === problem.id) photo.of = "visit";
    });
    again();
  });
  return element("section", { class: "visit-criterion", "aria-label": `第${index + 1}个问题` },
    field(`问题${index + 1}`, words(`problem-${index}`, problem.problem, (text) => change({ problem: text })),
      criterion && `对应：${criterion.text}`),
    choice("处理方式", outcomes, problem.outcome, async (outcome) => {
      await change({ outcome });
      again();
    }),
    ...terms(app, visit, problem, change),
    element("div", { class: "visit-actions" },
      element("label", { class: "button small", for: id }, photos ? `拍照（${photos}张）` : "拍照"), camera, remove), said);
}

const words = (name, value, tell) => textarea({ maxlength: limits.text, rows: 2, name }, value, tell);

function terms({ pack }, visit, problem, change) {
  if (problem.outcome === "settled") return [];
  const label = problem.outcome === "advice" ? "整改建议" : "要求";
  const text = words(`requirement-${problem.id}`, problem.requirement, (requirement) => change({ requirement }));
  const requirement = field(label, text);
  if (problem.outcome === "serious") return [requirement];
  if (problem.outcome === "advice") {
    return [counter("整改期限", "天", problem.days ?? 15, limits.days, (days) => change({ days })), requirement];
  }
  // Those that the office of the school has; of a school that is not here any more, any may be meant.
  const office = pack.schools.find((one) => one.id === visit.body.school)?.office;
  const departments = pack.departments.filter((one) => office === undefined || one.office === office);
  const options = [["", "由督导室确定"], ...departments.map((one) => [one.id, one.name])];
  const department = select(options, problem.department, (chosen) => change({ department: chosen || null }));
  return [field("协商科室", department), requirement];
}
