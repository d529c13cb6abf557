import SQLCore
import Store
import Supervision

/// The office's own figures: two counted ones, and two that are entered with last year's value beside them.
struct DemoFigures {
    static func tell(_ stage: DemoStage) throws {
        let year = stage.calendar.today.year
        try stage.act(DemoCast.officer, on: stage.calendar.before(30)) { act in
            try counted(act)
            try entered(year, act)
        }
        try stage.act(DemoCast.officer, on: stage.calendar.today) { try bind($0) }
    }

    /// The office took over what was proposed for the targets of its accepted plan.
    private static func bind(_ act: Act) throws {
        var filter = PlanItemFilter()
        (filter.isOwn, filter.isAccepted, filter.year) = (true, true, act.day.year)
        let items = try PlanItems.list(filter, PageRequest(size: 200), visibleTo: act.viewer, in: act.db).rows
        for item in items {
            for (target, proposal) in PlanFigures.proposals(item) {
                _ = try PlanFigures.bind(target, to: proposal.key, act)
            }
        }
    }

    private static func counted(_ act: Act) throws {
        var serious = FigureDraft(
            .rows(
                FigureQuery(
                    .findings,
                    ["state": "all", "least": "serious", "unitKind": "kindergarten", "issued": "@period"])))
        (serious.code, serious.name, serious.unit) = ("own.kindergarten.serious", "幼儿园较重及以上问题", "个")
        serious.meaning = "统计期内下发给幼儿园的、程度为较重或严重的问题"
        serious.moreIsBetter = false
        _ = try OwnFigures.create(serious, act)
        var share = FigureDraft(.share(of: "own.kindergarten.serious", in: "finding.found"))
        (share.code, share.name, share.unit, share.digits) = ("own.kindergarten.serious.share", "幼儿园较重问题占比", "%", 1)
        share.meaning = "幼儿园较重及以上问题占全部下发问题的比例"
        _ = try OwnFigures.create(share, act)
    }

    private static func entered(_ year: Int, _ act: Act) throws {
        var satisfied = FigureDraft(.entered)
        (satisfied.code, satisfied.name, satisfied.unit, satisfied.digits) = ("own.satisfied", "教育工作总体满意度", "%", 2)
        satisfied.meaning = "教师、学生、家长三类问卷的总体满意度"
        satisfied.moreIsBetter = true
        _ = try OwnFigures.create(satisfied, act)
        var answers = FigureDraft(.entered)
        (answers.code, answers.name, answers.unit) = ("own.answers", "满意度有效问卷", "份")
        answers.meaning = "教师、学生、家长三类问卷中的有效问卷"
        _ = try OwnFigures.create(answers, act)
        let values: [(String, Int, String)] = [
            ("own.satisfied", year, "94.18"), ("own.satisfied", year - 1, "93.05"), ("own.answers", year, "2846"),
            ("own.answers", year - 1, "2510"),
        ]
        for (code, when, value) in values {
            _ = try FigureEntries.enter(
                NewFigureEntry(
                    figure: code, period: .year(when), value: value, source: "\(when)年教育工作满意度调查报告（委托第三方），第3页"), act)
        }
    }
}
