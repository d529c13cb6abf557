package import SQLCore
package import Supervision

extension OwnFigures {
    /// Adds a figure to those of the viewer's office.
    package static func create(_ draft: FigureDraft, _ act: Act) throws -> OwnFigureID {
        let book = try Figures.book(for: act.viewer, in: act.db)
        let figure = try draft.checked(in: book)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let id: OwnFigureID = act.newID()
        try act.db.execute(
            """
            INSERT INTO own_figure (id, code, name, unit, number, content, province, city, county, zone, created_by,
                updated_at, version)
            VALUES (\(id), \(figure.code), \(figure.name), \(figure.unit), 1, \(try JSONColumn.text(figure)),
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        try keep(figure, of: id, number: 1, act)
        try act.record("figure.created", of: "figure", id.rawValue, in: place, ["code": figure.code])
        return id
    }

    /// Another version of a figure; its code stays, because templates name it.
    package static func save(_ draft: FigureDraft, of code: String, version: Int, _ act: Act) throws {
        let old = try require(code, visibleTo: act.viewer, in: act.db)
        var draft = draft
        draft.code = old.figure.code
        let figure = try draft.checked(in: Figures.book(for: act.viewer, in: act.db), replacing: old.figure)
        let changed = try act.db.execute(
            """
            UPDATE own_figure SET name = \(figure.name), unit = \(figure.unit), number = number + 1,
                content = \(try JSONColumn.text(figure)), updated_at = \(act.at), version = version + 1
            WHERE id = \(old.id) AND version = \(version)
            """)
        guard changed == 1 else { throw FigureRefusal.stale }
        try keep(figure, of: old.id, number: old.number + 1, act)
        try act.record("figure.saved", of: "figure", old.id.rawValue, in: old.place, ["code": figure.code])
    }

    /// Takes a figure away, unless something still names it.
    package static func delete(_ code: String, version: Int, _ act: Act) throws {
        let old = try require(code, visibleTo: act.viewer, in: act.db)
        let uses = try FigureUses.places(of: code, visibleTo: act.viewer, in: act.db)
        guard uses.isEmpty else { throw FigureRefusal.used(old.figure.name, uses) }
        try act.db.execute("DELETE FROM own_figure_version WHERE figure_id = \(old.id)")
        let gone = try act.db.execute("DELETE FROM own_figure WHERE id = \(old.id) AND version = \(version)")
        guard gone == 1 else { throw FigureRefusal.stale }
        try act.record("figure.deleted", of: "figure", old.id.rawValue, in: old.place, ["code": code])
    }

    package static func find(
        _ code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OwnFigure? {
        try db.first(
            "SELECT \(columns) FROM own_figure e WHERE e.code = \(code) AND \(FigureEntries.own(viewer))"
        ).map(OwnFigure.init)
    }

    package static func require(_ code: String, visibleTo viewer: Viewer, in db: SQLConnection) throws -> OwnFigure {
        if let found = try find(code, visibleTo: viewer, in: db) { return found }
        guard let shipped = ShippedFigures.byCode[code] else { throw FigureRefusal.notFound(code) }
        throw FigureRefusal.notOwn(shipped.name)
    }

    /// All versions, the newest first; ask first whether the viewer may see the figure.
    package static func versions(of id: OwnFigureID, in db: SQLConnection) throws -> [OwnFigureVersion] {
        try db.rows(
            """
            SELECT number, content, by_name, at FROM own_figure_version WHERE figure_id = \(id) ORDER BY number DESC
            """
        ).map { row in
            try OwnFigureVersion(
                number: row.get(0), figure: JSONColumn.value(row.get(1)), byName: row.get(2), at: row.get(3))
        }
    }

    private static func keep(_ figure: Figure, of id: OwnFigureID, number: Int, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO own_figure_version (figure_id, number, content, by_person, by_name, at)
            VALUES (\(id), \(number), \(try JSONColumn.text(figure)), \(act.viewer.person), \(act.viewer.name), \(act.at))
            """)
    }
}

/// How a figure was defined for some time.
package struct OwnFigureVersion: Sendable, Equatable {
    package let number: Int
    package let figure: Figure
    package let byName: String
    package let at: Instant
}

/// Where an office's figures are named, so that none is taken away under them.
///
/// Whatever keeps a figure's code in a table of its own says so here.
package enum FigureUses {
    package static func places(
        of code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String] {
        try shares(of: code, viewer, db) + targets(of: code, viewer, db) + entries(of: code, viewer, db)
    }

    private static func shares(of code: String, _ viewer: Viewer, _ db: SQLConnection) throws -> [String] {
        try OwnFigures.all(visibleTo: viewer, in: db).compactMap { own in
            guard case .share(let part, let whole) = own.figure.measure, [part, whole].contains(code) else {
                return nil
            }
            return "指标“\(own.figure.name)”"
        }
    }

    private static func targets(of code: String, _ viewer: Viewer, _ db: SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT i.title FROM plan_target t JOIN plan_item i ON i.id = t.item_id
                JOIN plan p ON p.id = i.plan_id
            WHERE (t.figure = \(code) OR t.figure LIKE \(code + " |%") ESCAPE '\\') AND \(Plans.visible(to: viewer))
            ORDER BY i.title LIMIT 5
            """
        ).map { "计划事项“\(try $0.get(0) as String)”" }
    }

    private static func entries(of code: String, _ viewer: Viewer, _ db: SQLConnection) throws -> [String] {
        let count: Int =
            try db.first(
                """
                SELECT count(*) FROM figure_entry e WHERE e.is_current AND e.value <> ''
                    AND (e.figure = \(code) OR e.figure LIKE \(code + " |%") ESCAPE '\\')
                    AND \(FigureEntries.own(viewer))
                """)?.get(0) ?? 0
        return count == 0 ? [] : ["已登记的\(count)个数值"]
    }
}
