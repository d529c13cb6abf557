package import Supervision

/// Everything on the leader's page, as it stands on one day in one scope.
package struct LeaderOverview: Sendable, Equatable {
    /// Findings by where they stand.
    package struct Findings: Sendable, Equatable {
        package var late = 0
        package var soon = 0
        package var awaiting = 0
        package var submitted = 0
        package var verified = 0
        package var closed = 0

        package init() {}

        package var open: Int { awaiting + submitted + verified }
        package var total: Int { open + closed }
        var isEmpty: Bool { self == Findings() }

        static func + (left: Findings, right: Findings) -> Findings {
            var sum = left
            sum.late += right.late
            sum.soon += right.soon
            sum.awaiting += right.awaiting
            sum.submitted += right.submitted
            sum.verified += right.verified
            sum.closed += right.closed
            return sum
        }
    }

    /// Units of the campaigns under way.
    package struct Units: Sendable, Equatable {
        package var all = 0
        package var finished = 0
        /// Not finished although the campaign's last day is past.
        package var overdue = 0

        package init() {}

        mutating func add(_ count: Int, isFinished: Bool, isOver: Bool) {
            all += count
            if isFinished { finished += count } else if isOver { overdue += count }
        }
    }

    /// One part of the scope; nil for what nobody below manages in the nation's.
    package struct DistrictLine: Sendable, Equatable {
        package let district: District?
        package let name: String
        package let findings: Findings
        package let units: Units
        package let lamp: Lamp
    }

    package struct CampaignLine: Sendable, Equatable {
        package let id: CampaignID
        package let name: String
        package let kind: Campaign.Kind
        package let state: Campaign.State
        package let startsOn: Day
        package let endsOn: Day
        /// Whether the viewer's own scope runs it, so that its page opens.
        package let isOwn: Bool
        package let findings: Findings
        package let units: Units
        package let lamp: Lamp
    }

    /// A kind of campaign, a source or a grade.
    package struct KindLine<Kind: Sendable & Equatable>: Sendable, Equatable {
        /// Nil for findings of no campaign.
        package let kind: Kind?
        package let findings: Findings
        package let units: Units
        package let lamp: Lamp
    }

    package struct MonthLine: Sendable, Equatable {
        package let month: Month
        package let issued: Int
        package let closed: Int
        /// Not closed at the end of the month's last day, or of today.
        package let open: Int
        package let until: Day
    }

    /// Nil for the nation.
    package let scope: Region?
    /// From the viewer's own scope down to the one that is shown, without it.
    package let above: [Region]
    /// Whether only a part of what the viewer sees is shown.
    package let isNarrowed: Bool
    package let day: Day
    package let rule: LampRule
    package let lamp: Lamp
    package let findings: Findings
    package let units: Units
    /// Campaigns under way that an office of the scope runs, as their list shows them.
    package let ownRunning: Int
    package let districts: [DistrictLine]
    package let campaigns: [CampaignLine]
    package let kinds: [KindLine<Campaign.Kind>]
    package let sources: [KindLine<Finding.Source>]
    package let grades: [KindLine<Finding.Grade>]
    package let months: [MonthLine]

    package var isEmpty: Bool { findings.isEmpty && units.all == 0 }
}
