package import SQLCore
package import Supervision

/// A school in the frame of a round, as the office prepares it.
package struct QualityFrameRow: Sendable, Equatable {
    package let grade: String
    package let organisation: OrganisationID
    package let region: String
    package let county: String
    package let code: String
    package let name: String
    package let stratum: String
    /// Pupils of the grade; nil while nobody has said.
    package let size: Int?
    package let excluded: String
    /// The chance with which it was drawn; nil where it was not.
    package let chance: String?
}

/// Which rows of a frame are wanted.
package struct QualityFrameFilter: Sendable, Equatable {
    package var text = ""
    package var grade = ""
    package var region = ""
    package var status = ""
    package var sort = "code"
    package var isDescending = false

    package init() {}

    package static let sorts = ["code", "name", "stratum", "size"]
}

extension QualityFrames {
    /// For the office that holds the round; ask first whether the viewer may see it.
    package static func list(
        of id: QualityRoundID, _ filter: QualityFrameFilter, _ page: PageRequest, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> Listing<QualityFrameRow> {
        var conditions: [SQL] = ["f.round_id = \(id)", QualityRounds.within(viewer, alias: "c.")]
        if !filter.grade.isEmpty { conditions.append("f.grade = \(filter.grade)") }
        if !filter.region.isEmpty { conditions.append("f.region = \(filter.region)") }
        switch filter.status {
        case "unsized": conditions.append("f.size IS NULL AND f.excluded = ''")
        case "excluded": conditions.append("f.excluded <> ''")
        case "in": conditions.append("f.excluded = ''")
        case "drawn": conditions.append("x.chance IS NOT NULL")
        default: break
        }
        if !filter.text.isEmpty {
            let pattern = LikePattern.containing(filter.text)
            conditions.append(
                "(f.name LIKE \(pattern) ESCAPE '\\' OR f.code = \(filter.text.uppercased()) OR f.stratum = \(filter.text))"
            )
        }
        let matching = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL =
            switch filter.sort {
            case "name": "f.name\(down), f.code, f.grade"
            case "stratum": "f.stratum\(down), f.code, f.grade"
            case "size": "f.size\(down) NULLS LAST, f.code, f.grade"
            default: "f.grade\(down), f.region, f.code"
            }
        let rows = try db.rows(
            "SELECT \(columns) \(source) WHERE \(matching) ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)")
        let total: Int = try db.first("SELECT count(*) \(source) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualityFrameRow($0) }, total: total, page: page)
    }

    /// Rows by grade and code in capitals, for a sheet that comes back.
    package static func known(
        of id: QualityRoundID, in db: SQLConnection
    ) throws -> [[String]: QualityFrameRow] {
        Dictionary(try all(id, db).map { ([$0.grade, $0.code.uppercased()], $0) }) { first, _ in first }
    }
}

extension QualityFrameRow {
    init(_ row: SQLRow) throws {
        try self.init(
            grade: row.get(0), organisation: row.get(1), region: row.get(2), county: row.get(3), code: row.get(4),
            name: row.get(5), stratum: row.get(6), size: row.get(7), excluded: row.get(8), chance: row.get(9))
    }
}
