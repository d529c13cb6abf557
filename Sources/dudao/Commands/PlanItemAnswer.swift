import Foundation
import Supervision

/// An item of a plan, or a row of its table, as `dudao plan read --json` prints it.
struct PlanItemAnswer: Encodable {
    private let item: PlanReading.Item
    private let chapter: String?

    /// `titles` are those of the chapters by id.
    init(_ item: PlanReading.Item, _ titles: [String: String]) {
        self.item = item
        chapter = titles[item.chapter]
    }

    private enum Key: String, CodingKey {
        case id, number, chapter, chapterId, title, text, kinds, units, actors, targets, windows, points, shares,
            belongsTo
        case span, confidence, fields
    }

    private enum FieldKey: String, CodingKey {
        case units, actors
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(item.id, forKey: .id)
        try container.encode(item.number, forKey: .number)
        try container.encode(chapter, forKey: .chapter)
        try container.encode(item.chapter.isEmpty ? nil : item.chapter, forKey: .chapterId)
        try container.encode(item.title, forKey: .title)
        try container.encode(item.text, forKey: .text)
        try container.encode(item.kinds.map(\.rawValue), forKey: .kinds)
        try container.encode(item.units.map(\.value), forKey: .units)
        try container.encode(item.actors.map(\.value), forKey: .actors)
        try container.encode(item.targets.map(PlanTargetAnswer.init), forKey: .targets)
        try container.encode(item.windows.map(PlanWindowAnswer.init), forKey: .windows)
        try container.encode(item.points, forKey: .points)
        try container.encode(item.shares, forKey: .shares)
        try container.encode(item.belongsTo, forKey: .belongsTo)
        try container.encode(item.span, forKey: .span)
        try container.encode(item.confidence, forKey: .confidence)
        var fields = container.nestedContainer(keyedBy: FieldKey.self, forKey: .fields)
        try fields.encode(item.units.map(PlanReadAnswer.init), forKey: .units)
        try fields.encode(item.actors.map(PlanReadAnswer.init), forKey: .actors)
    }
}

extension Points {
    /// The figure exactly as it is written, which a floating-point number would not be.
    fileprivate var decimal: Decimal? { Decimal(string: text) }
}

struct PlanTargetAnswer: Encodable {
    private let target: PlanTarget

    init(_ target: PlanTarget) {
        self.target = target
    }

    private enum Key: String, CodingKey {
        case quantity, comparison, force, unit, of, period, text, span, confidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(target.quantity?.decimal, forKey: .quantity)
        try container.encode(target.comparison, forKey: .comparison)
        try container.encode(target.force, forKey: .force)
        try container.encode(target.unit, forKey: .unit)
        try container.encode(target.of, forKey: .of)
        try container.encode(target.period?.code, forKey: .period)
        try container.encode(target.text, forKey: .text)
        try container.encode(target.span, forKey: .span)
        try container.encode(target.confidence, forKey: .confidence)
    }
}

struct PlanWindowAnswer: Encodable {
    private let window: PlanWindow

    init(_ window: PlanWindow) {
        self.window = window
    }

    private enum Key: String, CodingKey {
        case start, end, recurrence, occurrences, stage, text, span, confidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(window.start?.text, forKey: .start)
        try container.encode(window.end?.text, forKey: .end)
        try container.encode(window.recurrence?.code, forKey: .recurrence)
        if window.recurrence != nil {
            try container.encode(window.occurrences.map { [$0.start.text, $0.end.text] }, forKey: .occurrences)
        }
        try container.encode(window.stage, forKey: .stage)
        try container.encode(window.text, forKey: .text)
        try container.encode(window.span, forKey: .span)
        try container.encode(window.confidence, forKey: .confidence)
    }
}

/// One figure of a summary; `change` is negative when it fell.
struct PlanStatementAnswer: Encodable {
    private let statement: PlanReading.Statement

    init(_ statement: PlanReading.Statement) {
        self.statement = statement
    }

    private enum Key: String, CodingKey {
        case quantity, unit, of, year, isApproximate, change, changeUnit, changeThan, changeText, changeSpan, text
        case span, confidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(statement.quantity?.decimal, forKey: .quantity)
        try container.encode(statement.unit, forKey: .unit)
        try container.encode(statement.of, forKey: .of)
        try container.encode(statement.year, forKey: .year)
        try container.encode(statement.isApproximate, forKey: .isApproximate)
        let change = statement.change
        try container.encode(change?.quantity.decimal, forKey: .change)
        try container.encode(change?.unit, forKey: .changeUnit)
        try container.encode(change?.than, forKey: .changeThan)
        try container.encode(change?.text, forKey: .changeText)
        try container.encode(change?.span, forKey: .changeSpan)
        try container.encode(statement.text, forKey: .text)
        try container.encode(statement.span, forKey: .span)
        try container.encode(statement.confidence, forKey: .confidence)
    }
}
