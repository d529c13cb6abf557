package import SQLCore
package import Supervision

extension Place {
    /// The place of a scope with its whole chain, so that a city finds what happened in its counties.
    package static func of(_ scope: Scope, in db: SQLConnection) throws -> Place {
        switch scope {
        case .nation, .granted: return Place()
        case .region(_, let code): return try of(region: code, in: db)?.place ?? Place(scope)
        case .organisation(let id):
            let row = try db.first("SELECT province, city, county, zone FROM organisation WHERE id = \(id)")
            return try row.map {
                try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3))
            } ?? Place()
        }
    }

    /// A region's level and chain; nil when the deployment knows no such region.
    package static func of(
        region code: String, in db: SQLConnection
    ) throws -> (level: RegionLevel, place: Place)? {
        let rows = try db.rows(
            """
            WITH RECURSIVE chain (code, level, parent, depth) AS (
                SELECT code, level, parent, 0 FROM region WHERE code = \(code)
                UNION ALL
                SELECT r.code, r.level, r.parent, c.depth + 1 FROM region r JOIN chain c ON r.code = c.parent
                WHERE c.depth < 5
            )
            SELECT code, level FROM chain ORDER BY depth
            """)
        guard let first = rows.first else { return nil }
        var place = Place()
        for row in rows {
            let code: String = try row.get(0)
            switch try row.get(1) as RegionLevel {
            case .province: place.province = code
            case .city: place.city = code
            case .county: place.county = code
            case .zone: place.zone = code
            }
        }
        return (try first.get(1), place)
    }
}

extension Scope {
    /// Whether what is managed at `place` belongs to this scope.
    package func covers(_ place: Place) -> Bool {
        switch self {
        case .nation: true
        case .region(.province, let code): place.province == code
        case .region(.city, let code): place.city == code
        case .region(.county, let code): place.county == code
        case .region(.zone, let code): place.zone == code
        case .organisation, .granted: false
        }
    }
}
