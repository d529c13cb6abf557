package import SQLCore
package import Supervision

/// The summary table.
package enum Summaries {
    package static func find(_ id: SummaryID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> SummaryRecord? {
        try db.first(
            "SELECT \(SummaryRecord.columns) \(SummaryRecord.tables) WHERE s.id = \(id) AND \(visible(to: viewer))"
        ).map(SummaryRecord.init)
    }

    package static func require(_ id: SummaryID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> SummaryRecord
    {
        guard let record = try find(id, visibleTo: viewer, in: db) else { throw SummaryRefusal.notFound }
        return record
    }

    /// The summary, if it is the viewer's own office's; an office above only looks.
    package static func requireOwn(_ id: SummaryID, version: Int?, _ act: Act) throws -> SummaryRecord {
        let row = try act.db.first(
            """
            SELECT \(SummaryRecord.columns) \(SummaryRecord.tables)
            WHERE s.id = \(id) AND \(visible(to: act.viewer)) AND \(Todos.own(act.viewer, "s."))
            """)
        guard let row else { throw SummaryRefusal.notFound }
        let record = try SummaryRecord(row)
        if let version, version != record.summary.version { throw SummaryRefusal.changedMeanwhile }
        return record
    }

    /// An office sees its own; those of the offices below once they are issued.
    static func visible(to viewer: Viewer) -> SQL {
        let place = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "s.")
        return "\(place) AND (d.state IN ('issued', 'sent', 'withdrawn') OR \(Todos.own(viewer, "s.")))"
    }

    /// Whether the viewer belongs to the office that writes it.
    package static func isOwn(_ record: SummaryRecord, _ viewer: Viewer, in db: SQLConnection) throws -> Bool {
        record.place.office == Place(viewer.scope).office
    }

    /// Codes of the regions whose offices have accounts.
    package static func offices(in db: SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT region_code FROM account WHERE role IN ('officer', 'director') AND active AND region_code <> ''
            ORDER BY region_code
            """
        ).map { try $0.get(0) }
    }

    /// Regions below the viewer's own, of which it may write a diagnosis.
    package static func regions(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [PlaceChoice] {
        let own = Place(viewer.scope).deepest ?? ""
        return try AccountPlaces.regions("", visibleTo: viewer, in: db).filter { $0.code != own && $0.code != "000000" }
    }

    static func insert(_ new: Summary, region: String, in place: Place, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO summary (id, kind, year, month, region, title, content, province, city, county, zone, created_by,
                created_at, updated_at, version)
            VALUES (\(new.id), \(new.kind), \(new.span.year), \(new.span.month), \(region), \(new.draft.text.title),
                \(try JSONColumn.text(new)), \(place.province), \(place.city), \(place.county), \(place.zone),
                \(act.viewer.person), \(act.at), \(act.at), \(new.version))
            """)
        try SummaryVersions.keep(new, .drafted, act)
        try note("summary.drafted", new, place, act)
    }

    /// Writes `record`, whose version was one less; somebody else's change in between is told.
    static func save(_ record: SummaryRecord, as event: Summary.Event, _ act: Act) throws {
        let next = record.summary
        let changed = try act.db.execute(
            """
            UPDATE summary SET title = \(next.draft.text.title), content = \(try JSONColumn.text(next)),
                document_id = \(next.document), updated_at = \(act.at), version = \(next.version)
            WHERE id = \(next.id) AND version = \(next.version - 1)
            """)
        guard changed == 1 else { throw SummaryRefusal.changedMeanwhile }
        try SummaryVersions.keep(next, event, act)
        try note("summary.\(event.rawValue)", next, record.place, act)
    }

    private static func note(_ action: String, _ summary: Summary, _ place: Place, _ act: Act) throws {
        try act.record(
            action, of: "summary", summary.id.rawValue, in: place,
            [
                "kind": summary.kind.rawValue, "span": summary.span.text,
                "text": sha256(summary.draft.document().plain), "figures": sha256(summary.sources.canonical),
            ])
    }
}
