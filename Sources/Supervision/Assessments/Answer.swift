/// What an assessment says about one criterion.
package struct Answer: Hashable, Sendable, Codable {
    /// The criterion's number within the framework version.
    package let criterion: String
    package var value: Value?
    package var note: String
    /// Why the criterion does not concern this unit; nil when it does.
    package var notApplicable: String?
    package var evidenceCount: Int

    package init(
        _ criterion: String, _ value: Value? = nil, note: String = "", notApplicable: String? = nil,
        evidenceCount: Int = 0
    ) {
        self.criterion = criterion
        self.value = value
        self.note = note
        self.notApplicable = notApplicable
        self.evidenceCount = evidenceCount
    }

    package enum Value: Hashable, Sendable, Codable {
        case points(Points)
        case level(String)
        case yes(Bool)
        case count(Points)
        /// Whether the veto applies (true is bad).
        case veto(Bool)
    }

    package var isGiven: Bool { value != nil || notApplicable != nil }
}

extension Answer.Value {
    /// Why the value does not answer a criterion of `kind`; nil when it does.
    package func problem(for kind: Criterion.Kind) -> String? {
        switch (self, kind) {
        case (.points(let points), .scored(let max)):
            points >= .zero && points <= max ? nil : "得分应在0到\(max.text)之间。"
        case (.level(let name), .graded(let levels)):
            levels.contains { $0.name == name } ? nil : "没有“\(name)”这一等级。"
        case (.count(let count), .counted): count >= .zero ? nil : "数量不能小于0。"
        case (.yes, .yesNo), (.veto, .veto): nil
        default: "答案与指标类型“\(kind.label)”不符。"
        }
    }

    /// A plain form for storage and forms: `3.5`, `良`, `是`, `否`.
    package var text: String {
        switch self {
        case .points(let points), .count(let points): points.text
        case .level(let name): name
        case .yes(let flag), .veto(let flag): flag ? "是" : "否"
        }
    }

    /// Reads `text` as an answer to a criterion of `kind`; nil when it is none.
    package init?(_ text: String, for kind: Criterion.Kind) {
        let value: Answer.Value? =
            switch kind {
            case .scored: Points(text.trimmed).map { .points($0) }
            case .counted: Points(text.trimmed).map { .count($0) }
            case .graded: .level(text.trimmed)
            case .yesNo: Answer.Value.flag(text).map { .yes($0) }
            case .veto: Answer.Value.flag(text).map { .veto($0) }
            }
        guard let value, value.problem(for: kind) == nil else { return nil }
        self = value
    }

    private static func flag(_ text: String) -> Bool? {
        switch text.trimmed {
        case "是": true
        case "否": false
        default: nil
        }
    }
}
