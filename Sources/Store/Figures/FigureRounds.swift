import SQLCore
import Supervision

/// Cycles whose units were gathered, once for all figures of one reading.
struct FigureRounds {
    private var cycles: [String: Cycle?] = [:]

    private struct Cycle {
        let id: RoundCycleID
        let units: [RoundUnit]
    }

    /// How many units of a cycle stand where the query asks; says nothing where no cycle is meant, or several.
    mutating func count(
        _ query: FigureQuery, in year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (value: FigureValue, link: String?) {
        let name = "\(query["cycle"]) \(year)"
        let known: Cycle?
        if let gathered = cycles[name] {
            known = gathered
        } else {
            known = try FigureRounds.gather(query["cycle"], in: year, visibleTo: viewer, in: db)
            cycles[name] = known
        }
        guard let cycle = known else { return (.noData, nil) }
        let filter = RoundUnitFilter(asking: { query[$0] })
        let count = cycle.units.count { filter.includes($0, in: viewer.day.year) }
        let asked = FigureQuery(.rounds, query.filters.filter { $0.name != "cycle" }).address().drop { $0 != "?" }
        return (FigureValue(count), "/rounds/\(cycle.id)\(asked)")
    }

    /// By its key or id, else the one of the viewer's own office that holds the year.
    private static func gather(
        _ key: String, in year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Cycle? {
        let own = try Place.office(of: viewer.scope, in: db)
        let records = try RoundCycles.list(RoundCycleFilter(), PageRequest(size: 200), visibleTo: viewer, in: db).rows
        let meant = records.filter { record in
            key.isEmpty
                ? record.cycle.years.contains(year) && record.place == own
                : record.cycle.key == key || record.id.rawValue == key
        }
        guard meant.count == 1 else { return nil }
        return Cycle(id: meant[0].id, units: try RoundUnits.all(of: meant[0], in: db))
    }
}
