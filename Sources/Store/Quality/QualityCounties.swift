package import SQLCore
package import Supervision

/// A county that takes part in a round: a sample county, or one by agreement.
package struct QualityCounty: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case sample, agreement

        package var label: String { self == .sample ? "样本县" : "协议县" }
    }

    package let region: String
    package let name: String
    package let kind: Kind
    let place: Place
}

/// The quality_county table.
package enum QualityCounties {
    /// Counties by code or name, as an office writes them; refused where none or several of its region have the name.
    package static func find(
        _ names: [(name: String, kind: QualityCounty.Kind)], _ act: Act
    ) throws -> [QualityCounty] {
        var (found, seen): ([QualityCounty], Set<String>) = ([], [])
        for (name, kind) in names {
            let rows = try act.db.rows(
                """
                SELECT code, name FROM region WHERE (code = \(name.uppercased()) OR name = \(name))
                    AND level IN ('county', 'zone') AND until_day >= \(act.day) ORDER BY code LIMIT 200
                """)
            let named = try rows.compactMap { row -> QualityCounty? in
                let code: String = try row.get(0)
                guard let place = try Place.of(region: code, in: act.db)?.place, act.viewer.scope.covers(place) else {
                    return nil
                }
                return QualityCounty(region: code, name: try row.get(1), kind: kind, place: place)
            }
            guard let county = named.first else { throw QualityRefusal.noCounty(name) }
            guard named.count == 1 else { throw QualityRefusal.severalCounties(name, named.map(\.region)) }
            if seen.insert(county.region).inserted { found.append(county) }
        }
        return found
    }

    static func replace(_ counties: [QualityCounty], of id: QualityRoundID, _ act: Act) throws {
        try act.db.execute("DELETE FROM quality_county WHERE round_id = \(id)")
        for county in counties {
            try act.db.execute(
                """
                INSERT INTO quality_county (round_id, region, name, kind, province, city, county, zone)
                VALUES (\(id), \(county.region), \(county.name), \(county.kind), \(county.place.province),
                    \(county.place.city), \(county.place.county), \(county.place.zone))
                """)
        }
    }

    /// Those of the viewer's region; a unit sees none.
    package static func list(
        of id: QualityRoundID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [QualityCounty] {
        try db.rows(
            """
            SELECT c.region, c.name, c.kind, c.province, c.city, c.county, c.zone FROM quality_county c
            WHERE c.round_id = \(id) AND \(QualityRounds.within(viewer, alias: "c.")) ORDER BY c.region
            """
        ).map { row in
            try QualityCounty(
                region: row.get(0), name: row.get(1), kind: row.get(2),
                place: Place(province: row.get(3), city: row.get(4), county: row.get(5), zone: row.get(6)))
        }
    }
}
