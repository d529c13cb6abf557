// One visit as the device keeps it: what will be sent, the checklist it was made with, and where it stands.
import { commandID } from "./element.js";

export const outcomes = [
  ["settled", "小问题现场反馈", "当场已经改正"],
  ["advice", "发整改建议", "由学校在0–30天内整改"],
  ["consult", "向科室协商", "需要职能部门解决"],
  ["serious", "上报督导办", "严重问题，立即上报"],
];
export const outcomeLabel = (outcome) => outcomes.find(([value]) => value === outcome)?.[1] ?? "无意见";
export const counters = [
  ["lessons", "听课", "节"], ["talks", "座谈走访", "次"], ["files", "查阅资料", "份"], ["questionnaires", "问卷调查", "份"],
  ["patrols", "校园巡视", "次"],
];
export const marks = ["基本", "清单", "问题", "纪实", "照片", "核对"];
export const steps = ["基本情况", "督导清单", "发现问题", "督导纪实", "现场照片", "核对完成"];
export const limits = {
  record: 20_000, text: 2_000, name: 100, companions: 20, problems: 50, photos: 40, days: 30, counter: 999,
};

// What is planned for this month, what has to be done first; without any, a visit is made without a plan.
export const planned = ({ themes, day }) => themes.filter((one) => one.month === day?.slice(0, 7))
  .sort((left, right) => Number(right.isRequired) - Number(left.isRequired));

// `kind` is 责任督学 or 随访 by who goes, never by the school.
export function newVisit(school, pack, task, kind = "routine") {
  const theme = task ?? planned(pack)[0];
  const checklist = pack.checklists.find((one) => one.version === theme?.checklist);
  const now = new Date().toISOString();
  const findings = (school.openFindings ?? []).map((finding) => ({ ...finding }));
  return {
    id: commandID(), state: "draft", createdAt: now, changedAt: now, schoolName: school.name, checklist, findings, step: 0,
    body: {
      school: school.id, task: task?.id ?? null, kind,
      checklist: checklist?.version ?? null, theme: (task ? task.theme || checklist?.theme : theme?.title) || "", isAnnounced: false, companions: [],
      startedAt: now, endedAt: null, location: null, record: "",
      counters: Object.fromEntries(counters.map(([name]) => [name, 0])),
      answers: [], practice: "", problems: [], knownFindings: [], photos: [],
    },
  };
}

export const newProblem = (criterion = null) =>
  ({ id: commandID(), criterion, problem: "", outcome: "advice", requirement: "", days: 15, department: null });

// Sets or takes away what was answered to one criterion.
export function answer(body, criterion, change) {
  const found = body.answers.find((one) => one.criterion === criterion) ?? { criterion, value: "", note: "" };
  Object.assign(found, change);
  const others = body.answers.filter((one) => one !== found);
  body.answers = found.value === "" && found.note === "" ? others : [...others, found];
}

// What keeps the visit from being finished: [step, sentence].
export function missing({ body, checklist }) {
  const found = [];
  if (!body.startedAt) found.push([0, "没有填写开始时间。"]);
  if ((body.endedAt ?? new Date().toISOString()) < body.startedAt) found.push([0, "结束时间早于开始时间，请核对手机的时间。"]);
  for (const criterion of checklist?.criteria ?? []) {
    const value = body.answers.find((one) => one.criterion === criterion.id)?.value ?? "";
    if (value !== "" && !(criterion.options ?? []).length && !fits(value, criterion)) {
      found.push([1, `“${criterion.text}”应填0${criterion.max ? `至${criterion.max}` : "或以上"}的数。`]);
    }
  }
  body.problems.forEach((one, index) => {
    if (!one.problem.trim()) found.push([2, `第${index + 1}个问题没有写内容。`]);
    if (one.outcome === "advice" && !(one.days >= 0 && one.days <= limits.days)) {
      found.push([2, `第${index + 1}个问题的整改期限应为0至30天。`]);
    }
    if (one.outcome === "advice" && !one.requirement.trim()) found.push([2, `第${index + 1}个问题没有写整改建议。`]);
  });
  if (Date.parse(body.endedAt ?? new Date().toISOString()) - Date.parse(body.startedAt) > 86_400_000) {
    found.push([0, "一次到校不超过24小时，请核对开始和结束时间。"]);
  }
  if (!body.record.trim()) found.push([3, "没有写督导纪实。"]);
  if (body.record.length > limits.record) found.push([3, `督导纪实超过${limits.record}字。`]);
  return found;
}

const fits = (value, { kind, max }) =>
  (kind === "counted" ? /^\d+$/ : /^\d+(\.\d{1,2})?$/).test(value) && (max === undefined || max === null || Number(value) <= max);

// What goes to the server; the same visit gives the same text each time, so that sending again is no change.
export function wire({ id, body }) {
  const problems = body.problems.map((one) => ({
    ...one, days: one.outcome === "advice" ? Number(one.days) : null,
    department: one.outcome === "consult" ? one.department : null,
  }));
  return { id, ...body, problems, answers: body.answers.filter((one) => one.value !== "" || one.note !== "") };
}

export const stateLabel = (visit) => ({
  draft: "填写中", queued: visit.trouble ? "待发送（将重试）" : "待发送", refused: "服务器没有接受", sent: "已送达",
})[visit.state];

// Whether the server has this record, or another one under its id.
export const isKnown = (visit) => Boolean(visit.answer) || visit.trouble?.code === "visit.changed";

export const isUnsent = (visit) => visit.state !== "sent";
