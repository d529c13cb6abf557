package import SQLCore
package import Supervision

/// A year's targets as their pages need them.
package struct DutySheetRecord: Sendable, Equatable {
    package let sheet: DutySheet
    package let place: Place
    package let targets: Int
    package let units: Int
    package let reported: Int
    package let confirmed: Int

    package var id: DutySheetID { sheet.id }
}

/// The duty_sheet table: targets of a year for townships and departments.
package enum DutySheets {
    package static func create(_ new: DutySheet, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO duty_sheet (id, year, name, issuer, document_number, due_on, state, province, city, county, zone,
                created_by, created_at, version)
            VALUES (\(new.id), \(new.year), \(new.name), \(new.issuer), \(new.documentNumber), \(new.dueOn), 'draft',
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        try act.record("duty.created", of: "duty-sheet", new.id.rawValue, in: place, ["year": "\(new.year)"])
    }

    /// Gives the targets to the units; their clocks start.
    package static func issue(_ id: DutySheetID, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let next = try record.sheet.issued(targets: record.targets)
        try store(next, was: version, act)
        try DutyTargets.startClocks(of: record, act)
        try act.record("duty.issued", of: "duty-sheet", id.rawValue, in: record.place, ["targets": "\(record.targets)"])
    }

    package static func close(_ id: DutySheetID, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.sheet.closed(unconfirmed: record.targets - record.confirmed), was: version, act)
        try act.record("duty.closed", of: "duty-sheet", id.rawValue, in: record.place)
    }

    package static func reopen(_ id: DutySheetID, _ version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.sheet.reopened(), was: version, act)
        try act.record("duty.reopened", of: "duty-sheet", id.rawValue, in: record.place)
    }

    private static func store(_ next: DutySheet, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE duty_sheet SET state = \(next.state), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw DutyRefusal.stale }
    }

    package static func requireOwn(_ id: DutySheetID, _ act: Act) throws -> DutySheetRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record, act.viewer) else { throw DutyRefusal.notYours }
        return record
    }

    package static func isOwn(_ record: DutySheetRecord, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && record.place.office == Place(viewer.scope).office
    }

    package static func require(
        _ id: DutySheetID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> DutySheetRecord {
        let row = try db.first("SELECT \(columns) FROM duty_sheet s WHERE s.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw DutyRefusal.notFound }
        return try DutySheetRecord(row)
    }

    /// The newest year first; `year` nil for all.
    package static func list(
        year: Int?, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<DutySheetRecord> {
        let only: SQL = year.map { "AND s.year = \($0)" } ?? ""
        let rows = try db.rows(
            """
            SELECT \(columns) FROM duty_sheet s WHERE \(visible(to: viewer)) \(only)
            ORDER BY s.year DESC, s.name, s.id LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM duty_sheet s WHERE \(visible(to: viewer)) \(only)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try DutySheetRecord($0) }, total: total, page: page)
    }

    /// An office sees its region's; units have their targets, not the sheet.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "s.")
    }

    private static var columns: SQL {
        """
        s.id, s.year, s.name, s.issuer, s.document_number, s.due_on, s.state, s.version, s.province, s.city, s.county,
        s.zone, (SELECT count(*) FROM duty_target t WHERE t.sheet_id = s.id),
        (SELECT count(DISTINCT t.organisation_id) FROM duty_target t WHERE t.sheet_id = s.id),
        (SELECT count(*) FROM duty_target t WHERE t.sheet_id = s.id AND t.state = 'reported'),
        (SELECT count(*) FROM duty_target t WHERE t.sheet_id = s.id AND t.state = 'confirmed')
        """
    }
}

extension DutySheet.State: SQLConvertible {}

extension DutySheetRecord {
    fileprivate init(_ row: SQLRow) throws {
        sheet = try DutySheet(
            id: row.get(0), year: row.get(1), name: row.get(2), issuer: row.get(3), documentNumber: row.get(4),
            dueOn: row.get(5), state: row.get(6), version: row.get(7))
        place = try Place(province: row.get(8), city: row.get(9), county: row.get(10), zone: row.get(11))
        targets = try row.get(12)
        units = try row.get(13)
        reported = try row.get(14)
        confirmed = try row.get(15)
    }
}
