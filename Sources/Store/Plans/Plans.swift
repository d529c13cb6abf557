package import SQLCore
package import Supervision

/// A plan as its pages need it: itself, whose it is, and how far its items are.
package struct PlanRecord: Sendable, Equatable {
    package let plan: Plan
    package let place: Place
    package let counts: PlanCounts

    package var id: PlanID { plan.id }
}

/// How many items of a plan stand where.
package struct PlanCounts: Sendable, Equatable {
    package let total: Int
    package let open: Int
    package let done: Int
    package let dropped: Int
    /// Open ones with a stage whose last day has passed.
    package let late: Int
    package let withoutOwner: Int
}

/// The plan table: what offices have undertaken, year by year.
package enum Plans {
    package static func create(_ new: Plan, _ act: Act) throws {
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try act.db.execute(
            """
            INSERT INTO plan (id, title, issuer, document_number, year, last_year, dated_on, state, province, city, county,
                zone, created_by, created_at, version)
            VALUES (\(new.id), \(new.title), \(new.issuer), \(new.documentNumber), \(new.year), \(new.lastYear),
                \(new.date), 'draft', \(place.province), \(place.city), \(place.county), \(place.zone),
                \(act.viewer.person), \(act.at), 1)
            """)
        try PlanEvents.note("created", of: new.id, act)
        try act.record("plan.created", of: "plan", new.id.rawValue, in: place, ["year": "\(new.year)"])
    }

    /// Other facts of the document's head.
    package static func edit(_ next: Plan, version: Int, _ act: Act) throws {
        let record = try requireOwn(next.id, act)
        guard record.plan.state != .closed else { throw PlanRefusal.wrongState("修改", record.plan.state) }
        let changed = try act.db.execute(
            """
            UPDATE plan SET title = \(next.title), issuer = \(next.issuer), document_number = \(next.documentNumber),
                year = \(next.year), last_year = \(next.lastYear), dated_on = \(next.date), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw PlanRefusal.stale }
        try PlanEvents.note("edited", of: next.id, act)
        try act.record("plan.edited", of: "plan", next.id.rawValue, in: record.place, ["year": "\(next.year)"])
    }

    package static func close(_ id: PlanID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.plan.closed(open: record.counts.open), was: version, act)
        try PlanEvents.note("closed", of: id, act)
        try act.record("plan.closed", of: "plan", id.rawValue, in: record.place)
    }

    package static func reopen(_ id: PlanID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        try store(try record.plan.reopened(), was: version, act)
        try PlanEvents.note("reopened", of: id, act)
        try act.record("plan.reopened", of: "plan", id.rawValue, in: record.place)
    }

    /// Takes a plan away that was never accepted, with its document's versions and corrections.
    package static func remove(_ id: PlanID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        guard record.plan.state == .draft else { throw PlanRefusal.wrongState("删除", record.plan.state) }
        for table: SQL in ["plan_event", "plan_correction", "plan_source"] {
            try act.db.execute("DELETE FROM \(table) WHERE plan_id = \(id)")
        }
        let changed = try act.db.execute("DELETE FROM plan WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw PlanRefusal.stale }
        try act.record("plan.removed", of: "plan", id.rawValue, in: record.place)
    }

    static func store(_ next: Plan, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE plan SET state = \(next.state), accepted_on = \(next.acceptedOn), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw PlanRefusal.stale }
    }

    /// The plan, if it is the viewer's own office's; an office above only looks.
    package static func requireOwn(_ id: PlanID, _ act: Act) throws -> PlanRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record.place, act.viewer) else { throw PlanRefusal.notYours }
        return record
    }

    package static func isOwn(_ place: Place, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && place.office == Place(viewer.scope).office
    }

    package static func require(_ id: PlanID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> PlanRecord {
        let row = try db.first("\(select(on: viewer.day)) WHERE p.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw PlanRefusal.notFound }
        return try PlanRecord(row)
    }

    /// An office and its leaders see their region's; whoever works on one item sees that item, not the plan.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "p.")
    }
}

extension Plan.State: SQLConvertible {}
