package import SQLCore
package import Supervision

/// The hearing table: whom the team listened to about a unit, which never sees it.
package enum Hearings {
    /// Writes down a hearing that was held by the rule, and moves the unit on.
    package static func add(_ hearing: Hearing, of id: InspectionID, _ act: Act) throws {
        let row = try requireInside(id, visibleTo: act.viewer, in: act.db)
        try hearing.require(
            by: HearingRule.of(try jurisdiction(of: id, in: act.db), for: hearing.audience), on: act.day)
        guard row.state == .running else { throw ProcedureRefusal.unknownStep(hearing.audience.act.label) }
        let isAsked = try InspectionSteps.standing(of: id, in: act.db).procedure.steps
            .contains { $0.requires.contains(hearing.audience.act) }
        // More than the procedure asks for is welcome at any time; what it asks for counts at its step.
        if isAsked, try !InspectionSteps.isDone(hearing.audience.act, of: id, in: act.db) {
            try InspectionSteps.require(hearing.audience.act, of: id, in: act.db)
        }
        let new: Identifier<HearingRow> = act.newID()
        try act.db.execute(
            """
            INSERT INTO hearing (id, inspection_id, audience, method, on_day, place, attendees, managers, teachers,
                selection, summary, by_person, at)
            VALUES (\(new), \(id), \(hearing.audience.rawValue), \(hearing.method.rawValue), \(hearing.day),
                \(hearing.place.trimmed), \(hearing.attendees), \(hearing.managers), \(hearing.teachers),
                \(hearing.selection.trimmed), \(hearing.summary.trimmed), \(act.viewer.person), \(act.at))
            """)
        try act.record(
            "inspection.heard", of: "inspection", id.rawValue, in: row.place,
            ["audience": hearing.audience.rawValue, "hearing": new.rawValue, "attendees": "\(hearing.attendees)"])
        if isAsked { try InspectionSteps.note(hearing.audience.act, of: id, act) }
    }

    /// Oldest first; whoever belongs to the unit is told that there is nothing.
    package static func list(
        of id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [HearingRow] {
        _ = try requireInside(id, visibleTo: viewer, in: db)
        return try db.rows(
            """
            SELECT h.audience, h.method, h.on_day, h.place, h.attendees, h.managers, h.teachers, h.selection, h.summary,
                coalesce(p.name, ''), h.at
            FROM hearing h LEFT JOIN person p ON p.id = h.by_person WHERE h.inspection_id = \(id)
            ORDER BY h.on_day, h.at, h.id LIMIT 500
            """
        ).map(HearingRow.init)
    }

    /// Whose rule counts.
    package static func jurisdiction(of id: InspectionID, in db: SQLConnection) throws -> Jurisdiction {
        let name: String? = try db.first(
            "SELECT c.jurisdiction FROM inspection i JOIN campaign c ON c.id = i.campaign_id WHERE i.id = \(id)")?.get(
                0)
        return name.flatMap(Jurisdiction.init) ?? .national
    }

    private static func requireInside(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectionRow {
        guard !viewer.role.belongsToOrganisation else { throw InspectionRefusal.notFound }
        return try Inspections.require(id, visibleTo: viewer, in: db)
    }
}

/// A hearing as it is shown.
package struct HearingRow: Sendable, Equatable {
    package let hearing: Hearing
    package let by: String
    package let at: Instant

    init(_ row: SQLRow) throws {
        let audience: String = try row.get(0), method: String = try row.get(1)
        hearing = Hearing(
            audience: Hearing.Audience(rawValue: audience) ?? .general,
            method: Hearing.Method(rawValue: method) ?? .meeting, day: try row.get(2), place: try row.get(3),
            attendees: try row.get(4), managers: try row.get(5), teachers: try row.get(6), selection: try row.get(7),
            summary: try row.get(8))
        by = try row.get(9)
        at = try row.get(10)
    }
}
