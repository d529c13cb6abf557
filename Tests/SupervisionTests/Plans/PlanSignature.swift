import Supervision

/// A reading as lines that can be compared with labels, one for each thing that was read.
///
/// The same lines are made from `dudao plan read --json` by `Benchmarks/dudaobench/reading.py`.
enum PlanSignature {
    static func lines(_ reading: PlanReading) -> [String] {
        head(reading) + reading.chapters.map { "chapter\t\($0.number)\t\($0.title)" }
            + reading.items.flatMap { item($0, "item") }
            + reading.schedule.flatMap { item($0, "schedule") }
            + reading.schedule.compactMap { row in
                reading.items.first { $0.id == row.belongsTo }.map { "join\t\(row.number)\t\($0.number)" }
            } + reading.statements.map(statement) + reading.flags.map { "flag\t\($0.code.rawValue)" }
    }

    static func window(_ window: PlanWindow) -> String {
        let recurrence = window.recurrence.map { "@\($0.code)" } ?? ""
        let stage = window.stage.isEmpty ? "" : "#\(window.stage)"
        return "\(window.start?.text ?? "nil")..\(window.end?.text ?? "nil")\(recurrence)\(stage)"
    }

    static func target(_ target: PlanTarget) -> String {
        let figure = "\(target.comparison.rawValue)\(target.quantity?.text ?? "nil") \(target.unit)|\(target.of)"
        return "\(target.force.rawValue) \(figure)\(target.period.map { "@\($0.code)" } ?? "")"
    }

    private static func head(_ reading: PlanReading) -> [String] {
        let fields: [(String, String?)] = [
            ("title", reading.title?.value), ("issuer", reading.issuer?.value),
            ("documentNumber", reading.documentNumber?.value),
            ("date", reading.date?.value.text), ("year", reading.year.map { "\($0)" }),
            ("salutation", reading.salutation?.value),
        ]
        return fields.compactMap { name, value in value.map { "\(name)\t\($0)" } }
            + reading.annexes.map { "annex\t\($0.value)" }
    }

    private static func item(_ item: PlanReading.Item, _ name: String) -> [String] {
        ["\(name)\t\(item.number)\t\(item.title)"] + item.windows.map { "window\t\(item.title)\t\(window($0))" }
            + item.targets.map { "target\t\(item.title)\t\(target($0))" }
    }

    private static func statement(_ statement: PlanReading.Statement) -> String {
        let change = statement.change.map { "\t\($0.quantity.text) \($0.unit) \($0.than)" } ?? ""
        return "statement\t\(statement.quantity?.text ?? "nil") \(statement.unit)|\(statement.of)\(change)"
    }
}
