import Store
import Supervision

/// A page that a refused form comes back to: with what was typed, and what is wrong with it by field.
protocol TypedPage: Page {
    /// Nil where the form says what holds.
    var typed: Fields? { get }
    var refusal: (any Refusal)? { get }
}

extension TypedPage {
    /// A control with what was typed, else with `value`.
    func field(
        _ name: String, _ label: String, _ value: String = "", help: String = "", isRequired: Bool = true
    ) -> Field {
        Field(
            name, label, value: typed?.text(name) ?? value, problem: (refusal as? FormRefusal)?.problems[name],
            help: help, isRequired: isRequired)
    }
}

/// A page whose form has its fields from the start, such as those of what is being changed.
protocol FilledPage: TypedPage {
    var fields: Fields { get }
}

extension FilledPage {
    var typed: Fields? { fields }
}

extension Fields {
    /// The days `from` and `until`, the second of which may be left out; what is wrong is added to `problems`.
    func validity(beginning: String, reversed: any Refusal, _ problems: inout [String: String]) -> Period? {
        let from = Day(text("from"))
        if from == nil { problems["from"] = "请填写\(beginning)。" }
        let until = Day(text("until"))
        if until == nil, !text("until").isEmpty { problems["until"] = "日期无法识别。" }
        guard let from, problems["until"] == nil else { return nil }
        guard let period = Period(from: from, until: until) else {
            problems["until"] = reversed.message
            return nil
        }
        return period
    }
}
