// 核对完成: what is there, what is missing, and what happens next.
import { missing, outcomes } from "./visit-record.js";
import { button, element, heading, moment, notice } from "./visit-view.js";

export function check({ visit, body, to }) {
  const lacks = missing(visit);
  const answered = body.answers.filter((one) => one.value !== "").length;
  const hints = [];
  const left = (visit.checklist?.criteria.length ?? 0) - answered;
  if (left > 0) hints.push(`督导清单还有${left}项没有填。`);
  if (!body.location) hints.push("没有定位，记录会注明。");
  if (!body.endedAt) hints.push("没有填写结束时间，完成时记为现在。");
  const number = (outcome) => body.problems.filter((one) => one.outcome === outcome).length;
  const counts = outcomes.filter(([outcome]) => number(outcome)).map(([outcome, label]) => `${label}${number(outcome)}个`);
  const lines = lacks.map(([step, sentence]) => element("li", {}, sentence, button("去填写", "quiet small", () => to(step))));
  return [
    lacks.length ? notice("error", "完成前还需要：", element("ul", {}, ...lines))
      : notice("success", "可以完成了。有网络时自动发送，没有网络就存在本机等待。"),
    ...(hints.length ? [notice("warning", ...hints.map((hint) => element("p", {}, hint)))] : []),
    heading("记录内容"),
    element("dl", { class: "visit-facts" },
      ...row("开始", moment(body.startedAt)), ...row("结束", moment(body.endedAt) ?? "—"), ...row("主题", body.theme || "—"),
      ...row("清单", visit.checklist ? `${answered}/${visit.checklist.criteria.length}项` : "没有用"),
      ...row("问题", counts.join("，") || "没有发现问题"),
      ...row("照片", `${body.photos.length}张`), ...row("纪实", `${body.record.length}字`)),
  ];
}

const row = (label, value) => [element("dt", {}, label), element("dd", {}, value)];
