// The first page: my schools, those that have to be seen soonest first; and one school's page.
import { newVisit, outcomeLabel } from "./visit-record.js";
import { button, day, element, heading, input, moment, notice } from "./visit-view.js";

export const isLate = (school, today) => Boolean(school.due?.lateOn && today && school.due.lateOn <= today);
const findingsOf = (school) => school.openFindings ?? [];

export function schoolsPage(app) {
  const { pack } = app;
  const today = pack.day;
  const rank = (school) => [isLate(school, today) ? 0 : 1, school.due?.lateOn ?? "9999", school.name].join("\n");
  const schools = [...pack.schools].sort((left, right) => (rank(left) < rank(right) ? -1 : 1));
  const rows = schools.map((school) => [school, schoolRow(school, today)]);
  const list = element("ul", { class: "visit-list", role: "list" }, ...rows.map(([, row]) => row));
  const find = (typed) => {
    app.search = typed;
    for (const [school, row] of rows) row.hidden = !`${school.name}${school.code}`.includes(typed.trim());
  };
  const search = input({ type: "search", name: "search", placeholder: "学校名称", "aria-label": "查找学校" }, app.search, find);
  find(app.search ?? "");
  const late = schools.filter((school) => isLate(school, today)).length;
  const title = "我的学校";
  if (!schools.length) {
    const sentence = pack.isComplete ? "没有分给您的学校。" : "还没有取回学校名单，有网络时会自动取回。";
    return { title, content: [taken(app), notice("", sentence)] };
  }
  const lateness = late ? ["，", element("b", { class: "late-text" }, `${late}所已逾期`)] : [];
  const count = element("p", { class: "help" }, `${schools.length}所学校`, ...lateness);
  const rest = pack.left ? [notice("", `您负责的学校很多，本机只带了${schools.length}所，另有${pack.left}所请在网页上登记。`)] : [];
  return { title, content: [taken(app), ...(schools.length > 8 ? [search] : []), count, ...rest, list] };
}

function taken(app) {
  if (app.syncing) return element("div", { class: "visit-sync", role: "status" }, app.syncText(), app.syncBar());
  const { takenAt } = app.pack;
  const update = button("更新", "quiet small", () => app.sync());
  const problem = app.syncProblem ? [element("span", { class: "late-text" }, app.syncProblem)] : [];
  return element("div", { class: "visit-sync", role: "status" },
    element("span", {}, takenAt ? `数据取于${moment(takenAt)}` : "还没有数据"), ...problem, update);
}

function schoolRow(school, today) {
  const count = findingsOf(school).length;
  return element("li", {}, element("a", { class: "visit-row", href: `#/school/${school.id}` },
    element("b", {}, school.name),
    ...urgency(school, today),
    element("small", {}, duty(school), ...(count ? [element("span", { class: "visit-count" }, `未销号问题${count}个`)] : []))));
}

// Late, or late within a week unless somebody goes.
function urgency(school, today) {
  if (isLate(school, today)) return [element("span", { class: "visit-mark late" }, "已逾期")];
  const left = Math.round((Date.parse(school.due?.lateOn) - Date.parse(today)) / 86_400_000);
  return left <= 7 ? [element("span", { class: "visit-mark soon" }, left === 1 ? "今天到期" : `还有${left - 1}天`)] : [];
}

function duty({ due }) {
  if (!due) return "";
  const law = due.law ? [`本学期${due.law.done}/${due.law.needed}次`] : [];
  const local = due.local ? [`本月${due.local.done}/${due.local.needed}次`] : [];
  return [...local, ...law].join(" · ");
}

export function schoolPage(app, id) {
  const { pack } = app;
  const school = pack.schools.find((one) => one.id === id);
  if (!school) {
    return { title: "学校", back: "#/", content: [notice("warning", "这所学校不在本机的数据里，可能已经划到别的责任区。")] };
  }
  const start = (task) => app.start(newVisit(school, pack, task, app.vault.owner.kind));
  const tasks = pack.tasks.filter((task) => task.school === id);
  const drafts = app.visits.filter((visit) => visit.body.school === id && visit.state === "draft");
  const late = isLate(school, pack.day) ? [element("b", { class: "late-text" }, " 已逾期")] : [];
  return {
    title: school.name, back: "#/",
    content: [
      element("dl", { class: "visit-facts" }, ...fact("督导次数", element("span", {}, duty(school), ...late)),
        ...fact("地址", school.address), ...fact("联系人", contact(school))),
      ...section("没有写完的记录", drafts.map(draftRow)),
      ...section("计划任务", tasks.map((task) => taskRow(pack, task, () => start(task)))),
      heading(`未销号问题（${findingsOf(school).length}）`), findingsList(school),
      heading("最近督导"), visitsList(school),
    ],
    bottom: beginning(school, tasks, start),
  };
}

// Somebody else's school is open for its task only.
function beginning(school, tasks, start) {
  if (school.isOwn === false) return undefined;
  return tasks.length ? button("开始计划外督导", "visit-wide", () => start())
    : button("开始督导", "primary visit-wide", () => start());
}

const rowsOf = (rows) => element("ul", { class: "visit-list", role: "list" }, ...rows);
const section = (title, rows) => (rows.length ? [heading(title), rowsOf(rows)] : []);

function taskRow({ checklists, day: today }, task, start) {
  const checklist = checklists.find((one) => one.version === task.checklist);
  return element("li", { class: "visit-row" },
    element("b", {}, task.theme || checklist?.theme || checklist?.title || "到校督导"),
    element("small", {}, `${task.isJoint ? "联合督导 · " : ""}${day(task.fromDay)}至${day(task.dueOn)}`),
    ...(task.fromDay > today ? [element("small", {}, "还没有到开始的日子。")] : [button("按任务开始", "primary", start)]));
}

// Who receives inspectors there; a touch on the number calls it.
function contact({ contactName, contactPhone }) {
  if (!contactPhone) return contactName;
  const number = element("a", { href: `tel:${contactPhone.replace(/转/g, ",").replace(/[^\d+,]/g, "")}` }, contactPhone);
  return element("span", {}, contactName ? `${contactName} ` : "", number);
}

const fact = (label, value) => (value ? [element("dt", {}, label), element("dd", {}, value)] : []);

const draftRow = (visit) => element("li", {}, element("a", { class: "visit-row", href: `#/visit/${visit.id}` },
  element("b", {}, visit.body.theme || "到校督导"), element("small", {}, `${moment(visit.changedAt)}改过`)));

const joined = (...words) => words.filter(Boolean).join(" · ");

function findingsList(school) {
  if (!findingsOf(school).length) return element("p", { class: "help" }, "没有。");
  return rowsOf(findingsOf(school).map((finding) => element("li", { class: "visit-row" },
    element("b", {}, finding.problem),
    ...(finding.isLate ? [element("span", { class: "visit-mark late" }, "已逾期")] : []),
    element("small", {}, joined(finding.number, finding.state, finding.dueOn && `期限${day(finding.dueOn)}`)))));
}

function visitsList(school) {
  if (!school.lastVisits?.length) return element("p", { class: "help" }, "没有记录。");
  return rowsOf(school.lastVisits.map((visit) => element("li", { class: "visit-row" },
    element("b", {}, day(visit.on)), element("small", {}, joined(visit.by, visit.theme, outcomeLabel(visit.outcome))))));
}
