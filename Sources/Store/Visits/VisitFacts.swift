import SQLCore
import Supervision

/// What is known of schools besides the registry, asked for all of them at once.
struct VisitFacts {
    /// Of this term and the half year before it, the latest first.
    let visits: [OrganisationID: [VisitPackage.LastVisit]]
    /// Those due first.
    let findings: [OrganisationID: [VisitPackage.OpenFinding]]
    let contacts: [OrganisationID: VisitContact]

    /// More open problems than anybody looks at on a phone.
    private static let findingLimit = 30

    init(of schools: [OrganisationID], on day: Day, in db: SQLConnection) throws {
        visits = try VisitFacts.visits(of: schools, on: day, in: db)
        findings = try VisitFacts.findings(of: schools, on: day, in: db)
        contacts = try VisitContacts.of(schools, in: db)
    }

    private static func visits(
        of schools: [OrganisationID], on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: [VisitPackage.LastVisit]] {
        let rows = try db.rows(
            """
            SELECT organisation_id, id, visited_on, person_name, outcome, theme FROM visit
            WHERE organisation_id IN (\(list: schools)) AND NOT is_void
                AND visited_on >= \(VisitFloor.term(of: day).from.adding(days: -186))
            ORDER BY organisation_id, visited_on DESC, id DESC
            """)
        var found: [OrganisationID: [VisitPackage.LastVisit]] = [:]
        for row in rows {
            let visit = VisitPackage.LastVisit(
                id: try row.get(1), on: try row.get(2), by: try row.get(3), outcome: try row.get(4),
                theme: try row.get(5))
            found[try row.get(0), default: []].append(visit)
        }
        return found
    }

    private static func findings(
        of schools: [OrganisationID], on day: Day, in db: SQLConnection
    ) throws -> [OrganisationID: [VisitPackage.OpenFinding]] {
        let rows = try db.rows(
            """
            SELECT organisation_id, id, number, problem, due_on, state, version FROM finding_part
            WHERE organisation_id IN (\(list: schools)) AND is_open ORDER BY organisation_id, due_on, id
            """)
        var found: [OrganisationID: [VisitPackage.OpenFinding]] = [:]
        for row in rows {
            let school: OrganisationID = try row.get(0)
            guard found[school]?.count ?? 0 < findingLimit else { continue }
            let due: String = try row.get(4)
            let state: FindingPart.State = try row.get(5)
            let finding = VisitPackage.OpenFinding(
                id: try row.get(1), number: try row.get(2) ?? "", problem: try row.get(3), dueOn: due,
                isLate: state.awaitsUnit && Day(due).map { $0 < day } ?? false, state: state.label,
                version: try row.get(6))
            found[school, default: []].append(finding)
        }
        return found
    }
}
