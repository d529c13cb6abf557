package import SQLCore
package import Supervision

/// A wording as it is kept: shipped, or an office's own.
package struct StoredWording: Sendable, Equatable {
    package let id: DocumentWordingID
    package let wording: DocumentWording
    package let updatedAt: Instant
    package let version: Int
}

package typealias DocumentWordingID = Identifier<DocumentWording>

/// The document_wording table: an office's own wordings; the shipped ones stand beside them.
package enum DocumentWordings {
    package static func list(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [StoredWording] {
        let place = try Place.office(of: viewer.scope, in: db)
        return try db.rows(
            "SELECT \(columns) FROM document_wording w WHERE \(own(place)) ORDER BY w.kind, w.name, w.id"
        )
        .map(read)
    }

    package static func require(
        _ id: DocumentWordingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StoredWording {
        let place = try Place.office(of: viewer.scope, in: db)
        let row = try db.first("SELECT \(columns) FROM document_wording w WHERE w.id = \(id) AND \(own(place))")
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
        try note("wording.saved", id, wording, act)
    }

    package static func remove(_ id: DocumentWordingID, _ act: Act) throws {
        let found = try require(id, visibleTo: act.viewer, in: act.db)
        try act.db.execute("DELETE FROM document_wording WHERE id = \(id)")
        try note("wording.removed", id, found.wording, act)
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

    private static var columns: SQL { "w.id, w.kind, w.name, w.title, w.body, w.updated_at, w.version" }

    private static func read(_ row: SQLRow) throws -> StoredWording {
        try StoredWording(
            id: row.get(0),
            wording: DocumentWording(kind: row.get(1), name: row.get(2), title: row.get(3), body: row.get(4)),
            updatedAt: row.get(5), version: row.get(6))
    }
}

/// Why a wording is not kept.
package enum DocumentWordingRefusal: Refusal, Equatable {
    case notFound
    case unsound([String: String])
    case tooMany(Int)
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "wording.notFound"
        case .unsound: "wording.unsound"
        case .tooMany: "wording.tooMany"
        case .changedMeanwhile: "wording.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .unsound: .invalid
        case .tooMany, .changedMeanwhile: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个文书模板。"
        case .unsound(let problems): problems.sorted { $0.key < $1.key }.map(\.value).joined()
        case .tooMany(let limit): "文书模板最多\(limit)个，请先删除不用的。"
        case .changedMeanwhile: "这个模板刚刚被他人修改，您的改动没有保存。请核对最新内容后重新提交。"
        }
    }
}
