package import Supervision

/// Which findings of the ledger are wanted.
package struct FindingFilter: Sendable, Equatable {
    package var group = Group.open
    package var grade: Finding.Grade?
    package var source: Finding.Source?
    package var campaign: CampaignID?
    /// Of one of several campaigns; empty asks nothing.
    package var campaigns: [CampaignID] = []
    /// The unit that has to put it right.
    package var organisation: OrganisationID?
    /// The id of a 集团 or 学区 whose members they are today.
    package var unitGroup = ""
    /// The number of a criterion, or several with commas between them.
    package var criterion = ""
    /// Only what one part of the scope manages.
    package var district: District?
    /// Only of campaigns of this kind, or of none.
    package var kind: Kind?
    package var issuedIn: FigurePeriod?
    package var closedIn: FigurePeriod?
    /// Issued by the end of this day and not closed by then.
    package var openOn: Day?
    /// Part of a unit's name, its code, or a finding's number.
    package var search = ""
    /// Due on this day or before.
    package var until: Day?
    /// Due on this day or after.
    package var from: Day?
    /// Only what the viewer's own office issued, or the viewer's own unit leads.
    package var isOwn = false
    /// This grade or worse.
    package var least: Finding.Grade?
    /// Issued in this year.
    package var year: Int?
    /// Found in this inspection, or at its unit in its campaign.
    package var inspection: InspectionID?
    package var mark: Mark?
    /// Those that a campaign of revisits goes to see.
    package var revisit: CampaignID?
    /// Those that somebody ticked; empty asks nothing.
    package var chosen: [FindingPartID] = []
    /// As a block of the wall chart is coloured.
    package var tone: WallChart.Tone?
    /// Leaves out what was due more than half a year ago and is closed.
    package var hidesLongClosed = false
    /// What is asked of the unit that has to put it right.
    package var unit = UnitFilter()
    /// Shows one row for each unit or problem.
    package var each: FigureEach?

    package init() {}

    /// A state, or several of them under one name.
    package enum Group: String, Sendable, CaseIterable {
        case open, late, soon, issued, acknowledged, planned, submitted, returned, verified, closed, rectified, all

        package var label: String {
            switch self {
            case .open: "未结清"
            case .late: "已逾期"
            case .soon: "三日内到期"
            case .rectified: "已整改（核查通过或销号）"
            case .all: "全部"
            default: FindingPart.State(rawValue: rawValue)?.label ?? ""
            }
        }
    }

    /// What is particular about a rectification.
    package enum Mark: String, Sendable, CaseIterable {
        case longTerm, extended, reminded, cameBack, rechecked, divided

        package var label: String {
            switch self {
            case .longTerm: "长期整改"
            case .extended: "已延期"
            case .reminded: "已催办"
            case .cameBack: "曾重新打开"
            case .rechecked: "已复查"
            case .divided: "分解到多个单位"
            }
        }
    }

    package enum Kind: Sendable, Equatable {
        case campaign(Campaign.Kind)
        /// Findings that came from no campaign.
        case noCampaign
    }

    /// In which order; every list ends its order with the id.
    package struct Order: Sendable, Equatable {
        package enum Column: Sendable { case due, number }
        package var column = Column.due
        package var isDescending = false

        package init(_ column: Column = .due, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }
    }

    /// The states wanted; empty for every one.
    var states: [FindingPart.State] {
        switch group {
        case .open, .all: []
        case .late, .soon: FindingPart.State.allCases.filter(\.awaitsUnit)
        case .rectified: [.verified, .closed]
        default: FindingPart.State(rawValue: group.rawValue).map { [$0] } ?? []
        }
    }

    /// Whether only what is not settled is wanted, so that the shorter index does.
    var isOpenOnly: Bool { group != .all && group != .closed && group != .rectified }

    /// Whether the tally can say how many there are.
    var isTallied: Bool {
        organisation == nil && criterion.isEmpty && search.isEmpty && until == nil && !isDated
            && district?.isOwn != true && !isParticular
    }
}

extension FindingFilter {
    /// Whether it asks for what no tally counts by.
    var isParticular: Bool {
        from != nil || isOwn || least != nil || year != nil || inspection != nil || mark != nil || revisit != nil
            || !chosen.isEmpty || tone != nil || hidesLongClosed || !unitGroup.isEmpty || !unit.isEmpty || each != nil
            || !campaigns.isEmpty
    }

    /// The criteria of which findings are wanted; empty asks nothing.
    var criteria: [String] {
        criterion.split { "，,".contains($0) }.prefix(200).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// To which district the viewer's own index is narrowed; what an office issued stays its own.
    var narrowing: District? { isOwn ? nil : district }

    /// Whether only what happened in a month, or was open on a day, is wanted.
    var isDated: Bool { issuedIn != nil || closedIn != nil || openOn != nil }
}

/// One line of the ledger: what one unit has to put right.
package struct FindingRow: Sendable, Equatable {
    package let part: FindingPartID
    package let finding: FindingID
    package let number: String
    package let unit: String
    package let cooperating: String
    package let problem: String
    package let requirement: String
    package let criterion: String
    package let source: Finding.Source
    package let grade: Finding.Grade
    package let state: FindingPart.State
    package let dueOn: Day?
    package let issuedOn: Day?
    package let closedOn: Day?
    package let responsible: String
    package let evidence: Int
    package let plan: RectificationPlan?
    /// The number as it sorts.
    let order: Int

    /// Days past the deadline; nil unless the unit is late.
    package func daysLate(on today: Day) -> Int? {
        guard let dueOn, state.awaitsUnit, today > dueOn else { return nil }
        return dueOn.distance(to: today)
    }
}
