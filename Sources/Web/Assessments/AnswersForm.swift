import Foundation
import Store
import Supervision

/// What an assessment's form holds: fields `value.1.2`, `note.1.2` and `na.1.2` of each criterion.
///
/// A script sends only what changed. The whole form, sent by a button, says so with `whole`, because an unticked
/// box is not sent at all.
struct AnswersForm: Sendable {
    let version: Int
    let part: String
    let changes: [TypedAnswer]

    init(_ fields: Fields) {
        version = fields.number("version") ?? 0
        part = fields.text("part")
        let isWhole = !fields.text("whole").isEmpty
        var changes: [String: TypedAnswer] = [:]
        for name in fields.names {
            guard let dot = name.firstIndex(of: ".") else { continue }
            let criterion = String(name[name.index(after: dot)...])
            var change = changes[criterion] ?? TypedAnswer(criterion)
            switch name[..<dot] {
            case "value": change.value = fields[name]
            case "note": change.note = fields[name]?.replacing("\r\n", with: "\n")
            case "na": change.isApplicable = fields.text(name).isEmpty
            case "offers" where isWhole: change.isApplicable = fields.text("na.\(criterion)").isEmpty
            default: continue
            }
            changes[criterion] = change
        }
        self.changes = changes.values.sorted { $0.criterion < $1.criterion }
    }
}

extension SaveOutcome {
    /// As the command keeps it, so that a repeated request gets the same answer.
    var text: String {
        get throws { try JSONColumn.text(self) }
    }

    init(text: String) throws {
        self = try JSONColumn.value(text)
    }
}
