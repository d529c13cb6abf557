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
