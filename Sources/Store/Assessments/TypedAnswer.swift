import Supervision

/// What somebody typed at one criterion; nil leaves what is there.
package struct TypedAnswer: Sendable, Equatable {
    package let criterion: String
    package var value: String?
    package var note: String?
    package var isApplicable: Bool?

    package init(_ criterion: String, value: String? = nil, note: String? = nil, isApplicable: Bool? = nil) {
        self.criterion = criterion
        self.value = value
        self.note = note
        self.isApplicable = isApplicable
    }
}

/// What came of saving answers: each criterion is taken or not by itself.
package struct SaveOutcome: Sendable, Equatable, Codable {
    /// Criteria whose answer is stored now, changed or not.
    package var saved: [String] = []
    /// Why a criterion's answer was not stored, by its number.
    package var problems: [String: String] = [:]
    /// Whether any of the problems is that somebody else answered meanwhile.
    package var isConflict = false
    /// The version that this page's next save should name.
    package var version = 0

    package init() {}

    /// One text for the person, in the order of the numbers; nil when all was stored.
    package var message: String? {
        guard !problems.isEmpty else { return nil }
        return problems.sorted { $0.key.compare($1.key) }.map { "“\($0.key)”\($0.value)" }.joined()
    }
}

extension String {
    /// Whether a criterion's number comes before another: 2 before 10.
    fileprivate func compare(_ other: String) -> Bool {
        split(separator: ".").map { Int($0) ?? 0 }.lexicographicallyPrecedes(
            other.split(separator: ".").map { Int($0) ?? 0 })
    }
}

/// An answer as it will be stored.
struct NextAnswer: Sendable, Equatable {
    var value: Answer.Value?
    var note = ""
    var isApplicable = true

    init(_ stored: StoredAnswer?) {
        guard let stored else { return }
        value = stored.value
        note = stored.note
        isApplicable = stored.isApplicable
    }

    /// The answer after a change, or why it cannot be.
    func applying(_ change: TypedAnswer, kind: Criterion.Kind) -> Result<NextAnswer, AnswerProblem> {
        var next = self
        if let note = change.note { next.note = note.trimmed }
        if let isApplicable = change.isApplicable { next.isApplicable = isApplicable }
        if let text = change.value?.trimmed {
            next.value = text.isEmpty ? nil : Answer.Value(text, for: kind)
            if !text.isEmpty, next.value == nil { return .failure(AnswerProblem(kind.wanted)) }
        }
        if next.note.count > 2_000 { return .failure(AnswerProblem("的说明请控制在2000字以内。")) }
        if !next.isApplicable, next.note.isEmpty { return .failure(AnswerProblem("标为不适用，请在说明里写明理由。")) }
        return .success(next)
    }
}

struct AnswerProblem: Error, Equatable {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}

extension Criterion.Kind {
    /// What a wrong value should have been.
    fileprivate var wanted: String {
        switch self {
        case .scored(let max): "的得分应为0到\(max.text)之间的数，小数不超过四位。"
        case .graded(let levels): "应选\(levels.map(\.name).joined(separator: "、"))之一。"
        case .counted(let unit, _): "应填写不小于0的数（\(unit)）。"
        case .yesNo, .veto: "应选“是”或“否”。"
        }
    }
}
