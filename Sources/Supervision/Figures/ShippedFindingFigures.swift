extension ShippedFigures {
    static let findings: [Figure] = [
        Figure(
            "finding.found", "发现问题", "个", .rows(issued()), "统计期内下发的问题，按责任单位计：分解给几个单位的计几个；草稿不计"),
        Figure(
            "finding.organisations", "有问题的单位", "所", .once(.unit, issued()), "统计期内被下发问题的责任单位，同一单位只计一次"),
        Figure(
            "finding.problems", "发现问题（不按单位拆分）", "个", .once(.problem, issued()), "统计期内下发的问题，分解给几个单位的仍计一个"),
        Figure(
            "finding.serious", "较重及以上问题", "个", .rows(issued("least", "serious")), "统计期内下发的、严重程度为较重或严重的问题"),
        Figure(
            "finding.superior", "上级督查反馈问题", "个", .rows(issued("source", "superior")), "统计期内下发的、来源为上级督查反馈的问题"),
        Figure(
            "finding.rectified", "完成整改的问题", "个", .rows(issued("state", "rectified")),
            "统计期内下发的问题中，已经核查通过或已经销号的", moreIsBetter: true),
        Figure(
            "finding.rectified.share", "整改完成率", "%", .share(of: "finding.rectified", in: "finding.found"),
            "统计期内下发的问题中，核查通过或销号的所占比例", digits: 2, moreIsBetter: true),
        Figure(
            "finding.closed", "销号问题", "个", .rows(issued("state", "closed")), "统计期内下发的问题中，已经销号的（截至统计时）",
            moreIsBetter: true),
        Figure(
            "finding.closed.share", "销号率", "%", .share(of: "finding.closed", in: "finding.found"),
            "统计期内下发的问题中，已经销号的所占比例（截至统计时）", digits: 2, moreIsBetter: true),
        Figure(
            "finding.closedThen", "当期销号的问题", "个",
            .rows(FigureQuery(.findings, ["closed": "@period", "state": "all"])), "统计期内销号的问题，不论何时下发"),
        Figure(
            "finding.late", "逾期未整改的问题", "个", .rows(issued("state", "late")), "统计期内下发的问题中，期限已过、单位尚未提交整改的",
            moreIsBetter: false),
        Figure(
            "finding.late.share", "逾期率", "%", .share(of: "finding.late", in: "finding.found"),
            "统计期内下发的问题中，逾期未整改的所占比例", digits: 2, moreIsBetter: false),
        Figure(
            "finding.open", "期末未销号的问题", "个",
            .rows(FigureQuery(.findings, ["openOn": "@end", "state": "all"])), "统计期最后一天（未到期末的为统计当天）仍未销号的问题，不论何时下发",
            moreIsBetter: false),
    ]

    static let rectification: [Figure] = [
        Figure(
            "finding.extended", "批准延期的问题", "个", .rows(issued("mark", "extended")), "统计期内下发的问题中，批准过延期的"),
        Figure(
            "finding.longTerm", "转为长期整改的问题", "个", .rows(issued("mark", "longTerm")), "统计期内下发的问题中，分阶段长期整改的"),
        Figure(
            "finding.reminded", "催办的问题", "个", .rows(issued("mark", "reminded")), "统计期内下发的问题中，催办过的"),
        Figure(
            "finding.extension.asked", "延期申请", "件", .rows(FigureQuery(.extensions, ["asked": "@period"])),
            "统计期内提出的延期和长期整改申请，以及督导室主动给予的延期"),
        Figure(
            "finding.extension.granted", "同意延期", "件",
            .rows(FigureQuery(.extensions, ["asked": "@period", "state": "granted"])), "统计期内提出的延期申请中，已经同意的"),
        Figure(
            "finding.recheck", "销号后复查", "次", .rows(FigureQuery(.rechecks, ["on": "@period"])), "统计期内对已销号问题的复查"),
        Figure(
            "finding.recheck.holds", "复查保持", "次",
            .rows(FigureQuery(.rechecks, ["on": "@period", "result": "holds"])), "统计期内的复查中，整改成效保持的", moreIsBetter: true),
        Figure(
            "finding.recheck.cameBack", "复查反弹", "次",
            .rows(FigureQuery(.rechecks, ["on": "@period", "result": "cameBack"])), "统计期内的复查中，问题反弹的",
            moreIsBetter: false),
        Figure(
            "finding.recheck.share", "复查保持率", "%", .share(of: "finding.recheck.holds", in: "finding.recheck"),
            "统计期内的复查中，整改成效保持的所占比例", digits: 2, moreIsBetter: true),
    ]

    static let rounds: [Figure] = [
        Figure(
            "round.total", "轮次应督导的单位", "所", .rows(round("registry")), "本轮次范围内、目前在册的单位"),
        Figure("round.done", "轮次已督导的单位", "所", .rows(round("done")), "本轮次中已经完成督导的单位"),
        Figure(
            "round.doneBefore", "往年已督导的单位", "所",
            .rows(FigureQuery(.rounds, ["standing": "done", "doneBefore": "@year"])), "本轮次中、统计年度以前已经完成督导的单位"),
        Figure(
            "round.doneInYear", "当年已督导的单位", "所",
            .rows(FigureQuery(.rounds, ["standing": "done", "doneYear": "@year"])), "本轮次中、统计年度内完成督导的单位"),
        Figure("round.running", "正在督导的单位", "所", .rows(round("running")), "本轮次中正在督导、尚未完成的单位"),
        Figure("round.remaining", "轮次尚未督导的单位", "所", .rows(round("remaining")), "本轮次中既未完成、也不在督导中的在册单位"),
        Figure(
            "round.done.share", "轮次完成率", "%", .share(of: "round.done", in: "round.total"), "已督导的单位占应督导单位的比例",
            digits: 2, moreIsBetter: true),
    ]

    /// Findings issued in the period, with one more condition.
    private static func issued(_ name: String = "state", _ value: String = "all") -> FigureQuery {
        let query = FigureQuery(.findings, ["issued": "@period", "state": "all"])
        return query.with(FigureFilter(name, value))
    }

    private static func round(_ standing: String) -> FigureQuery { FigureQuery(.rounds, ["standing": standing]) }
}
