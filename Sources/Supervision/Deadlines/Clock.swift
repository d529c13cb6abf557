/// The statutory clock: from a rule and the day of its trigger to the day that is due.
package enum Clock {
    /// The rule that holds for a step whose clock started on `day`.
    ///
    /// What neither the jurisdiction nor the nation counts is refused: days that no law gives are the office's to set.
    package static func rule(
        _ id: DeadlineRuleID, in jurisdiction: Jurisdiction, on day: Day
    ) throws(ClockRefusal) -> DeadlineRule {
        guard let rule = RulePack.of(jurisdiction).rule(id) else { throw .noDays(id, jurisdiction) }
        guard rule.validity.contains(day) else { throw .notInForce(rule) }
        return rule
    }

    package static func due(_ rule: DeadlineRule, from day: Day, in calendar: WorkCalendar) -> Deadline {
        Deadline(from: day, end: rule.term.end(from: day, in: calendar), basis: .rule(rule))
    }

    package static func due(_ term: OfficeTerm, from day: Day, in calendar: WorkCalendar) -> Deadline {
        Deadline(from: day, end: term.term.end(from: day, in: calendar), basis: .office(term))
    }
}

/// Why there is no deadline to be had.
package enum ClockRefusal: Refusal, Equatable {
    case noDays(DeadlineRuleID, Jurisdiction)
    case notInForce(DeadlineRule)
    case termTooShort
    case reasonMissing

    package var code: String {
        switch self {
        case .noDays: "clock.noDays"
        case .notInForce: "clock.notInForce"
        case .termTooShort: "clock.termTooShort"
        case .reasonMissing: "clock.reasonMissing"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .noDays(let id, .national):
            "国家规定没有为“\(id.label)”规定天数，须由督导机构自行设定期限并写明理由。"
        case .noDays(let id, let jurisdiction):
            "\(jurisdiction.label)和国家规定都没有为“\(id.label)”规定天数，须由督导机构自行设定期限并写明理由。"
        case .notInForce(let rule):
            "\(rule.clause.document)自\(rule.validity.from.chinese)起施行，起算日在此之前，须由督导机构自行设定期限并写明理由。"
        case .termTooShort: "期限至少为1日。"
        case .reasonMissing: "请写明设定该期限的理由。"
        }
    }
}
