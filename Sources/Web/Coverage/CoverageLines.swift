import SQLCore
import Store
import Supervision

/// Gathers what a line of the ledger says beside its counts.
enum CoverageLines {
    /// Who is told of checks and rounds: a unit and an inspector have their own calendars.
    static let readers = Role.office.union([.leader])

    static func of(
        _ schools: [OrganisationID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: CoverageLine] {
        var lines: [OrganisationID: CoverageLine] = [:]
        var rest = schools[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(500))
            let last = try CoverageVisits.last(of: part, visibleTo: viewer, in: db)
            let open = try CoverageVisits.openFindings(of: part, visibleTo: viewer, in: db)
            let checks =
                readers.contains(viewer.role) ? try UnitCalendars.checks(of: part, visibleTo: viewer, in: db) : [:]
            for school in part {
                lines[school] = CoverageLine(
                    lastVisit: last[school], openFindings: open[school] ?? 0, checks: checks[school] ?? [:])
            }
            rest = rest.dropFirst(500)
        }
        return lines
    }

    /// The rounds that go on, with where each unit stands; only for who may see rounds.
    ///
    /// Whoever looks at one of several counties is told of that county's rounds and of those of the own office, not of all
    /// counties'.
    static func rounds(
        at district: District?, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CoverageRound] {
        guard readers.contains(viewer.role) else { return [] }
        var filter = RoundCycleFilter()
        filter.state = RoundCycle.State.open.rawValue
        let (asked, own) = (filter, try Place.office(of: viewer.scope, in: db))
        func cycles(_ viewer: Viewer) throws -> [RoundCycleRecord] {
            try RoundCycles.list(asked, PageRequest(size: 200), visibleTo: viewer, in: db).rows
        }
        let here = try cycles(viewer.narrowed(to: district, in: db))
        let beside = district == nil ? [] : try cycles(viewer).filter { $0.place == own && !here.contains($0) }
        let near = (here + beside).prefix(4)
        return try near.map { record in
            let units = try RoundUnits.all(of: record, in: db)
            return CoverageRound(
                record: record, figures: RoundCycleFigures(units, of: record.cycle, on: viewer.day),
                standing: Dictionary(units.map { ($0.organisation, $0.standing) }) { first, _ in first })
        }
    }
}
