/// 挂图作战: every problem as one mark, by who has to put it right and by the week in which it is due.
package struct WallChart: Hashable, Sendable {
    /// What a mark shows by its colour.
    package enum Tone: String, Hashable, Sendable, CaseIterable {
        case late, waiting, rectifying, checking, closed

        package init(_ state: FindingPart.State, isLate: Bool) {
            self =
                switch state {
                case .draft, .issued, .acknowledged: isLate ? .late : .waiting
                case .planned, .returned: isLate ? .late : .rectifying
                case .submitted, .verified: .checking
                case .closed: .closed
                }
        }

        package var label: String {
            switch self {
            case .late: "已逾期"
            case .waiting: "待签收、待报方案"
            case .rectifying: "整改中"
            case .checking: "待核查、待销号"
            case .closed: "已销号"
            }
        }
    }

    package struct Mark: Hashable, Sendable {
        package let part: FindingPartID
        package let finding: FindingID
        package let number: FindingNumber
        package let unit: OrganisationID
        package let unitName: String
        package let state: FindingPart.State
        package let dueOn: Day?
        package let tone: Tone

        package init(
            part: FindingPartID, finding: FindingID, number: FindingNumber, unit: OrganisationID, unitName: String,
            state: FindingPart.State, dueOn: Day?, on today: Day
        ) {
            self.part = part
            self.finding = finding
            self.number = number
            self.unit = unit
            self.unitName = unitName
            self.state = state
            self.dueOn = dueOn
            tone = Tone(state, isLate: state.awaitsUnit && (dueOn.map { today > $0 } ?? false))
        }
    }

    /// A column: one week from Monday to Sunday, what lies before or after all weeks shown, or what has no day.
    package enum Column: Hashable, Sendable {
        case before, week(Day), after, undated
    }

    /// The Mondays of the weeks shown.
    package let weeks: [Day]
    package let marks: [Mark]

    /// From the week of `from` to that of `until`; at most two years of them.
    package init(_ marks: [Mark], from: Day, until: Day) {
        let first = WallChart.monday(of: from)
        let last = WallChart.monday(of: max(from, until))
        let count = min(first.distance(to: last) / 7 + 1, 106)
        weeks = (0..<count).map { first.adding(days: $0 * 7) }
        self.marks = marks
    }

    package static func monday(of day: Day) -> Day { day.adding(days: 1 - day.weekday) }

    package func column(of day: Day?) -> Column {
        guard let day else { return .undated }
        guard let first = weeks.first, let last = weeks.last else { return .after }
        if day < first { return .before }
        if day >= last.adding(days: 7) { return .after }
        return .week(WallChart.monday(of: day))
    }

    /// The columns that have something in them or lie within the weeks shown.
    package var columns: [Column] {
        let used = Set(marks.map { column(of: $0.dueOn) })
        return (used.contains(.before) ? [.before] : []) + weeks.map { .week($0) }
            + (used.contains(.after) ? [.after] : []) + (used.contains(.undated) ? [.undated] : [])
    }

    package struct Row: Hashable, Sendable {
        package let unit: OrganisationID
        package let name: String
        package let marks: [Mark]

        package func count(_ tone: Tone) -> Int { marks.count { $0.tone == tone } }
    }

    /// One row a unit: who is latest comes first, then who has most that is open.
    package var rows: [Row] {
        Dictionary(grouping: marks, by: \.unit).map { unit, marks in
            Row(unit: unit, name: marks[0].unitName, marks: marks)
        }.sorted { left, right in
            let (a, b) = (left.rank, right.rank)
            return a == b ? (left.name, left.unit.rawValue) < (right.name, right.unit.rawValue) : a > b
        }
    }

    package func count(_ tone: Tone) -> Int { marks.count { $0.tone == tone } }
}

extension WallChart.Row {
    /// Late ones weigh most, then open ones, then all.
    fileprivate var rank: Int {
        (count(.late) * 1_000_000 + (marks.count - count(.closed))) * 1_000 + min(marks.count, 999)
    }
}
