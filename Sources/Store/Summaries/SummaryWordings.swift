package import SQLCore
package import Supervision

/// A template as it is kept: an office's own.
package struct StoredSummaryWording: Sendable, Equatable {
    package let id: SummaryWordingID
    package let wording: SummaryWording
    package let updatedBy: String
    package let updatedAt: Instant
    package let version: Int
}

package typealias SummaryWordingID = Identifier<SummaryWording>

/// The summary_template table: an office's own templates; the shipped ones stand beside them.
package enum SummaryWordings {
    package static let limit = 100

    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [StoredSummaryWording] {
        try db.rows("SELECT \(columns) \(tables) WHERE \(Todos.own(viewer, "t.")) ORDER BY t.kind, t.name, t.id").map(
            read)
    }

    package static func require(
        _ id: SummaryWordingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StoredSummaryWording {
        let row = try db.first("SELECT \(columns) \(tables) WHERE t.id = \(id) AND \(Todos.own(viewer, "t."))")
        guard let row else { throw SummaryRefusal.templateNotFound }
        return try read(row)
    }

    package static func create(_ wording: SummaryWording, _ act: Act) throws -> SummaryWordingID {
        try requireSound(wording, act)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let count: Int =
            try act.db.first("SELECT count(*) \(tables) WHERE \(Todos.own(act.viewer, "t."))")?.get(0) ?? 0
        guard count < limit else { throw SummaryRefusal.templateTooMany(limit) }
        let id: SummaryWordingID = act.newID()
        try act.db.execute(
            """
            INSERT INTO summary_template (id, kind, name, title, body, province, city, county, zone, updated_by, updated_at,
                version)
            VALUES (\(id), \(wording.kind), \(wording.name), \(wording.title), \(wording.body), \(place.province),
                \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        try note("summaryTemplate.created", id, wording, act)
        return id
    }

    package static func save(_ id: SummaryWordingID, _ wording: SummaryWording, version: Int?, _ act: Act) throws {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        try requireSound(wording, act)
        let changed = try act.db.execute(
            """
            UPDATE summary_template SET kind = \(wording.kind), name = \(wording.name), title = \(wording.title),
                body = \(wording.body), updated_by = \(act.viewer.person), updated_at = \(act.at), version = version + 1
            WHERE id = \(id) AND version = \(version ?? found.version)
            """)
        guard changed == 1 else { throw SummaryRefusal.changedMeanwhile }
        try note("summaryTemplate.saved", id, wording, act)
    }

    package static func remove(_ id: SummaryWordingID, _ act: Act) throws {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        try act.db.execute("DELETE FROM summary_template WHERE id = \(id)")
        try note("summaryTemplate.removed", id, found.wording, act)
    }

    /// What keeps it from being kept; it knows the figures of the viewer's office.
    package static func problems(
        _ wording: SummaryWording, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: String] {
        let known = try SummaryFigures.known(visibleTo: viewer, in: db)
        return wording.problems(isKnown: known.holds)
    }

    private static func requireSound(_ wording: SummaryWording, _ act: Act) throws {
        let problems = try problems(wording, visibleTo: act.viewer, in: act.db)
        guard problems.isEmpty else { throw SummaryRefusal.templateUnsound(problems) }
    }

    private static func note(_ action: String, _ id: SummaryWordingID, _ wording: SummaryWording, _ act: Act) throws {
        try act.record(
            action, of: "summaryTemplate", id.rawValue, ["kind": wording.kind.rawValue, "sha256": sha256(wording.body)])
    }

    private static var columns: SQL {
        "t.id, t.kind, t.name, t.title, t.body, coalesce(p.name, ''), t.updated_at, t.version"
    }

    private static var tables: SQL { "FROM summary_template t LEFT JOIN person p ON p.id = t.updated_by" }

    private static func read(_ row: SQLRow) throws -> StoredSummaryWording {
        try StoredSummaryWording(
            id: row.get(0),
            wording: SummaryWording(kind: row.get(1), name: row.get(2), title: row.get(3), body: row.get(4)),
            updatedBy: row.get(5), updatedAt: row.get(6), version: row.get(7))
    }
}
