package import SQLCore
package import Supervision

/// A figure that an office made for itself, as stored.
package struct OwnFigure: Sendable, Equatable {
    package let id: OwnFigureID
    package let figure: Figure
    /// How often it was saved.
    package let number: Int
    package let updatedAt: Instant
    package let place: Place
    package let version: Int
}

package typealias OwnFigureID = Identifier<OwnFigure>

/// The own_figure table: figures that offices made for themselves.
package enum OwnFigures {
    package static func all(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [OwnFigure] {
        try db.rows(
            "SELECT \(columns) FROM own_figure e WHERE \(FigureEntries.own(viewer)) ORDER BY e.code"
        ).map(OwnFigure.init)
    }

    static var columns: SQL {
        "e.id, e.content, e.number, e.updated_at, e.province, e.city, e.county, e.zone, e.version"
    }
}

extension OwnFigure {
    init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), figure: JSONColumn.value(row.get(1)), number: row.get(2), updatedAt: row.get(3),
            place: Place(province: row.get(4), city: row.get(5), county: row.get(6), zone: row.get(7)),
            version: row.get(8))
    }
}
