/// What is planned or was done at one unit, whatever it comes from (单位督导日历).
package struct CalendarEntry: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case inspection(InspectionID, CampaignID)
        /// A joint visit (联合到校).
        case task(VisitTaskID)
        /// A visit that was made.
        case visit(VisitID)
    }

    package let source: Source
    /// The campaign's name, or the visit's theme.
    package let campaignName: String
    package let organisation: OrganisationID
    package let unitName: String
    /// The day that is set, or the campaign's days while none is.
    package let days: Period
    /// Whether the day is set.
    package let isFixed: Bool

    package init(
        _ source: Source, name: String, organisation: OrganisationID, unitName: String, days: Period, isFixed: Bool
    ) {
        self.source = source
        campaignName = name
        self.organisation = organisation
        self.unitName = unitName
        self.days = days
        self.isFixed = isFixed
    }

    package init(
        inspection: InspectionID, campaign: CampaignID, campaignName: String, organisation: OrganisationID,
        unitName: String, days: Period, isFixed: Bool
    ) {
        self.init(
            .inspection(inspection, campaign), name: campaignName, organisation: organisation, unitName: unitName,
            days: days, isFixed: isFixed)
    }

    /// Nil where it comes from no campaign.
    package var campaign: CampaignID? {
        if case .inspection(_, let campaign) = source { campaign } else { nil }
    }

    /// What it is known by among the entries of a unit.
    package var key: String {
        switch source {
        case .inspection(let id, _): id.rawValue
        case .task(let id): "task/\(id)"
        case .visit(let id): "visit/\(id)"
        }
    }

    private var last: Day { days.until ?? days.from }

    /// Days from the end of the earlier to the beginning of the later; zero or less where they overlap.
    package func distance(to other: CalendarEntry) -> Int {
        days.from <= other.days.from ? last.distance(to: other.days.from) : other.last.distance(to: days.from)
    }

    package func overlaps(_ other: CalendarEntry) -> Bool { days.overlaps(other.days) }
}

/// How much supervision a unit is asked to bear; an office sets it, no regulation gives the figures.
package struct CalendarLimits: Hashable, Sendable {
    /// Two visits have to lie at least so many days apart.
    package var gapDays: Int
    /// At most so many visits in a term.
    package var perTerm: Int

    package init(gapDays: Int, perTerm: Int) {
        self.gapDays = gapDays
        self.perTerm = perTerm
    }

    package static let usual = CalendarLimits(gapDays: 7, perTerm: 4)
}

/// A school term, for counting: 1 February to 31 July, and 1 August to 31 January.
package struct SchoolTerm: Hashable, Sendable, Comparable {
    /// The year in which it begins.
    package let year: Int
    package let isSpring: Bool

    package init(_ day: Day) {
        isSpring = (2...7).contains(day.month)
        year = day.month == 1 ? day.year - 1 : day.year
    }

    package var name: String { "\(year)年\(isSpring ? "春" : "秋")季学期" }

    package static func < (left: SchoolTerm, right: SchoolTerm) -> Bool {
        (left.year, left.isSpring ? 0 : 1) < (right.year, right.isSpring ? 0 : 1)
    }
}
