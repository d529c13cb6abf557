/// The figures that come with the program; an office adds its own beside them.
package enum ShippedFigures {
    package static let all: [Figure] =
        campaigns + inspections + assessments + opinions + findings + rectification + rounds + papers + people
        + registry

    package static let byCode: [String: Figure] = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    /// What the first part of a code is called.
    package static func chapter(_ code: String) -> String {
        chapters.first { $0.code == code }?.name ?? "本单位指标"
    }

    package static let chapters: [(code: String, name: String)] = [
        ("campaign", "督导项目"), ("inspection", "到校与现场督导"), ("government", "督政"), ("assessment", "自评与评估"),
        ("opinion", "督导意见"), ("finding", "问题与整改"), ("round", "督导轮次"), ("document", "公文与公开"),
        ("training", "培训"), ("inspector", "督学队伍"), ("result", "结果运用"), ("duty", "履职评价"), ("reception", "迎检"),
        ("organisation", "单位"),
    ]

    private static let campaigns: [Figure] = [
        Figure(
            "campaign.begun", "开展督导项目", "项", .rows(FigureQuery(.campaigns, ["during": "@period", "state": "begun"])),
            "统计期内实施过的督导项目（起止日期与统计期有交叉，已启动或已结束；筹备、抽取中的不计）"),
        Figure(
            "campaign.running", "实施中的督导项目", "项",
            .rows(FigureQuery(.campaigns, ["during": "@period", "state": "running"])), "起止日期与统计期有交叉、目前仍在实施的督导项目"),
        Figure(
            "campaign.finished", "完成督导项目", "项",
            .rows(FigureQuery(.campaigns, ["ended": "@period", "state": "finished"])), "截止日期在统计期内、已结束的督导项目"),
        Figure(
            "campaign.unannounced", "暗访项目", "项",
            .rows(FigureQuery(.campaigns, ["during": "@period", "state": "begun", "manner": "unannounced"])),
            "统计期内实施过的、以暗访方式进行的督导项目"),
        Figure(
            "campaign.finished.organisations", "完成督导的单位", "所",
            .once(.unit, FigureQuery(.inspections, ["done": "@period", "state": "finished"])),
            "统计期内走完督导流程的单位，同一单位参加几个项目、几个批次都只计一次（日期按到校日，没有到校的按项目截止日）"),
        Figure(
            "campaign.finished.inspections", "完成督导任务", "所次",
            .rows(FigureQuery(.inspections, ["done": "@period", "state": "finished"])),
            "统计期内走完督导流程的督导任务，一个单位参加一个项目计一次"),
    ]

    private static let inspections: [Figure] = [
        Figure(
            "inspection.visited.organisations", "到校督导单位", "所",
            .once(.unit, FigureQuery(.inspections, ["visited": "@period"])),
            "统计期内督导组到过的单位，同一单位只计一次，跨批次、跨学期也只计一次"),
        Figure(
            "inspection.visited", "到校督导", "所次", .rows(FigureQuery(.inspections, ["visited": "@period"])),
            "统计期内督导组到校的次数，一个单位参加一个项目计一次"),
        Figure(
            "inspection.visited.days", "现场督导天数", "天",
            .once(.day, FigureQuery(.inspections, ["visited": "@period"])), "统计期内有督导组到校的日期数，同一天去几个单位都只计一天"),
        Figure(
            "inspection.late", "逾期未完成的督导任务", "项",
            .rows(FigureQuery(.inspections, ["during": "@period", "late": "1"])), "项目截止日已过、仍未走完流程的督导任务（项目与统计期有交叉）"),
        Figure(
            "inspection.graded", "评定等次的单位", "所次",
            .rows(FigureQuery(.inspections, ["done": "@period", "graded": "1"])), "统计期内评出等次的督导任务"),
        Figure(
            "inspection.score", "督导得分平均", "分", .mean(.score, FigureQuery(.inspections, ["done": "@period"])),
            "统计期内已有得分的督导任务的平均分，没有得分的不计入", digits: 2),
        Figure(
            "inspection.heard", "听取意见", "场次", .rows(FigureQuery(.hearings, ["at": "@period"])),
            "统计期内在督导中召开的座谈、访谈、问卷和公开征求意见"),
        Figure(
            "inspection.heard.persons", "听取意见人数", "人次",
            .sum(.attendees, FigureQuery(.hearings, ["at": "@period"])), "统计期内听取意见的参加人数合计"),
        Figure(
            "government.evaluated", "完成督政的政府", "个",
            .once(
                .unit, FigureQuery(.inspections, ["done": "@period", "state": "finished", "unitKind": "government"])),
            "统计期内走完督导流程的人民政府，同一政府只计一次", moreIsBetter: true),
        Figure(
            "government.supervised", "列入督政的政府", "个",
            .once(.unit, FigureQuery(.inspections, ["during": "@period", "unitKind": "government"])),
            "所在项目与统计期有交叉的人民政府，同一政府只计一次"),
        Figure(
            "government.evaluated.share", "督政完成率", "%",
            .share(of: "government.evaluated", in: "government.supervised"), "完成督政的政府占列入督政的政府的比例", digits: 2,
            moreIsBetter: true),
        Figure(
            "government.divided", "分解到多个责任单位的问题", "个",
            .once(.problem, FigureQuery(.findings, ["issued": "@period", "state": "all", "mark": "divided"])),
            "统计期内下发的、分解给两个以上责任单位的问题，一个问题计一次"),
    ]

    private static let assessments: [Figure] = [
        Figure(
            "assessment.self", "提交自评", "份",
            .rows(FigureQuery(.assessments, ["at": "@period", "role": "self", "state": "submitted"])),
            "统计期内提交的自评表，一个单位在一个项目中一套指标计一份"),
        Figure(
            "assessment.self.organisations", "提交自评的单位", "所",
            .once(.unit, FigureQuery(.assessments, ["at": "@period", "role": "self", "state": "submitted"])),
            "统计期内提交过自评的单位，同一单位只计一次"),
        Figure(
            "assessment.onSite", "完成现场评估", "份",
            .rows(FigureQuery(.assessments, ["at": "@period", "role": "onSite", "state": "submitted"])),
            "统计期内督导组提交的现场评估表"),
        Figure(
            "assessment.thirdParty", "完成第三方评估", "份",
            .rows(FigureQuery(.assessments, ["at": "@period", "role": "thirdParty", "state": "submitted"])),
            "统计期内第三方提交的评估表"),
        Figure(
            "assessment.evidence", "佐证材料", "件",
            .rows(FigureQuery(.evidence, ["at": "@period", "owner": "inspection"])),
            "统计期内为评估和督导意见上传、未撤下的佐证材料"),
        Figure(
            "finding.evidence", "整改佐证材料", "件",
            .rows(FigureQuery(.evidence, ["at": "@period", "owner": "finding"])), "统计期内为整改上传、未撤下的佐证材料"),
    ]

    private static let opinions: [Figure] = [
        Figure(
            "opinion.delivered", "反馈初步意见", "份", .rows(FigureQuery(.opinions, ["delivered": "@period"])),
            "统计期内反馈给单位的初步督导意见"),
        Figure(
            "opinion.defended", "单位提出申辩", "份",
            .rows(FigureQuery(.opinions, ["delivered": "@period", "defended": "1"])), "统计期内反馈的初步意见中，单位提出申辩的"),
        Figure(
            "opinion.defended.share", "申辩率", "%", .share(of: "opinion.defended", in: "opinion.delivered"),
            "提出申辩的占反馈初步意见的比例", digits: 2),
        Figure(
            "opinion.issued", "印发督导意见书", "份",
            .rows(FigureQuery(.documents, ["issued": "@period", "kind": "opinion", "state": "out"])),
            "统计期内签发编号的督导意见书（作废的不计）"),
    ]
}
