import TestKit

@testable import Supervision

/// Five schools with the books of the public teaching copy, and what random expressions are made of.
enum ExpressionSample {
    static let vocabulary = ExpressionVocabulary([
        ExpressionTerm("pupils", "在校生数"), ExpressionTerm("books", "图书册数"), ExpressionTerm("area", "面积"),
        ExpressionTerm("classes", "班数", isOfStage: true), ExpressionTerm("kind", "办别", kind: .text),
        ExpressionTerm("isRural", "是否农村", kind: .truth),
        ExpressionTerm("children", "常住人口", isOfCounty: true), ExpressionTerm("art rooms", "体育、艺术教室数"),
    ])

    static let books = [279, 137, 935, 160, 402]
    static let pupils = [45, 37, 89, 76, 55]

    /// Everything is there but `area`.
    static let data = ExpressionData(
        rows: zip(books, pupils).enumerated().map { index, school in
            ExpressionData.Row(
                organisation: "\(index + 1)",
                values: [
                    "books": .number(Quantity(school.0)), "pupils": .number(Quantity(school.1)),
                    "primary.classes": .number(Quantity(index)), "kind": .text(index == 0 ? "民办" : "公办"),
                    "isRural": .truth(index > 2), "art rooms": .number(Quantity(1)),
                ])
        }, county: ["children": .number(Quantity(400))])

    static func outcome(_ text: String) throws -> ExpressionOutcome {
        try Expression(text, vocabulary).outcome(over: data, stage: .primary)
    }

    /// A random number expression, in the county or of one organisation.
    static func number(_ dice: inout Dice, depth: Int, inside: Bool) -> String {
        func part(_ inside: Bool) -> String { number(&dice, depth: depth - 1, inside: inside) }
        guard depth > 0 else {
            let leaves = ["3", "0.5", "12%", "常住人口"] + (inside ? ["pupils", "图书册数", "小学班数", "[art rooms]"] : [])
            return leaves.randomElement(using: &dice) ?? "1"
        }
        switch Int.random(in: 0...(inside ? 7 : 11), using: &dice) {
        case 0: return "\(part(inside)) + \(part(inside))"
        case 1: return "\(part(inside)) − \(part(inside))"
        case 2: return "(\(part(inside))) × \(part(inside))"
        case 3: return "\(part(inside))÷(\(part(inside)))"
        case 4: return "-\(part(inside))"
        case 5: return "if(\(truth(&dice, depth: depth - 1, inside: inside)), \(part(inside)), \(part(inside)))"
        case 6: return "\(inside ? "max" : "ratio")(\(part(true)), \(part(true)))"
        case 7: return "((\(part(inside))))"
        case 8: return "sum(\(part(true)) where \(truth(&dice, depth: depth - 1, inside: true)))"
        case 9: return "count(\(truth(&dice, depth: depth - 1, inside: true)))"
        case 10: return "cv(\(part(true)), pupils)"
        default: return "percentile(\(part(true)), 25)"
        }
    }

    static func truth(_ dice: inout Dice, depth: Int, inside: Bool) -> String {
        func part() -> String { truth(&dice, depth: depth - 1, inside: inside) }
        guard depth > 0 else { return inside ? "isRural" : "1 < 2" }
        switch Int.random(in: 0...4, using: &dice) {
        case 0: return "\(part()) and \(part())"
        case 1: return "\(part()) 或 \(part())"
        case 2: return "not (\(part()))"
        case 3: return inside ? "办别 = “公办”" : part()
        default:
            let sign = ["<", "≤", "=", "<>", ">=", "＞"].randomElement(using: &dice) ?? "<"
            return "\(number(&dice, depth: depth - 1, inside: inside)) \(sign) "
                + number(&dice, depth: depth - 1, inside: inside)
        }
    }
}
