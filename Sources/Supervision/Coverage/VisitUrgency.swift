/// How much each reason weighs when schools are put in order; an office's own, no regulation gives them.
package struct UrgencyWeights: Hashable, Sendable, Codable {
    /// For each problem past its day, up to three.
    package var overdue: Int
    /// For each tip that waits to be verified, up to three.
    package var tip: Int
    /// For each early warning about the school, up to three.
    package var warning: Int
    /// For each open problem, up to five.
    package var open: Int
    /// While this month's visits are not made.
    package var month: Int
    /// In addition when a week or less of the month is left.
    package var monthEnds: Int
    /// For each visit that the law still asks for in this term.
    package var term: Int
    /// For each week since the last visit, up to twelve; a school that was never seen counts as twelve.
    package var week: Int

    package init(
        overdue: Int = 20, tip: Int = 15, warning: Int = 10, open: Int = 3, month: Int = 30, monthEnds: Int = 20,
        term: Int = 10, week: Int = 3
    ) {
        self.overdue = overdue
        self.tip = tip
        self.warning = warning
        self.open = open
        self.month = month
        self.monthEnds = monthEnds
        self.term = term
        self.week = week
    }

    package static let usual = UrgencyWeights()

    /// Each with the name of its field and its words.
    package static var fields: [(name: String, label: String, path: WritableKeyPath<UrgencyWeights, Int>)] {
        [
            ("month", "本月还没到校", \.month), ("monthEnds", "本月只剩一周", \.monthEnds), ("term", "本学期法定次数每缺1次", \.term),
            ("week", "距上次到校每满1周（至多12周）", \.week), ("overdue", "每个逾期问题（至多3个）", \.overdue),
            ("open", "每个未销号问题（至多5个）", \.open), ("tip", "每件待核实的举报（至多3件）", \.tip),
            ("warning", "每条预警（至多3条）", \.warning),
        ]
    }

    var isSound: Bool { UrgencyWeights.fields.allSatisfy { (0...100).contains(self[keyPath: $0.path]) } }
}

/// What is known about a school when it is decided where to go next.
package struct UrgencyFacts: Hashable, Sendable {
    package var lastVisit: Day?
    package var openFindings: Int
    package var overdueFindings: Int
    package var tips: Int
    package var warnings: Int
    /// Visits of this month that are not made.
    package var lacksMonth: Int
    /// Visits that the law still asks for in this term.
    package var lacksTerm: Int

    package init(
        lastVisit: Day? = nil, openFindings: Int = 0, overdueFindings: Int = 0, tips: Int = 0, warnings: Int = 0,
        lacksMonth: Int = 0, lacksTerm: Int = 0
    ) {
        self.lastVisit = lastVisit
        self.openFindings = openFindings
        self.overdueFindings = overdueFindings
        self.tips = tips
        self.warnings = warnings
        self.lacksMonth = lacksMonth
        self.lacksTerm = lacksTerm
    }
}

/// How urgently a school should be visited next (到校缓急), with the reasons that make it up.
package struct VisitUrgency: Hashable, Sendable {
    package struct Reason: Hashable, Sendable {
        package let text: String
        package let points: Int
    }

    /// Only those that count, the heaviest first.
    package let reasons: [Reason]

    /// `last` is the last day of teaching in this month, where that is before the month's own last day.
    package init(_ facts: UrgencyFacts, on today: Day, by weights: UrgencyWeights = .usual, until last: Day? = nil) {
        var found: [Reason] = []
        func add(_ text: String, _ points: Int) {
            if points > 0 { found.append(Reason(text: text, points: points)) }
        }
        if facts.lacksMonth > 0 {
            let monthEnds = Month(of: today).last
            let left = today.distance(to: last ?? monthEnds)
            let days = last.map { $0 < monthEnds } ?? false ? "授课" : ""
            add("本月还差\(facts.lacksMonth)次", weights.month)
            if left <= 7 { add(left == 0 ? "今天是本月\(days)最后一天" : "本月\(days)只剩\(left)天", weights.monthEnds) }
        }
        if facts.lacksTerm > 0 { add("本学期法定次数还差\(facts.lacksTerm)次", facts.lacksTerm * weights.term) }
        if let last = facts.lastVisit {
            let days = max(0, last.distance(to: today))
            add("已有\(days)天没有到校", min(12, days / 7) * weights.week)
        } else {
            add("还没有到校记录", 12 * weights.week)
        }
        if facts.overdueFindings > 0 {
            add("\(facts.overdueFindings)个问题逾期", min(3, facts.overdueFindings) * weights.overdue)
        }
        if facts.openFindings > 0 { add("\(facts.openFindings)个问题未销号", min(5, facts.openFindings) * weights.open) }
        if facts.tips > 0 { add("\(facts.tips)件举报待核实", min(3, facts.tips) * weights.tip) }
        if facts.warnings > 0 { add("\(facts.warnings)条预警", min(3, facts.warnings) * weights.warning) }
        reasons = found.enumerated().sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }
            .map(\.element)
    }

    package var points: Int { reasons.reduce(0) { $0 + $1.points } }
}
