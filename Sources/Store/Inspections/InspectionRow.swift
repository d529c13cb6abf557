import SQLCore
package import Supervision

/// An inspection as pages and other features read it.
package struct InspectionRow: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible {
        case prepared, running, finished

        package var label: String {
            switch self {
            case .prepared: "准备中"
            case .running: "进行中"
            case .finished: "已完成"
            }
        }
    }

    package let id: InspectionID
    package let campaign: CampaignID
    package let campaignName: String
    package let kind: Campaign.Kind
    /// The framework's version; nil for a case without assessment.
    package let framework: FrameworkID?
    package let startsOn: Day
    package let endsOn: Day
    package let organisation: OrganisationID
    /// The unit as it was when the frame was frozen.
    package let organisationVersion: String
    package let code: String
    package let name: String
    package let stratum: String
    /// The code of the step the unit stands at; empty once all are done.
    package let step: String
    package let stepName: String
    package let state: State
    package private(set) var plannedOn: Day?
    package let visitedOn: Day?
    package let isChosen: Bool
    package let score: String?
    package let grade: String?
    package let lead: PersonID?
    package let leadName: String
    package let place: Place
    package let version: Int
    /// Issued findings, and those not yet closed.
    package let findings: Int
    package let openFindings: Int
    /// 暗访 before anybody was there: the unit does not know of it.
    package let isHidden: Bool

    /// The day of a 暗访 is for the office and the team alone.
    func shown(to viewer: Viewer) -> InspectionRow {
        guard isHidden, !Role.office.contains(viewer.role), !Role.team.contains(viewer.role) else { return self }
        var row = self
        row.plannedOn = nil
        return row
    }

    /// Whether it should have come to its end by now.
    package func isLate(on day: Day) -> Bool { state != .finished && endsOn < day }
}

extension InspectionRow {
    init(_ row: SQLRow) throws {
        let kind: String = try row.get(3)
        id = try row.get(0)
        campaign = try row.get(1)
        campaignName = try row.get(2)
        self.kind = Campaign.Kind(rawValue: kind) ?? .special
        framework = try row.get(4)
        startsOn = try row.get(5)
        endsOn = try row.get(6)
        organisation = try row.get(7)
        organisationVersion = try row.get(8)
        code = try row.get(9)
        name = try row.get(10)
        stratum = try row.get(11)
        step = try row.get(12)
        stepName = try row.get(13)
        state = try row.get(14)
        plannedOn = try row.get(15)
        visitedOn = try row.get(16)
        isChosen = try row.get(17)
        score = try row.get(18)
        grade = try row.get(19)
        lead = try row.get(20)
        leadName = try row.get(21) ?? ""
        place = try Place(province: row.get(22), city: row.get(23), county: row.get(24), zone: row.get(25))
        version = try row.get(26)
        findings = try row.get(27)
        openFindings = try row.get(28)
        isHidden = try row.get(29)
    }
}
