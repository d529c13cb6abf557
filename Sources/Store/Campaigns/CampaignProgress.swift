package import SQLCore
package import Supervision

/// How far a campaign's units are; every number is the number of rows of a filtered list of inspections.
package struct CampaignProgress: Sendable, Equatable {
    /// By code of the step at which units stand; the empty code are those that are done.
    package let bySteps: [String: Int]
    package let byGrade: [String: Int]
    package let byStrata: [String: Int]
    package let units: Int
    package let finished: Int
    /// Not finished although the campaign should have ended.
    package let late: Int
    package let withoutTeam: Int
    package let findings: Int
    package let openFindings: Int

    package init(of id: CampaignID, endsOn: Day, on day: Day, in db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT i.step, coalesce(i.grade, ''), i.stratum, i.state,
                EXISTS (SELECT 1 FROM team_member m WHERE m.inspection_id = i.id AND m.is_lead), count(*)
            FROM inspection i WHERE i.campaign_id = \(id) GROUP BY 1, 2, 3, 4, 5
            """
        ).map(Group.init)
        func sum(_ part: (Group) -> Bool) -> Int { rows.filter(part).map(\.count).reduce(0, +) }
        func table(_ key: (Group) -> String) -> [String: Int] {
            rows.reduce(into: [:]) { $0[key($1), default: 0] += $1.count }
        }
        bySteps = table(\.step)
        byGrade = table(\.grade).filter { !$0.key.isEmpty }
        byStrata = table(\.stratum)
        units = sum { _ in true }
        finished = sum { $0.state == "finished" }
        late = endsOn < day ? sum { $0.state == "running" } : 0
        withoutTeam = sum { !$0.hasTeam }
        let row = try db.first(
            """
            SELECT count(*), count(*) FILTER (WHERE state = 'open') FROM finding
            WHERE campaign_id = \(id) AND state <> 'draft'
            """)
        findings = try row?.get(0) ?? 0
        openFindings = try row?.get(1) ?? 0
    }

    private struct Group {
        let step: String
        let grade: String
        let stratum: String
        let state: String
        let hasTeam: Bool
        let count: Int

        init(_ row: SQLRow) throws {
            step = try row.get(0)
            grade = try row.get(1)
            stratum = try row.get(2)
            state = try row.get(3)
            hasTeam = try row.get(4)
            count = try row.get(5)
        }
    }
}
