import SQLCore
import Store
import Supervision

/// What the office wrote from its records: last year's summary, issued and public; last month's 通报; this year's draft
/// with a figure that has changed since.
enum DemoSummaries {
    static func tell(_ stage: DemoStage) throws {
        // Begun before the others were issued: what they changed is marked in it.
        let draft = try stage.act(DemoCast.officer, on: stage.calendar.before(12)) { act in
            try Summaries.begin(NewSummary(kind: .year, span: SummarySpan(yearOf: stage.calendar.today)), act)
        }
        try lastYear(stage)
        try monthly(stage)
        try stage.act(DemoCast.officer, on: stage.calendar.today) { act in
            let record = try Summaries.require(draft, visibleTo: act.viewer, in: act.db)
            let now = try Summaries.now(record, visibleTo: act.viewer, at: act.at, in: act.db)
            let changed = record.summary.draft.changes(against: now).map(\.number)
            // One is left for whoever tries the demo.
            if changed.count > 1 { try Summaries.accept(Set(changed.dropFirst()), of: draft, version: nil, act) }
        }
    }

    private static func lastYear(_ stage: DemoStage) throws {
        let span = SummarySpan(yearOf: stage.calendar.today.adding(months: -12))
        let drafted = span.last.adding(days: 12)
        let document = try stage.act(DemoCast.officer, on: drafted) { act in
            let id = try Summaries.begin(NewSummary(kind: .year, span: span), act)
            try finish(id, "一是继续做好五年一轮办园行为督导评估；二是紧盯逾期未整改问题，逐个销号；三是加强责任督学培训。", act)
            return try Summaries.submit(id, version: nil, act)
        }
        try stage.act(DemoCast.director, on: drafted.adding(days: 1)) { act in
            _ = try Documents.issue(document, version: nil, act)
            try Documents.publish(document, version: nil, act)
        }
    }

    private static func monthly(_ stage: DemoStage) throws {
        let month = SummarySpan(monthOf: stage.calendar.today.adding(months: -1))
        let drafted = min(month.last.adding(days: 2), stage.calendar.today)
        let document = try stage.act(DemoCast.officer, on: drafted) { act in
            let id = try Summaries.begin(NewSummary(kind: .month, span: month), act)
            try finish(id, "请有逾期问题的单位在收到本通报后5个工作日内提交整改佐证；确有困难的，按规定申请延期。", act)
            return try Summaries.submit(id, version: nil, act)
        }
        try stage.act(DemoCast.director, on: drafted) { act in _ = try Documents.issue(document, version: nil, act) }
    }

    /// Fills in what the template left to the office.
    private static func finish(_ id: SummaryID, _ words: String, _ act: Act) throws {
        let record = try Summaries.require(id, visibleTo: act.viewer, in: act.db)
        let lines = record.summary.draft.editable.split(separator: "\n").map { line in
            line.hasPrefix("【待填") ? words : told(String(line))
        }
        try Summaries.edit(
            id, title: record.summary.draft.text.title, recipient: "", text: lines.joined(separator: "\n"),
            version: nil, act)
    }

    /// What the plan's items left open was done as planned.
    private static func told(_ line: String) -> String {
        let parts = line.split(separator: "实际完成【待填", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            index == 0 ? String(part) : "已按计划完成" + (part.split(separator: "】", maxSplits: 1).last ?? "")
        }.joined()
    }
}
