import Store
import Supervision

/// A page with a form that comes back with what was typed and what is wrong beside each field.
protocol TypedPage: Page {
    var fields: Fields { get }
    var refusal: (any Refusal)? { get }
}

extension TypedPage {
    func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: fields.text(name), problem: (refusal as? FormRefusal)?.problems[name], help: help,
            isRequired: isRequired)
    }
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
