import Store
import Supervision

/// Schools of one round for the office, or of all rounds for the school itself.
struct QualitySchoolListPage: Page {
    /// Nil for a unit's own list.
    let record: QualityRoundRecord?
    let counties: [QualityCounty]
    let listing: Listing<QualitySchool>
    let address: ListAddress
    let viewer: Viewer

    var title: String { record == nil ? "质量监测" : "参加的学校" }
    var section: String { record == nil ? "/quality-schools" : "/quality" }

    var main: HTML {
        let crumbs = record.map { [("质量监测", "/quality"), ($0.round.title, $0.path)] } ?? []
        let subtitle: HTML = record == nil ? "本单位参加的监测：上报名册、安排考务、查看结果。" : ""
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: subtitle).html)
            \(FilterBar(address, filters).html)
            \(table.html)
            """
    }

    private var filters: [HTML] {
        let rosters = RosterState.allCases.map { Choice($0.rawValue, $0.label) } + [Choice("open", "未报（含退回）")]
        var filters = [
            FilterBar.search(address, hint: record == nil ? "轮次名称" : "学校或代码"),
            FilterBar.choice(address, "roster", "名册", record == nil ? rosters + [Choice("todo", "现在要报")] : rosters),
            FilterBar.choice(
                address, "tasks", "考务", [Choice("open", "有待办"), Choice("exceptional", "有异常"), Choice("done", "没有待办")]),
        ]
        if let record {
            filters.append(
                FilterBar.choice(address, "grade", "年级", record.round.grades.map { Choice($0.code, $0.label) }))
        }
        if counties.count > 1 {
            filters.append(FilterBar.choice(address, "region", "区县", counties.map { Choice($0.region, $0.name) }))
        }
        return filters
    }

    private var table: Ledger {
        let head: [Ledger.Column] =
            record == nil
            ? [.init("监测轮次", kind: "long"), .init("年级")]
            : [
                .init("学校", sort: "name", kind: "long"), .init("代码", sort: "code", kind: "code"), .init("年级"),
                .init("层"), .init("年级人数", sort: "size", kind: "num"), .init("抽取概率", kind: "num"),
            ]
        let empty: HTML =
            record == nil && !address.isNarrowed
            ? "<div class=\"empty\"><strong>本单位还没有参加监测</strong>抽中后会出现在这里和工作台。</div>"
            : "<div class=\"empty\"><strong>没有符合条件的学校</strong></div>"
        return Ledger(
            head + [
                .init("名册", sort: "state"), .init("名册人数", sort: "pupils", kind: "num"), .init("参测", kind: "num"),
                .init("考务待办", kind: "num"), .init("期限", kind: "date"),
            ], listing, at: address, unit: record == nil ? "项" : "所",
            exportPath: record.map { "\($0.path)/schools.xlsx" } ?? "", empty: empty, row: row)
    }

    private func row(_ school: QualitySchool) -> HTML {
        let late = school.daysLate(on: viewer.day)
        let head: HTML =
            record == nil
            ? """
            \(Ledger.cell("监测轮次", "<a href=\"\(school.path)\">\(school.roundTitle)</a>", kind: "long lead"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(school.grade))"))
            """
            : """
            \(Ledger.cell("学校", "<a href=\"\(school.path)\">\(school.name)</a>", kind: "long lead"))\
            \(Ledger.cell("代码", "\(school.code)", kind: "code"))\(Ledger.cell("年级", "\(QualityGrade.label(school.grade))"))\
            \(Ledger.cell("层", "\(school.stratum.isEmpty ? "—" : school.stratum)"))\
            \(Ledger.cell("年级人数", "\(school.size)", kind: "num"))\
            \(Ledger.cell("抽取概率", "\(QualityText.chance(school.chance))", kind: "num"))
            """
        let overdue: HTML? = late.map { "<small class=\"late-text\">逾期\($0)天</small>" }
        return """
            <tr class="\(late == nil ? "" : "late")">\(head)\(Ledger.cell("名册", school.badge))\
            \(Ledger.cell("名册人数", "\(school.pupils)", kind: "num"))\(Ledger.cell("参测", "\(school.drawn)", kind: "num"))\
            \(Ledger.cell("考务待办", "\(school.openTasks) / \(school.tasks)\(school.exceptions > 0 ? Badge.html("异常", .late) : nil)", kind: "num"))\
            \(Ledger.cell("期限", "\(school.rosterDueOn.map { When.html($0) })\(overdue)", kind: "date"))</tr>
            """
    }
}

/// Tasks of the test days over all schools of a round.
struct QualityTaskListPage: Page {
    let record: QualityRoundRecord
    let listing: Listing<QualityTask>
    let address: ListAddress

    var title: String { "考务任务" }
    var section: String { "/quality" }

    var main: HTML {
        let states = TestTask.State.allCases.map { Choice($0.rawValue, $0.label) }
        let table = Ledger(
            [
                .init("学校", kind: "lead"), .init("年级"), .init("任务", kind: "long"), .init("日期", kind: "date"),
                .init("时间"), .init("考场"), .init("监测人员"), .init("状态"),
            ], listing, at: address, unit: "项", exportPath: "\(record.path)/tasks.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的考务任务</strong></div>", row: row)
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality"), (record.round.title, record.path)]).html)
            \(FilterBar(address, [FilterBar.choice(address, "state", "状态", states)]).html)
            \(table.html)
            """
    }

    private func row(_ row: QualityTask) -> HTML {
        let note: HTML? = row.task.note.isEmpty ? nil : "<small>\(row.task.note)</small>"
        return """
            <tr class="\(row.task.state == .exceptional ? "late" : "")">\
            \(Ledger.cell("学校", "<a href=\"/quality-schools/\(row.school)#tasks\">\(row.schoolName)</a>", kind: "lead"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(row.grade))"))\(Ledger.cell("任务", "\(row.task.title)\(note)", kind: "long"))\
            \(Ledger.cell("日期", "\(row.task.day.map { When.html($0) })", kind: "date"))\(Ledger.cell("时间", "\(row.task.time)"))\
            \(Ledger.cell("考场", "\(row.task.room)"))\(Ledger.cell("监测人员", "\(row.task.invigilator)"))\
            \(Ledger.cell("状态", row.task.state.badge))</tr>
            """
    }
}
