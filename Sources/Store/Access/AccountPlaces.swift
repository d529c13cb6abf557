package import SQLCore
package import Supervision

/// Something to choose from in a form: a code, and how people call it.
package struct PlaceChoice: Sendable, Equatable {
    package let code: String
    package let name: String
}

/// Regions and units for which an account may be made.
package enum AccountPlaces {
    package static let limit = 50

    /// The viewer's own region and those below it whose name or code fits; without a text the highest ones.
    package static func regions(
        _ text: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [PlaceChoice] {
        let home = viewer.home
        var conditions: [SQL] = ["r.depth <= \(text.isEmpty ? 1 : 9)"]
        if !text.isEmpty {
            let name = "%\(text.normalisedCell.likeEscaped)%"
            let code = "\(text.normalisedCell.uppercased().likeEscaped)%"
            conditions.append("(r.name LIKE \(name) ESCAPE '\\' OR r.code LIKE \(code) ESCAPE '\\')")
        }
        let start: SQL = home.map { "code = \($0)" } ?? "parent = ''"
        let rows = try db.rows(
            """
            WITH RECURSIVE down (code, name, parent, depth) AS (
                SELECT code, name, parent, 0 FROM region WHERE \(start)
                UNION ALL SELECT region.code, region.name, region.parent, down.depth + 1
                FROM region JOIN down ON region.parent = down.code
            )
            SELECT r.code, r.name, coalesce(p.name, '') FROM down r LEFT JOIN region p ON p.code = r.parent
            WHERE \(.joined(conditions, separator: " AND ")) ORDER BY r.depth, r.code LIMIT \(limit)
            """)
        let nation = home == nil && viewer.scope == .nation && (text.isEmpty || "全国".contains(text))
        return (nation ? [PlaceChoice(code: "000000", name: "全国")] : [])
            + (try rows.map { row in
                let (name, parent): (String, String) = (try row.get(1), try row.get(2))
                return PlaceChoice(code: try row.get(0), name: parent.isEmpty ? name : "\(name)（\(parent)）")
            })
    }

    /// Open units of the viewer's scope whose name or code fits; none without a text.
    package static func units(
        _ text: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [PlaceChoice] {
        guard !text.isEmpty else { return [] }
        var filter = OrganisationFilter()
        filter.text = text
        return try Organisations.list(filter, PageRequest(size: limit), visibleTo: viewer, in: db).rows.map { line in
            PlaceChoice(code: line.record.code, name: "\(line.record.name)（\(line.placeName)）")
        }
    }

    /// A name for what was chosen before, so that it stays chosen.
    package static func region(_ code: String, in db: SQLConnection) throws -> PlaceChoice? {
        if code == "000000" { return PlaceChoice(code: code, name: "全国") }
        return try Regions.find(code, in: db).map { PlaceChoice(code: $0.code, name: $0.name) }
    }

    package static func unit(
        _ code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlaceChoice? {
        guard !code.isEmpty else { return nil }
        return try Organisations.find(code: code, visibleTo: viewer, in: db).map {
            PlaceChoice(code: $0.code, name: $0.name)
        }
    }
}
