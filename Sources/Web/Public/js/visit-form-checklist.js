// 督导清单: the criteria of the version that the visit was begun with.
import { answer, limits, newProblem } from "./visit-record.js";
import { button, choice, element, field, input, notice, textarea } from "./visit-view.js";

export function checklist(form) {
  const { visit, body } = form;
  if (!visit.checklist) return [notice("", "这次督导没有选清单，可以直接到下一步。")];
  const { criteria, title } = visit.checklist;
  const groups = Map.groupBy ? [...Map.groupBy(criteria, (one) => one.group ?? "")] : [["", criteria]];
  const done = element("p", { class: "help", role: "status" });
  const count = () => {
    const answered = body.answers.filter((one) => one.value !== "").length;
    done.textContent = `${title}：已填${answered}/${criteria.length}项`;
  };
  count();
  return [done, ...groups.flatMap(([group, found]) => [
    ...(group ? [element("h3", {}, group)] : []), ...found.map((criterion) => entry(form, criterion, count)),
  ])];
}

function entry({ body, set, to }, criterion, count) {
  const given = body.answers.find((one) => one.criterion === criterion.id);
  const label = [criterion.code, criterion.text].filter(Boolean).join(" ");
  const change = async (what) => {
    await set((all) => answer(all, criterion.id, what));
    count();
  };
  const options = criterion.options ?? [];
  const tell = (value) => change({ value: value.trim() });
  const number = () => input({ inputmode: "decimal", maxlength: 12, autocomplete: "off" }, given?.value, tell);
  const value = options.length
    ? choice(label, options.map((option) => [option.value, option.label]), given?.value, tell, true)
    : field(label, number(), criterion.max ? `0–${criterion.max}` : "填数量");
  const note = textarea({ maxlength: limits.text, rows: 2, "aria-label": "说明" }, given?.note, (typed) => change({ note: typed }));
  const problem = button("记为问题", "quiet small", async () => {
    if (body.problems.length >= limits.problems) return;
    await set((all) => { all.problems = [...all.problems, newProblem(criterion.id)]; });
    to(2);
  });
  const more = element("details", { class: "visit-more" }, element("summary", {}, given?.note ? "说明" : "添加说明"), note);
  more.open = Boolean(given?.note);
  return element("div", { class: "visit-criterion" }, value, element("div", { class: "visit-actions" }, more, problem));
}
