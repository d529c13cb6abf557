/// The time limits of one jurisdiction.
package struct RulePack: Hashable, Sendable {
    package let jurisdiction: Jurisdiction
    package let own: [DeadlineRule]

    package static func of(_ jurisdiction: Jurisdiction) -> RulePack {
        RulePack(jurisdiction: jurisdiction, own: rows(of: jurisdiction).map { $0.rule(in: jurisdiction) })
    }

    /// The rules that hold here: its own, and the national ones it has no own rule for, in the order of the steps.
    package var rules: [DeadlineRule] {
        let national = jurisdiction == .national ? [] : RulePack.of(.national).own
        return DeadlineRuleID.allCases.compactMap { id in
            own.first { $0.id == id } ?? national.first { $0.id == id }
        }
    }

    /// The rule for a step, with the national one behind it; nil where neither sets any days.
    package func rule(_ id: DeadlineRuleID) -> DeadlineRule? {
        rules.first { $0.id == id }
    }

    private static func rows(of jurisdiction: Jurisdiction) -> [RuleRow] {
        switch jurisdiction {
        case .national: RuleRow.national
        case .chongqing: RuleRow.chongqing
        case .zhejiang: RuleRow.zhejiang
        case .shanghai: RuleRow.shanghai
        case .shandong: RuleRow.shandong
        }
    }
}

/// One line of a rule pack.
struct RuleRow {
    let id: DeadlineRuleID
    let term: Term
    let trigger: DeadlineTrigger
    let regulation: Regulation
    let article: String?
    let summary: String

    init(
        _ id: DeadlineRuleID, _ term: Term, after trigger: DeadlineTrigger, _ regulation: Regulation,
        _ article: String?, _ summary: String
    ) {
        self.id = id
        self.term = term
        self.trigger = trigger
        self.regulation = regulation
        self.article = article
        self.summary = summary
    }

    func rule(in jurisdiction: Jurisdiction) -> DeadlineRule {
        DeadlineRule(
            id: id, jurisdiction: jurisdiction, trigger: trigger, term: term,
            clause: Clause(document: regulation.name, article: article, summary: summary),
            source: regulation.source, validity: Period(from: regulation.inForce))
    }
}

/// A regulation that sets days.
struct Regulation {
    let name: String
    let inForce: Day
    let source: SourceMark
}
