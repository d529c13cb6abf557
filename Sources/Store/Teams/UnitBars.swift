import SQLCore
import Supervision

/// Who has to stay away from which unit: by a granted recusal, or because the registry knows that they belong to it.
///
/// The same for teams, zones, joint visits and tips.
enum UnitBars {
    /// `people` with their employers, `units` with their names, of which a unit may have several; recusals that hold on some
    /// day of `span`.
    static func load(
        of people: [PersonID: String], from units: [(id: OrganisationID, name: String)], during span: Period,
        in db: SQLConnection
    ) throws -> [PersonID: [OrganisationID: TeamObstacle]] {
        guard !people.isEmpty, !units.isEmpty else { return [:] }
        let here = Set(units.map(\.id))
        let named = Dictionary(units.map { ($0.name.comparisonKey, $0.id) }) { first, _ in first }
        var bars: [PersonID: [OrganisationID: TeamObstacle]] = [:]
        for (person, employer) in people where !employer.isEmpty {
            if let unit = named[employer.comparisonKey] { bars[person, default: [:]][unit] = .belongs }
        }
        var rest = Array(people.keys)[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(5_000))
            for row in try db.rows(
                """
                SELECT a.person_id, a.organisation_id FROM account a
                WHERE a.active AND a.role IN ('principal', 'clerk') AND a.person_id IN (\(list: some))
                """)
            {
                let unit: OrganisationID = try row.get(1)
                if here.contains(unit) { bars[try row.get(0), default: [:]][unit] = .belongs }
            }
            for row in try db.rows(
                """
                SELECT r.person_id, r.organisation_id, r.ground, r.until_day FROM recusal r
                WHERE \(holds(on: span.from, until: span.until ?? .never)) AND r.person_id IN (\(list: some))
                """)
            {
                let unit: OrganisationID = try row.get(1)
                guard here.contains(unit) else { continue }
                bars[try row.get(0), default: [:]][unit] = .recused(
                    RecusalGround(rawValue: try row.get(2)) ?? .interest, until: try row.get(3))
            }
            rest = rest.dropFirst(5_000)
        }
        return bars
    }

    /// Of one unit, with the employers of those who are inspectors.
    static func load(
        of people: [PersonID], from unit: OrganisationID, during span: Period, in db: SQLConnection
    ) throws -> [PersonID: TeamObstacle] {
        guard !people.isEmpty else { return [:] }
        var employers = Dictionary(people.map { ($0, "") }) { first, _ in first }
        for row in try db.rows("SELECT person_id, employer FROM inspector WHERE person_id IN (\(list: people))") {
            employers[try row.get(0)] = try row.get(1)
        }
        let name: String = try db.first("SELECT name FROM organisation WHERE id = \(unit)")?.get(0) ?? ""
        return try load(of: employers, from: [(unit, name)], during: span, in: db).compactMapValues { $0[unit] }
    }

    /// That a recusal `r` holds on a day, or on some day until `last`.
    static func holds(on day: Day, until last: Day? = nil) -> SQL {
        """
        r.state = 'granted' AND r.from_day <= \(last ?? day) AND coalesce(r.until_day, \(Day.never)) >= \(day)
        """
    }
}
