import SQLCore
import Store
import Supervision

/// Gathers what a line of the ledger says beside its counts.
enum CoverageLines {
    static func of(
        _ schools: [OrganisationID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: CoverageLine] {
        let last = try CoverageVisits.last(of: schools, visibleTo: viewer, in: db)
        let open = try CoverageVisits.openFindings(of: schools, visibleTo: viewer, in: db)
        let checks =
            Role.office.union([.leader]).contains(viewer.role)
            ? try UnitCalendars.checks(of: schools, in: SchoolTerm(viewer.day), visibleTo: viewer, in: db) : [:]
        return Dictionary(
            uniqueKeysWithValues: schools.map { school in
                (
                    school,
                    CoverageLine(
                        lastVisit: last[school], openFindings: open[school] ?? 0, checks: checks[school] ?? 0)
                )
            })
    }

    /// The rounds that go on, with where each unit stands; only for who may see rounds.
    static func rounds(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [CoverageRound] {
        guard Role.office.union([.leader]).contains(viewer.role) else { return [] }
        var filter = RoundCycleFilter()
        filter.state = RoundCycle.State.open.rawValue
        let cycles = try RoundCycles.list(filter, PageRequest(size: 4), visibleTo: viewer, in: db).rows
        return try cycles.map { record in
            let units = try RoundUnits.all(of: record, in: db)
            return CoverageRound(
                record: record, figures: RoundCycleFigures(units, of: record.cycle, on: viewer.day),
                standing: Dictionary(units.map { ($0.organisation, $0.standing) }) { first, _ in first })
        }
    }
}
