// 发现问题: what was seen of earlier findings, and the new problems with who they go to.
import { limits, newProblem, outcomes } from "./visit-record.js";
import { addPhoto } from "./visit-photo.js";
import { button, choice, confirmed, counter, day, element, field, notice, select, textarea } from "./visit-view.js";

export function findings(form) {
  const { visit, body, set, again } = form;
  const add = button("添加问题", "visit-wide", async () => {
    await set((to) => { to.problems = [...to.problems, newProblem()]; });
    again();
  });
  return [
    ...(visit.findings.length ? [element("h3", {}, `以前的问题（${visit.findings.length}）`), ...visit.findings.map((finding) => known(form, finding))] : []),
    element("h3", {}, `这次发现的问题（${body.problems.length}）`),
    ...(body.problems.length ? body.problems.map((problem, index) => entry(form, problem, index)) : [element("p", { class: "help" }, "没有发现问题就不用添加。")]),
    ...(body.problems.length < limits.problems ? [add] : [element("p", { class: "help" }, `一次最多${limits.problems}个问题。`)]),
  ];
}

function known({ app, visit, body, set, again }, finding) {
  const seen = body.knownFindings.find((one) => one.id === finding.id);
  const state = seen ? (seen.isSettled ? "settled" : "open") : "";
  const change = (what) => set((to) => {
    const others = to.knownFindings.filter((one) => one.id !== finding.id);
    const one = { id: finding.id, version: finding.version, isSettled: false, note: "", ...to.knownFindings.find((old) => old.id === finding.id), ...what };
    to.knownFindings = what ? [...others, one] : others;
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
    ...(seen ? [textarea({ maxlength: limits.text, rows: 2, "aria-label": "看到的情况", placeholder: "看到的情况" }, seen.note, (note) => change({ note }))] : []));
}

function entry({ app, visit, body, keeper, set, again }, problem, index) {
  const change = (what) => set((to) => { Object.assign(to.problems.find((one) => one.id === problem.id), what); });
  const criterion = visit.checklist?.criteria.find((one) => one.id === problem.criterion);
  const photos = body.photos.filter((photo) => photo.of === problem.id).length;
  const camera = element("input", { type: "file", accept: "image/*", capture: "environment", class: "visit-file", id: `photo-${problem.id}` });
  const said = element("p", { class: "problem", role: "alert" });
  camera.addEventListener("change", async () => {
    for (const file of camera.files) said.textContent = await addPhoto(keeper, file, problem.id) ?? "";
    if (!said.textContent) again();
  });
  const remove = button("删除这个问题", "quiet small", async () => {
    if ((problem.problem || photos) && !await confirmed("删除这个问题？", problem.problem || "还没有写内容。", "删除", "danger")) return;
    await set((to) => {
      to.problems = to.problems.filter((one) => one.id !== problem.id);
      for (const photo of to.photos) if (photo.of === problem.id) photo.of = "visit";
    });
    again();
  });
  return element("section", { class: "visit-criterion", "aria-label": `第${index + 1}个问题` },
    field(`问题${index + 1}`, textarea({ maxlength: limits.text, name: `problem-${index}` }, problem.problem, (text) => change({ problem: text })),
      criterion && `对应：${criterion.text}`),
    choice("处理方式", outcomes, problem.outcome, async (outcome) => {
      await change({ outcome });
      again();
    }),
    ...terms(app, problem, change),
    element("div", { class: "visit-actions" }, element("label", { class: "button small", for: camera.id }, photos ? `拍照（${photos}张）` : "拍照"), camera, remove), said);
}

function terms({ pack }, problem, change) {
  const requirement = field(problem.outcome === "advice" ? "整改建议" : "要求", textarea({ maxlength: limits.text, rows: 2, name: `requirement-${problem.id}` }, problem.requirement, (text) => change({ requirement: text })));
  if (problem.outcome === "settled") return [];
  if (problem.outcome === "advice") return [counter("整改期限", "天", problem.days ?? 15, limits.days, (days) => change({ days })), requirement];
  if (problem.outcome === "serious") return [requirement];
  const options = [["", "请选择"], ...pack.departments.map((one) => [one.id, one.name])];
  return [field("协商科室", select(options, problem.department, (department) => change({ department: department || null }))), requirement];
}
