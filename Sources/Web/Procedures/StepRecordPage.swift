import Office
import Store
import Supervision

/// The records of one unit's steps, and the form for the next.
struct StepRecordPage: Page {
    let row: InspectionRow
    let records: [StepRecordRow]
    let standing: UnitStanding
    let viewer: Viewer
    let typed: Fields
    let problem: String?

    var title: String { "环节记录：\(row.name)" }
    var section: String { "/inspections" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导任务", "/inspections"), (row.name, "/inspections/\(row.id)")],
            subtitle: "\(row.campaignName) · 被督导单位看不到这一页").html)
        \(Said.error(problem))
        \(InspectionSteps.html(standing))
        \(mayWrite ? form : nil)
        <section class="section"><h2>已有记录</h2>\(list)</section>
        """
    }

    private var mayWrite: Bool {
        viewer.role != .leader && row.state == .running && !standing.recorded.isEmpty
    }

    private var form: HTML {
        let steps = standing.recorded.map { step -> Choice in
            let status = standing.unit.status(of: step.code, in: standing.procedure) ?? .pending
            return Choice(step.code, "\(step.name)（\(status.label)）")
        }
        let open = standing.underWay.first { step in step.requires.contains(where: \.isEachSteps) }
        let judges = standing.recorded.contains { $0.requires.contains(.verdict) }
        let verdicts = [Choice("", "不作结论")] + StepRecord.Verdict.allCases.map { Choice($0.rawValue, $0.label) }
        let verdict: HTML? =
            judges
            ? field("verdict", "结论", help: "评估、验收环节必选；未通过的，整改后再评。").select(verdicts) : nil
        return """
            <section class="section"><h2>登记</h2><form class="form full" method="post" \
            action="/inspections/\(row.id)/records" data-draft="record-\(row.id)">\(FormSeal())
            <div class="field-row">\(field("step", "环节", otherwise: open?.code ?? "").select(steps))\
            \(field("day", "日期", otherwise: viewer.day.text).date())\(field("place", "地点").text())\(verdict)</div>
            \(field("participants", "参加人员").text(hint: "督导组和学校参加人员"))
            \(field("text", "情况", help: "看了什么、谈了什么、有什么意见建议。").area(rows: 5, limit: StepRecord.textLimit))
            <div class="form-actions"><button class="primary">登记</button></div></form></section>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "", otherwise: String = "") -> Field {
        Field(name, label, value: typed[name] ?? otherwise, help: help)
    }

    private var list: HTML {
        guard !records.isEmpty else {
            return "<div class=\"empty\"><strong>还没有记录</strong><p>每轮视导、评估或到校之后在这里登记，流程随之前进。</p></div>"
        }
        let items = records.reversed().map { row -> HTML in
            let record = row.record
            let verdict: HTML? = record.verdict.map { Badge.html($0.label, $0 == .passed ? .good : .late) }
            let place: HTML? = record.place.isEmpty ? nil : " · \(record.place)"
            let people: HTML? = record.participants.isEmpty ? nil : "<p>参加：\(record.participants)</p>"
            return """
                <li class="\(record.verdict == .failed ? "warn" : "good")"><span class="event">\(row.stepName)</span> \(verdict)
                <div class="by">\(row.by) · \(When.html(record.day))\(place)</div>\(people)<p class="said prose">\(record.text)</p></li>
                """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }
}

/// Every record of a campaign: `/campaigns/:id/records`.
struct StepRecordListPage: Page {
    let record: CampaignRecord
    let listing: Listing<StepRecordRow>
    let address: ListAddress

    var title: String { "环节记录" }
    var section: String { "/campaigns" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, "/campaigns/\(record.id)")]).html)
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var filters: [HTML] {
        let steps = record.campaign.procedure.steps.filter { $0.requires.contains(where: \.isEachSteps) }
        return [
            FilterBar.search(address, hint: "单位或代码"),
            FilterBar.choice(address, "step", "环节", steps.map { Choice($0.code, $0.name) }),
            FilterBar.choice(
                address, "verdict", "结论", StepRecord.Verdict.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: Ledger {
        Ledger(
            [
                .init("单位", sort: "unit"), .init("环节", sort: "step"), .init("日期", sort: "day", kind: "date"),
                .init("地点"), .init("结论"), .init("情况", kind: "long"), .init("记录人"),
            ], listing, at: address, unit: "条", exportPath: "/campaigns/\(record.id)/records/export.xlsx", empty: empty
        ) { row in
            let name: HTML =
                "<a href=\"/inspections/\(row.inspection)/records\">\(row.unit)</a><small>\(row.unitCode)</small>"
            let verdict: HTML = row.record.verdict.map { Badge.html($0.label, $0 == .passed ? .good : .late) } ?? "—"
            return """
                <tr>\(Ledger.cell("单位", name, kind: "lead"))\(Ledger.cell("环节", "\(row.stepName)"))\
                \(Ledger.cell("日期", When.html(row.record.day), kind: "date"))\(Ledger.cell("地点", "\(row.record.place)"))\
                \(Ledger.cell("结论", verdict))\(Ledger.cell("情况", "\(row.record.text)", kind: "long"))\
                \(Ledger.cell("记录人", "\(row.by)"))</tr>
                """
        }
    }

    private var empty: HTML {
        "<div class=\"empty\"><strong>没有记录</strong><p>各单位的视导、评估和到校记录在其督导任务中登记。</p></div>"
    }

    static let sheet: [SheetLayout.Column] = [
        .init("单位", width: 30), .init("代码", kind: .text, width: 14), .init("环节", width: 16), .init("日期", kind: .day),
        .init("地点", width: 20), .init("参加人员", width: 30), .init("结论"), .init("情况", width: 60), .init("记录人"),
    ]

    static func cells(_ row: StepRecordRow) -> [SheetCell] {
        [
            .text(row.unit), .text(row.unitCode), .text(row.stepName), .day(row.record.day.text),
            .text(row.record.place), .text(row.record.participants), .text(row.record.verdict?.label ?? ""),
            .text(row.record.text), .text(row.by),
        ]
    }
}
