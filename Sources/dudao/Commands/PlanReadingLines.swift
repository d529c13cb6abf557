import Supervision

/// What was read as an outline that a person reads.
struct PlanReadingLines {
    private let reading: PlanReading

    init(_ reading: PlanReading) {
        self.reading = reading
    }

    var lines: [String] { head + body + part("日程", reading.schedule.flatMap(item)) + figures + rest }

    private var head: [String] {
        let years = [reading.year, reading.lastYear].compactMap { $0.map { "\($0)年" } }
        let fields: [(String, String?)] = [
            ("题目", reading.title?.value), ("通知", reading.noticeTitle?.value), ("发文机关", reading.issuer?.value),
            ("发文字号", reading.documentNumber?.value), ("年度", years.isEmpty ? nil : years.joined(separator: "至")),
            ("日期", reading.date?.value.chinese), ("主送", reading.salutation?.value),
        ]
        return fields.compactMap { name, value in value.map { "\(name)：\($0)" } }
            + reading.annexes.map { "附件：\($0.value)" }
    }

    /// Chapters in order, each with its items; items of none first.
    private var body: [String] {
        let known = Set(reading.chapters.map(\.id))
        let free = reading.items.filter { !known.contains($0.chapter) }
        return free.flatMap(item)
            + reading.chapters.flatMap { chapter in
                ["", chapter.number + chapter.title + (chapter.isSummary ? "（总结）" : "")]
                    + reading.items.filter { $0.chapter == chapter.id }.flatMap(item)
            }
    }

    private func item(_ item: PlanReading.Item) -> [String] {
        let kinds = item.kinds.isEmpty ? "" : "［\(item.kinds.map(\.label).joined(separator: "、"))］"
        // A bare number of a table's row would run into a title that begins with one.
        let space = item.number.last?.isNumber ?? false ? " " : ""
        var lines = ["  \(item.number)\(space)\(item.title)\(kinds)"]
        if !item.units.isEmpty { lines.append("      对象：" + item.units.map(\.value).joined(separator: "、")) }
        lines += item.targets.map { "      目标：" + target($0) }
        lines += item.windows.map { "      时间：" + window($0) }
        if let other = item.belongsTo { lines.append("      属于：\(other)") }
        return lines
    }

    private func target(_ target: PlanTarget) -> String {
        let sign = target.comparison == .equal ? "" : target.comparison.label
        let figure = target.quantity.map { "\($0)" } ?? "（未写明）"
        let period = target.period.map { "\($0.label) " } ?? ""
        let force = target.force == .must ? "" : "（\(target.force.label)）"
        return "\(period)\(target.of)\(sign)\(figure)\(target.unit)\(force)"
    }

    private func window(_ window: PlanWindow) -> String {
        let days = [window.start, window.end].map { $0?.chinese ?? "未定" }
        let stage = window.stage.isEmpty ? "" : "\(window.stage) "
        let recurrence = window.recurrence.map { "，\($0.label)" } ?? ""
        return "\(stage)\(window.text)（\(days[0])至\(days[1])\(recurrence)）"
    }

    private var figures: [String] {
        part(
            "总结中的数字",
            reading.statements.map { statement in
                let figure = statement.quantity.map { "\($0)" } ?? "（未写明）"
                let year = statement.year.map { "\($0)年 " } ?? ""
                let change = statement.change.map { "（\($0.text)）" } ?? ""
                let about = statement.isApproximate ? "约" : ""
                return "  \(year)\(statement.of) \(about)\(figure)\(statement.unit)\(change)"
            })
    }

    private var rest: [String] {
        let left = reading.unread.reduce(0) { $0 + $1.count }
        return part("备注", reading.notes.map { "  \($0.value)" })
            + part("请核对", reading.flags.map { "  \($0.text)" })
            + ["", "全文\(reading.length)字，未归入任何字段\(left)字。"]
    }

    private func part(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines
    }
}
