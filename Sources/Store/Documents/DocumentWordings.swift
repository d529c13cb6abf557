package import SQLCore
package import Supervision

/// An office's own wording as it is kept.
package struct StoredWording: Sendable, Equatable {
    package let id: DocumentWordingID
    package let wording: DocumentWording
    package let updatedAt: Instant
    /// Who saved it last.
    package let updatedBy: String
    package let version: Int
}

/// What a wording said after one save, and who saved it.
package struct WordingVersion: Sendable, Equatable {
    package let version: Int
    package let wording: DocumentWording
    package let person: String
    package let at: Instant
}

package typealias DocumentWordingID = Identifier<DocumentWording>

/// The document_wording table: an office's own wordings; the shipped ones stand beside them.
package enum DocumentWordings {
    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [StoredWording] {
        let place = try Place.office(of: viewer.scope, in: db)
        return try db.rows(
            "SELECT \(columns) \(tables) WHERE \(own(place)) ORDER BY w.kind, w.name, w.id"
        )
        .map(read)
    }

    package static func require(
        _ id: DocumentWordingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StoredWording {
        let place = try Place.office(of: viewer.scope, in: db)
        let row = try db.first("SELECT \(columns) \(tables) WHERE w.id = \(id) AND \(own(place))")
        guard let row else { throw DocumentWordingRefusal.notFound }
        return try read(row)
    }

    package static let limit = 200

    package static func create(_ wording: DocumentWording, _ act: Act) throws -> DocumentWordingID {
        try requireSound(wording)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let count: Int = try act.db.first("SELECT count(*) FROM document_wording w WHERE \(own(place))")?.get(0) ?? 0
        guard count < limit else { throw DocumentWordingRefusal.tooMany(limit) }
        let id: DocumentWordingID = act.newID()
        try act.db.execute(
            """
            INSERT INTO document_wording (id, kind, name, title, body, province, city, county, zone, updated_at, version)
            VALUES (\(id), \(wording.kind), \(wording.name), \(wording.title), \(wording.body), \(place.province),
                \(place.city), \(place.county), \(place.zone), \(act.at), 1)
            """)
        try keep(id, wording, version: 1, act)
        try note("wording.created", id, wording, act)
        return id
    }

    package static func save(
        _ id: DocumentWordingID, _ wording: DocumentWording, version: Int?, _ act: Act
    ) throws {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        try requireSound(wording)
        let changed = try act.db.execute(
            """
            UPDATE document_wording SET kind = \(wording.kind), name = \(wording.name), title = \(wording.title),
                body = \(wording.body), updated_at = \(act.at), version = version + 1
            WHERE id = \(id) AND version = \(version ?? found.version)
            """)
        guard changed == 1 else { throw DocumentWordingRefusal.changedMeanwhile }
        try keep(id, wording, version: found.version + 1, act)
        try note("wording.saved", id, wording, act)
    }

    package static func remove(_ id: DocumentWordingID, _ act: Act) throws {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        try act.db.execute("DELETE FROM document_wording_version WHERE wording_id = \(id)")
        try act.db.execute("DELETE FROM document_wording WHERE id = \(id)")
        try note("wording.removed", id, found.wording, act)
    }

    /// Newest first; the caller has required the wording.
    package static func versions(of id: DocumentWordingID, in db: SQLConnection) throws -> [WordingVersion] {
        try db.rows(
            """
            SELECT v.version, v.kind, v.name, v.title, v.body, coalesce(p.name, ''), v.at
            FROM document_wording_version v LEFT JOIN person p ON p.id = v.person_id
            WHERE v.wording_id = \(id) ORDER BY v.version DESC LIMIT 200
            """
        ).map {
            try WordingVersion(
                version: $0.get(0),
                wording: DocumentWording(kind: $0.get(1), name: $0.get(2), title: $0.get(3), body: $0.get(4)),
                person: $0.get(5), at: $0.get(6))
        }
    }

    private static func keep(
        _ id: DocumentWordingID, _ wording: DocumentWording, version: Int, _ act: Act
    ) throws {
        try act.db.execute(
            """
            INSERT INTO document_wording_version (wording_id, version, kind, name, title, body, person_id, at)
            VALUES (\(id), \(version), \(wording.kind), \(wording.name), \(wording.title), \(wording.body),
                \(act.viewer.person), \(act.at))
            """)
    }

    private static func requireSound(_ wording: DocumentWording) throws(DocumentWordingRefusal) {
        let problems = wording.problems()
        guard problems.isEmpty else { throw .unsound(problems) }
    }

    private static func note(_ action: String, _ id: DocumentWordingID, _ wording: DocumentWording, _ act: Act) throws {
        try act.record(
            action, of: "wording", id.rawValue, ["kind": wording.kind.rawValue, "text": sha256(wording.body)])
    }

    private static func own(_ place: Place) -> SQL {
        """
        w.province = \(place.province) AND w.city = \(place.city) AND w.county = \(place.county) AND w.zone = \(place.zone)
        """
    }

    private static var columns: SQL {
        "w.id, w.kind, w.name, w.title, w.body, w.updated_at, w.version, coalesce(p.name, '')"
    }

    private static var tables: SQL {
        """
        FROM document_wording w
            LEFT JOIN document_wording_version v ON v.wording_id = w.id AND v.version = w.version
            LEFT JOIN person p ON p.id = v.person_id
        """
    }

    private static func read(_ row: SQLRow) throws -> StoredWording {
        try StoredWording(
            id: row.get(0),
            wording: DocumentWording(kind: row.get(1), name: row.get(2), title: row.get(3), body: row.get(4)),
            updatedAt: row.get(5), updatedBy: row.get(7), version: row.get(6))
    }
}
