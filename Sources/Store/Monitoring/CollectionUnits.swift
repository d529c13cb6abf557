import SQLCore
import Supervision

/// A unit that a form is for and that is not yet in a round.
struct CollectionUnit {
    let id: OrganisationID
    let code: String
    let name: String
    let stages: Set<Stage>
    let region: String
    let place: Place
}

/// Which units a round takes in, and their first return.
enum CollectionUnits {
    /// Open units that the viewer's office sees and the form is for; `only` names some of any kind that it names.
    static func candidates(
        for form: CollectionForm, round: CollectionRoundID, only: [OrganisationID]?, _ act: Act
    ) throws -> [CollectionUnit] {
        let kinds = form.kinds.map(\.rawValue).sorted()
        let chosen: SQL = only.map { "AND o.id IN (\(list: $0))" } ?? ""
        let rows = try act.db.rows(
            """
            SELECT o.id, o.code, o.name, o.kind, o.stages, o.region_code, o.province, o.city, o.county, o.zone
            FROM organisation o
            WHERE \(Organisations.visible(to: act.viewer)) AND o.state = 'open' AND o.kind IN (\(list: kinds)) \(chosen)
                AND NOT EXISTS (SELECT 1 FROM collection_return x
                    WHERE x.round_id = \(round) AND x.organisation_id = o.id)
            ORDER BY o.code
            """)
        return try rows.compactMap { row in
            let stages = stages(try row.get(4))
            guard let kind = OrganisationKind(rawValue: try row.get(3)), form.isFor(kind, stages) else { return nil }
            return try CollectionUnit(
                id: row.get(0), code: row.get(1), name: row.get(2), stages: stages, region: row.get(5),
                place: Place(province: row.get(6), city: row.get(7), county: row.get(8), zone: row.get(9)))
        }
    }

    /// What the year knows of them already is there at once.
    static func insert(
        _ units: [CollectionUnit], into round: CollectionRound, _ form: CollectionForm, _ act: Act
    ) throws {
        var regions: [String: Place] = [:]
        for unit in units where regions[unit.region] == nil {
            regions[unit.region] = try Place.of(region: unit.region, in: act.db)?.place ?? unit.place
        }
        var rest = units[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(200))
            rest = rest.dropFirst(200)
            let records = part.map { unit -> SQL in
                let place = regions[unit.region] ?? unit.place
                return """
                    (\(unit.id), \(round.year), '', '', \(place.province), \(place.city), \(place.county), \(place.zone),
                    \(act.at))
                    """
            }
            try act.db.execute(
                """
                INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county, zone,
                    updated_at)
                VALUES \(.joined(records, separator: ", ")) ON CONFLICT (organisation_id, year) DO NOTHING
                """)
            let known = try CollectionRecords.values(of: part.map(\.id), year: round.year, in: act.db)
            let returns = part.map { unit -> SQL in
                let asked = form.items(for: unit.stages).filter { $0.isRequired && $0.isTyped }
                let missing = form.missing(in: known[unit.id] ?? RecordedValues(), for: unit.stages).count
                return """
                    (\(act.newID() as CollectionReturnID), \(round.id), \(unit.id), \(unit.code), \(unit.name),
                    \(column(unit.stages)), \(round.year), 'draft', '', \(asked.count), \(asked.count - missing), 0, 0,
                    \(unit.place.province), \(unit.place.city), \(unit.place.county), \(unit.place.zone), 1)
                    """
            }
            try act.db.execute(
                """
                INSERT INTO collection_return (id, round_id, organisation_id, organisation_code, organisation_name, stages,
                    year, state, return_reason, required, filled, open_count, explained_count, province, city, county,
                    zone, version)
                VALUES \(.joined(returns, separator: ", "))
                """)
        }
    }

    static func stages(_ column: String) -> Set<Stage> {
        Set(column.split(separator: " ").compactMap { Stage(rawValue: String($0)) })
    }

    static func column(_ stages: Set<Stage>) -> String { stages.sorted().map(\.rawValue).joined(separator: " ") }
}
