import Supervision

/// What `dudao deadline --json` prints; with `due` left out it is a line of the list.
struct DeadlineAnswer: Encodable {
    private let rule: DeadlineRule
    private let deadline: Deadline?

    init(_ rule: DeadlineRule, deadline: Deadline? = nil) {
        self.rule = rule
        self.deadline = deadline
    }

    private enum Key: String, CodingKey {
        case due, undetermined, rule, name, clause, days, months, unit, trigger, source, jurisdiction, summary
    }

    /// Nulls are written out: a reader must see that there is no day yet, not wonder whether a key was forgotten.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if let deadline {
            try container.encode(deadline.due, forKey: .due)
            try container.encodeIfPresent(deadline.undetermined, forKey: .undetermined)
        }
        try container.encode(rule.id, forKey: .rule)
        try container.encode(rule.name, forKey: .name)
        try container.encode(rule.clause.text, forKey: .clause)
        try container.encode(rule.clause.summary, forKey: .summary)
        try container.encode(rule.term.days, forKey: .days)
        try container.encode(rule.term.months, forKey: .months)
        try container.encode(rule.term.isWorking ? "working" : "calendar", forKey: .unit)
        try container.encode(rule.trigger, forKey: .trigger)
        try container.encode(rule.source, forKey: .source)
        try container.encode(rule.jurisdiction, forKey: .jurisdiction)
    }
}

/// What `dudao deadline --list --json` prints.
struct DeadlineList: Encodable {
    let jurisdiction: Jurisdiction
    let rules: [DeadlineAnswer]

    init(jurisdiction: Jurisdiction, rules: [DeadlineRule]) {
        self.jurisdiction = jurisdiction
        self.rules = rules.map { DeadlineAnswer($0) }
    }
}
