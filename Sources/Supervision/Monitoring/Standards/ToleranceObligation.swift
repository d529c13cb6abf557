package typealias ObligationID = Identifier<ToleranceObligation>

/// What a county has to cure because a unit used a tolerance (限期整改事项), as it is followed.
package struct ToleranceObligation: Hashable, Sendable {
    /// Nil while it is only computed: nobody has planned or settled it, and the county is not certified.
    package let id: ObligationID?
    package let tolerance: String
    package let organisation: OrganisationID
    package let unitCode: String
    package let unitName: String
    package let stage: Stage?
    /// Whether the unit still needs the tolerance by this year's figures.
    package let isUsed: Bool
    package let plan: String
    /// Nil until the county is certified.
    package let dueOn: Day?
    package let doneOn: Day?
    package let doneNote: String
    /// 0 where nothing is stored yet.
    package let version: Int

    package init(
        id: ObligationID?, tolerance: String, organisation: OrganisationID, unitCode: String, unitName: String,
        stage: Stage?, isUsed: Bool, plan: String = "", dueOn: Day? = nil, doneOn: Day? = nil, doneNote: String = "",
        version: Int = 0
    ) {
        self.id = id
        self.tolerance = tolerance
        self.organisation = organisation
        self.unitCode = unitCode
        self.unitName = unitName
        self.stage = stage
        self.isUsed = isUsed
        self.plan = plan
        self.dueOn = dueOn
        self.doneOn = doneOn
        self.doneNote = doneNote
        self.version = version
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case open, late, done

        package var label: String {
            switch self {
            case .open: "未完成"
            case .late: "已逾期"
            case .done: "已完成"
            }
        }
    }

    /// The last day still counts.
    package func state(on today: Day) -> State {
        if doneOn != nil { return .done }
        return dueOn.map { $0 < today } ?? false ? .late : .open
    }

    /// Days past the last day; nil while in time, undetermined or done.
    package func daysLate(on today: Day) -> Int? {
        guard state(on: today) == .late else { return nil }
        return dueOn?.distance(to: today)
    }
}
