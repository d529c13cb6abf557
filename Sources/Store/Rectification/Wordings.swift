package import SQLCore
package import Supervision

/// The finding_wording table: phrases that belong to one office and are offered in its forms.
package enum Wordings {
    /// Those of the viewer's own office; nobody else has any.
    package static func list(
        _ kind: Wording.Kind? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Wording] {
        let wanted: SQL = kind.map { "kind = \($0)" } ?? "true"
        return try db.rows(
            """
            SELECT id, kind, title, words, version FROM finding_wording WHERE \(own(viewer)) AND \(wanted)
            ORDER BY kind, title, id
            """
        ).compactMap { row in
            guard let kind = Wording.Kind(rawValue: try row.get(1)) else { return nil }
            return try Wording(
                id: row.get(0), kind: kind, title: row.get(2), words: row.get(3), version: row.get(4))
        }
    }

    package static func add(_ kind: Wording.Kind, title: String, words: String, _ act: Act) throws {
        let known = try list(visibleTo: act.viewer, in: act.db)
        guard known.count < Wording.limit else { throw WordingRefusal.tooMany }
        guard !known.contains(where: { $0.kind == kind && $0.title == title }) else { throw WordingRefusal.titleTaken }
        let id: WordingID = act.newID()
        try act.db.execute(
            """
            INSERT INTO finding_wording (id, office, kind, title, words, version)
            VALUES (\(id), \(Place(act.viewer.scope).office), \(kind), \(title), \(words), 1)
            """)
        try act.record("wording.added", of: "wording", id.rawValue, ["kind": kind.rawValue])
    }

    package static func change(_ id: WordingID, title: String, words: String, version: Int, _ act: Act) throws {
        let known = try list(visibleTo: act.viewer, in: act.db)
        guard let old = known.first(where: { $0.id == id }) else { throw WordingRefusal.notFound }
        guard !known.contains(where: { $0.kind == old.kind && $0.title == title && $0.id != id }) else {
            throw WordingRefusal.titleTaken
        }
        let changed = try act.db.execute(
            """
            UPDATE finding_wording SET title = \(title), words = \(words), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw RectificationRefusal.stale }
        try act.record("wording.changed", of: "wording", id.rawValue)
    }

    package static func remove(_ id: WordingID, _ act: Act) throws {
        let gone = try act.db.execute("DELETE FROM finding_wording WHERE id = \(id) AND \(own(act.viewer))")
        guard gone == 1 else { throw WordingRefusal.notFound }
        try act.record("wording.removed", of: "wording", id.rawValue)
    }

    private static func own(_ viewer: Viewer) -> SQL {
        Role.office.contains(viewer.role) ? "office = \(Place(viewer.scope).office)" : "false"
    }
}

/// Why a phrase is not kept.
package enum WordingRefusal: Refusal, Equatable {
    case notFound, titleTaken, tooMany

    package var code: String {
        switch self {
        case .notFound: "wording.notFound"
        case .titleTaken: "wording.titleTaken"
        case .tooMany: "wording.tooMany"
        }
    }

    package var kind: RefusalKind { self == .notFound ? .notFound : .invalid }

    package var message: String {
        switch self {
        case .notFound: "没有这条常用语。"
        case .titleTaken: "同一用途下已有同名的常用语，请换一个名称。"
        case .tooMany: "常用语已达\(Wording.limit)条，请先删除不用的。"
        }
    }
}

extension Wording.Kind: SQLConvertible {}
