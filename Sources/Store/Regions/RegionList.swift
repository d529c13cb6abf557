package import SQLCore
package import Supervision

/// One line of the list of places.
package struct RegionLine: Sendable, Equatable {
    package let region: Region
    package let parentName: String
    /// Places directly below.
    package let below: Int
}

extension Regions {
    /// Places by part of a name or beginning of a code, or those directly below one; the provinces when nothing is asked.
    package static func list(
        text: String, parent: String, level: RegionLevel?, _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<RegionLine> {
        var conditions: [SQL] = []
        if !text.isEmpty {
            let name = "%\(text.normalisedCell.likeEscaped)%"
            let code = "\(text.normalisedCell.uppercased().likeEscaped)%"
            conditions.append("(r.name LIKE \(name) ESCAPE '\\' OR r.code LIKE \(code) ESCAPE '\\')")
        }
        if let level { conditions.append("r.level = \(level)") }
        if !parent.isEmpty || conditions.isEmpty { conditions.append("r.parent = \(parent)") }
        let matching = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns), coalesce(p.name, ''), (SELECT count(*) FROM region b WHERE b.parent = r.code)
            FROM region r LEFT JOIN region p ON p.code = r.parent
            WHERE \(matching) ORDER BY r.code LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM region r WHERE \(matching)")?.get(0) ?? 0
        let lines = try rows.map {
            RegionLine(region: try Region(row: $0), parentName: try $0.get(6), below: try $0.get(7))
        }
        return Listing(rows: lines, total: total, page: page)
    }

    /// A local zone inside a city or county; its code is the next free one there.
    package static func addZone(named name: String, in parent: String, from day: Day, _ act: Act) throws -> Region {
        let above = try require(parent, in: act.db)
        let chain = Place(ScopeColumns(region: parent, in: try chain(of: parent, in: act.db)))
        guard act.viewer.manages(chain) else { throw RegistryRefusal.outsideScope(above.name) }
        let taken = try act.db.first("SELECT 1 FROM region WHERE parent = \(parent) AND name = \(name.normalisedCell)")
        if taken != nil { throw RegionRefusal.duplicate(name) }
        let used = try act.db.rows("SELECT code FROM region WHERE parent = \(parent) AND is_local")
        let serials = try used.compactMap { Int((try $0.get(0) as String).suffix(2)) }
        let zone = try Region.localZone(named: name, in: above, serial: (serials.max() ?? 0) + 1, from: day)
        try insert([zone], in: act.db)
        try act.record("region.added", of: "region", zone.code, in: chain, ["parent": parent])
        return zone
    }
}
