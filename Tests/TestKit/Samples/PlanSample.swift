package import Supervision

/// A small plan of an invented district with what a reader makes of it, each span found in the text.
package enum PlanSample {
    package static let text = """
        云江区教育督导室2026年工作要点

        一、督政
        1.开展履行教育职责评价。上半年完成全区自查。
        二、督学
        2.完成40所幼儿园办园行为督导评估。3月至6月底完成实地评估。整改复查另行安排。
        3.责任督学每月到校督导至少1次。
        工作安排表
        1	幼儿园评估	3月—6月底
        2	督学培训班	8月上旬
        附注：请各校配合。
        """

    package static func span(_ words: String, in text: String = text) -> SourceSpan {
        let scalars = Array(text.unicodeScalars)
        let wanted = Array(words.unicodeScalars)
        let start = (0...(scalars.count - wanted.count)).first { Array(scalars[$0..<($0 + wanted.count)]) == wanted }
        guard let start else { preconditionFailure("\(words) is not in the text") }
        return SourceSpan(start, start + wanted.count)
    }

    /// As the reader would have it, for `text` or another text with the same lines.
    package static func reading(_ text: String = text) -> PlanReading {
        var reading = PlanReading()
        reading.title = Read("云江区教育督导室2026年工作要点", span("云江区教育督导室2026年工作要点", in: text))
        reading.year = 2026
        reading.length = text.unicodeScalars.count
        reading.chapters = [
            chapter("c1", "一、", "督政", in: text), chapter("c2", "二、", "督学", in: text),
        ]
        var first = item("1", "1.", "c1", "开展履行教育职责评价。", "上半年完成全区自查。", in: text)
        first.kinds = [.governments]
        first.windows = [
            PlanWindow(start: "2026-01-01", end: "2026-06-30", text: "上半年", span: span("上半年", in: text))
        ]
        var second = item(
            "2", "2.", "c2", "完成40所幼儿园办园行为督导评估。", "3月至6月底完成实地评估。整改复查另行安排。", in: text)
        second.kinds = [.schools]
        second.units = [Read("幼儿园", span("幼儿园", in: text))]
        second.targets = [
            PlanTarget(quantity: Points(40), unit: "所", of: "幼儿园", text: "40所幼儿园", span: span("40所幼儿园", in: text))
        ]
        second.windows = [
            PlanWindow(start: "2026-03-01", end: "2026-06-30", text: "3月至6月底", span: span("3月至6月底", in: text))
        ]
        var third = item("3", "3.", "c2", "责任督学每月到校督导至少1次。", "", in: text)
        third.kinds = [.inspectors]
        third.windows = [
            PlanWindow(
                start: "2026-01-01", end: "2026-12-31", recurrence: PlanTarget.Period(1, .month), text: "每月",
                span: span("每月", in: text),
                confidence: 70)
        ]
        reading.items = [first, second, third]
        reading.schedule = [
            row("r1", "幼儿园评估", "3月—6月底", "2026-03-01", "2026-06-30", belongsTo: "2", in: text),
            row("r2", "督学培训班", "8月上旬", "2026-08-01", "2026-08-10", in: text),
        ]
        let spans = reading.chapters.map(\.span) + reading.items.map(\.span) + reading.schedule.map(\.span)
        reading.unread = spans.reduce([SourceSpan(0, reading.length)]) { $0.removing($1) }
        return reading
    }

    package static func version(_ text: String = text) -> PlanCorrections.Version {
        .init(reading(text), in: text, year: 2026)
    }

    /// The key of an item of the sample, by its place.
    package static func key(_ place: Int) -> String {
        PlanCorrecting(reading(), in: text, year: 2026).entries[place].key
    }

    private static func chapter(_ id: String, _ number: String, _ title: String, in text: String) -> PlanReading.Chapter
    {
        PlanReading.Chapter(
            id: id, parent: nil, number: number, title: title, text: "", isSummary: false,
            span: span(number + title, in: text))
    }

    private static func item(
        _ id: String, _ number: String, _ chapter: String, _ title: String, _ rest: String, in text: String
    ) -> PlanReading.Item {
        let from = span("\n\(number)\(title)", in: text).from + 1
        let end = rest.isEmpty ? span(title, in: text).to : span(rest, in: text).to
        return PlanReading.Item(
            id: id, number: number, chapter: chapter, title: String(title.dropLast()), text: title + rest,
            span: SourceSpan(from, end))
    }

    private static func row(
        _ id: String, _ title: String, _ time: String, _ start: Day, _ end: Day, belongsTo: String? = nil,
        in text: String
    ) -> PlanReading.Item {
        let whole = span("\(title)\t\(time)", in: text)
        var row = PlanReading.Item(
            id: id, number: String(id.dropFirst()), chapter: "", title: title, text: "\(title) \(time)",
            span: SourceSpan(whole.from - 2, whole.to))
        row.windows = [PlanWindow(start: start, end: end, text: time, span: span(time, in: text))]
        row.belongsTo = belongsTo
        return row
    }
}
