package import SQLCore
package import Supervision

/// A request from above as its pages need it: itself, whose it is, and how far its items are.
package struct ReceptionRecord: Sendable, Equatable {
    package let reception: Reception
    package let place: Place
    package let counts: ReceptionCounts
    /// Who sent the self-report up; empty while nobody has.
    package let reportedBy: String

    package var id: ReceptionID { reception.id }
}

/// How many items of a request stand where.
package struct ReceptionCounts: Sendable, Equatable {
    package let total: Int
    package let waiting: Int
    package let submitted: Int
    package let accepted: Int
    package let late: Int
    /// Problems that the upper team found.
    package let findings: Int
}

/// The reception table: requests from above that an office answers.
package enum Receptions {
    package static func create(_ new: Reception, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO reception (id, title, document_number, sender, received_on, due_on, visit_from, visit_until, note,
                state, report, excuse, receipt_number, receipt_from, province, city, county, zone, created_by,
                created_at, version)
            VALUES (\(new.id), \(new.title), \(new.documentNumber), \(new.sender), \(new.receivedOn), \(new.dueOn),
                \(new.visit?.from), \(new.visit?.until ?? new.visit?.from), \(new.note), 'preparing', '', '', '', '', \(place.province),
                \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        try ReceptionEvents.note("created", of: new.id, act)
        try act.record("reception.created", of: "reception", new.id.rawValue, in: place)
    }

    /// Other facts of a request that is still being prepared.
    package static func edit(_ next: Reception, version: Int, _ act: Act) throws {
        let record = try requireOwn(next.id, act)
        guard record.reception.state == .preparing else {
            throw ReceptionRefusal.wrongState("修改", record.reception.state)
        }
        let changed = try act.db.execute(
            """
            UPDATE reception SET title = \(next.title), document_number = \(next.documentNumber),
                sender = \(next.sender), received_on = \(next.receivedOn), due_on = \(next.dueOn),
                visit_from = \(next.visit?.from), visit_until = \(next.visit?.until ?? next.visit?.from), note = \(next.note),
                version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw ReceptionRefusal.stale }
        try act.record("reception.edited", of: "reception", next.id.rawValue, in: record.place)
    }

    /// Sends the self-report up; the clock of every item that is still open stops with it.
    package static func report(_ id: ReceptionID, text: String, excuse: String, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let missing: [String] = try act.db.rows(
            """
            SELECT number FROM reception_item WHERE reception_id = \(id) AND state <> 'accepted' ORDER BY ordinal
            """
        ).map { try $0.get(0) }
        let next = try record.reception.reported(text, missing: missing, excuse: excuse, on: act.day)
        try store(next, was: version, reportedBy: act.viewer.person, act)
        for item in try act.db.rows("SELECT id FROM reception_item WHERE reception_id = \(id) AND state <> 'accepted'")
        {
            try Deadlines.cancel(try item.get(0), rule: ReceptionItems.rule, on: act.day, act)
        }
        try ReceptionEvents.note(
            "reported", of: id, said: missing.isEmpty ? "" : "缺\(missing.count)项：\(next.excuse)", act)
        try act.record(
            "reception.reported", of: "reception", id.rawValue, in: record.place,
            ["missing": "\(missing.count)", "sha256": sha256(next.report)])
    }

    package static func receipt(_ id: ReceptionID, _ receipt: Reception.Receipt, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let next = try record.reception.receipted(receipt, on: act.day)
        try store(next, was: version, reportedBy: nil, act)
        try ReceptionEvents.note("receipted", of: id, said: receipt.from, act)
        try act.record("reception.receipted", of: "reception", id.rawValue, in: record.place)
    }

    package static func finish(_ id: ReceptionID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        let next = try record.reception.finished()
        try store(next, was: version, reportedBy: nil, act)
        try ReceptionEvents.note("finished", of: id, act)
        try act.record("reception.finished", of: "reception", id.rawValue, in: record.place)
    }

    private static func store(_ next: Reception, was version: Int, reportedBy: PersonID?, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE reception SET state = \(next.state), report = \(next.report), reported_on = \(next.reportedOn),
                reported_by = coalesce(\(reportedBy), reported_by), excuse = \(next.excuse),
                receipt_number = \(next.receipt?.number ?? ""), receipt_from = \(next.receipt?.from ?? ""),
                receipt_on = \(next.receipt?.on), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw ReceptionRefusal.stale }
    }

    /// The request, if it is the viewer's own office's; an office above only looks.
    package static func requireOwn(_ id: ReceptionID, _ act: Act) throws -> ReceptionRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record, act.viewer) else { throw ReceptionRefusal.notYours }
        return record
    }

    package static func isOwn(_ record: ReceptionRecord, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && record.place.office == Place(viewer.scope).office
    }

    package static func require(
        _ id: ReceptionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ReceptionRecord {
        let row = try db.first("\(select(on: viewer.day)) WHERE r.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw ReceptionRefusal.notFound }
        return try ReceptionRecord(row)
    }

    /// An office sees its region's; a unit those of which it prepares an item.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: {
                "EXISTS (SELECT 1 FROM reception_item t WHERE t.reception_id = r.id AND t.organisation_id = \($0))"
            }, granted: { _, _ in "false" }
        ).condition(for: viewer, alias: "r.")
    }
}

extension Reception.State: SQLConvertible {}
