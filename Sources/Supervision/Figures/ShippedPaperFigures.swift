extension ShippedFigures {
    static let papers: [Figure] = [
        Figure(
            "document.issued", "印发公文", "份",
            .rows(FigureQuery(.documents, ["issued": "@period", "state": "out"])), "统计期内签发编号的公文，各文种合计（作废的不计）"),
        Figure("document.notice", "印发督导通知", "份", .rows(issued(.notice)), "统计期内签发编号的督导通知"),
        Figure("document.circular", "印发督导通报", "份", .rows(issued(.circular)), "统计期内签发编号的督导通报"),
        Figure("document.report", "印发督导报告", "份", .rows(issued(.report)), "统计期内签发编号的督导报告"),
        Figure("document.reminder", "印发提示函", "份", .rows(issued(.reminder)), "统计期内签发编号的提示函"),
        Figure(
            "document.rectification", "印发整改通知书", "份", .rows(issued(.rectificationNotice)), "统计期内签发编号的整改通知书"),
        Figure(
            "document.published", "向社会公布", "份", .rows(FigureQuery(.documents, ["published": "@period"])),
            "统计期内在公开页面公布的督导报告和公示"),
        Figure(
            "document.objections", "收到异议", "件", .rows(FigureQuery(.objections, ["on": "@period"])), "统计期内公众对公布内容提出的异议"),
        Figure(
            "document.objections.answered", "答复异议", "件",
            .rows(FigureQuery(.objections, ["on": "@period", "state": "answered"])), "统计期内收到的异议中，已经答复的",
            moreIsBetter: true),
        Figure(
            "document.objections.share", "异议答复率", "%",
            .share(of: "document.objections.answered", in: "document.objections"), "已经答复的占收到异议的比例", digits: 2,
            moreIsBetter: true),
    ]

    static let people: [Figure] = [
        Figure(
            "training.persons", "参训人员", "人次", .rows(FigureQuery(.attendances, ["at": "@period"])),
            "统计期内登记的参加督导项目培训的人员，参加几次计几次"),
        Figure(
            "training.sessions", "培训场次", "场次",
            .once(.campaign, FigureQuery(.attendances, ["at": "@period"])), "统计期内有人参训登记的督导项目数，一个项目计一场"),
        Figure(
            "training.organisations", "派人参训的单位", "所", .once(.unit, FigureQuery(.attendances, ["at": "@period"])),
            "统计期内派人参加培训的单位，同一单位只计一次（不在登记库中的单位不计）"),
        Figure(
            "inspector.serving", "在聘督学", "人", .rows(FigureQuery(.inspectors, ["state": "active"])), "目前在聘的督学，专职和兼职合计"),
        Figure(
            "inspector.fullTime", "专职督学", "人",
            .rows(FigureQuery(.inspectors, ["state": "active", "appointment": "full-time"])), "目前在聘的专职督学"),
        Figure(
            "inspector.partTime", "兼职督学", "人",
            .rows(FigureQuery(.inspectors, ["state": "active", "appointment": "part-time"])), "目前在聘的兼职督学"),
        Figure(
            "inspector.sent", "参加督导的人次", "人次", .rows(FigureQuery(.seats, ["at": "@period"])),
            "统计期内到校督导的督导组成员人次，一人参加一个单位的督导计一次"),
        Figure(
            "inspector.sent.persons", "参加督导的人员", "人", .once(.person, FigureQuery(.seats, ["at": "@period"])),
            "统计期内到校督导的督导组成员，同一人只计一次"),
        Figure(
            "result.used", "督导结果运用", "次", .rows(FigureQuery(.resultUses, ["on": "@period"])), "统计期内为年检、级类、评优调阅督导结果的次数"),
        Figure(
            "result.decided", "依据督导结果作出决定", "次",
            .rows(FigureQuery(.resultUses, ["on": "@period", "decided": "yes"])), "统计期内调阅督导结果后记录了决定的"),
        Figure(
            "duty.targets", "下达履职目标", "项", .rows(FigureQuery(.dutyTargets, ["year": "@year"])), "统计年度目标任务书中的履职目标"),
        Figure(
            "duty.confirmed", "核定履职目标", "项",
            .rows(FigureQuery(.dutyTargets, ["year": "@year", "state": "confirmed"])), "统计年度履职目标中，已经核定得分的"),
        Figure(
            "duty.confirmed.share", "履职目标核定率", "%", .share(of: "duty.confirmed", in: "duty.targets"),
            "已经核定的占下达目标的比例", digits: 2, moreIsBetter: true),
        Figure(
            "reception.all", "迎检", "次", .rows(FigureQuery(.receptions, ["year": "@year"])), "统计年度内收到的上级督查、评估要求"),
        Figure(
            "reception.finished", "完成迎检", "次",
            .rows(FigureQuery(.receptions, ["year": "@year", "state": "finished"])), "统计年度内收到的要求中，已经办结的"),
    ]

    static let registry: [Figure] = [
        Figure(
            "organisation.open", "在册单位", "个", .rows(FigureQuery(.organisations, ["state": "open"])),
            "目前在册（未撤并、未停办）的单位，各类合计"),
        Figure(
            "organisation.kindergartens", "在册幼儿园", "所",
            .rows(FigureQuery(.organisations, ["state": "open", "kind": "kindergarten"])), "目前在册的幼儿园"),
        Figure(
            "organisation.schools", "在册学校", "所",
            .rows(FigureQuery(.organisations, ["state": "open", "kind": "school"])), "目前在册的中小学等学校，不含幼儿园"),
        Figure(
            "organisation.pupils", "在校（园）人数", "人", .sum(.pupils, FigureQuery(.organisations, ["state": "open"])),
            "目前在册单位登记的在校（园）人数合计，未登记的不计"),
    ]

    private static func issued(_ kind: Document.Kind) -> FigureQuery {
        FigureQuery(.documents, ["issued": "@period", "kind": kind.rawValue, "state": "out"])
    }
}
