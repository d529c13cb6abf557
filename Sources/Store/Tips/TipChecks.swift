package import SQLCore
package import Supervision

/// What an inspector is asked to find out about a tip, and what was found.
package struct TipCheck: Sendable, Equatable {
    package enum State: String, Sendable, SQLConvertible, CaseIterable {
        case open, done, recalled

        package var label: String {
            switch self {
            case .open: "待核实"
            case .done: "已报告"
            case .recalled: "已撤回"
            }
        }
    }

    package let id: TipCheckID
    package let tip: TipID
    package let number: String
    package let topic: TipTopic
    package let unit: OrganisationID?
    package let unitName: String
    package let person: PersonID
    package let personName: String
    /// In the office's words, never the tipster's.
    package let brief: String
    package let showsPhotos: Bool
    package let assignedOn: Day
    package let dueOn: Day?
    package let state: State
    package let outcome: Tip.Outcome?
    package let result: String
    package let doneOn: Day?

    /// Days past the day of the report; nil while in time or once there is one.
    package func daysLate(on today: Day) -> Int? {
        guard state == .open, let dueOn, dueOn < today else { return nil }
        return dueOn.distance(to: today)
    }
}

/// The tip_check table.
package enum TipChecks {
    /// Sends an inspector of the viewer's office, unless bound to the unit.
    package static func send(
        _ id: TipID, to person: PersonID, brief: String, showsPhotos: Bool, version: Int?, _ act: Act
    ) throws {
        let (tip, row) = try Tips.current(id, version: version, act)
        let next = try tip.sentToVerify(by: act.viewer.person)
        guard !brief.isBlank else { throw TipRefusal.empty("核实要求") }
        guard brief.count <= TipLimits.brief else { throw TipRefusal.tooLong("核实要求", TipLimits.brief) }
        let inspector = try VisitOffice.colleagues(at: row.place, on: act.day, in: act.db).first { $0.person == person }
        guard let inspector else { throw TipRefusal.noInspector }
        try TipBars.require(person, inspector.name, free: row.unit, act)
        try Tips.requireSafe(brief, of: id, act.db)
        let check: TipCheckID = act.newID()
        let due = try TipClocks.verifying(check, row.number, at: row.place, act)
        try act.db.execute(
            """
            INSERT INTO tip_check (id, tip_id, person_id, person_name, brief, shows_photos, assigned_on, assigned_by,
                due_on, state, outcome, result)
            VALUES (\(check), \(id), \(person), \(inspector.name), \(brief.trimmed), \(showsPhotos), \(act.day),
                \(act.viewer.person), \(due), 'open', '', '')
            """)
        try Tips.save(next, row, .sent, note: inspector.name, act)
    }

    package static func recall(_ id: TipID, version: Int?, _ act: Act) throws {
        let (tip, row) = try Tips.current(id, version: version, act)
        let next = try tip.recalled(by: act.viewer.person)
        for check in try list(of: id, in: act.db) where check.state == .open {
            try act.db.execute("UPDATE tip_check SET state = 'recalled' WHERE id = \(check.id)")
            try TipClocks.recalled(check.id, act)
        }
        try Tips.save(next, row, .recalled, act)
    }

    /// The inspector tells what was found.
    package static func report(
        _ id: TipCheckID, _ outcome: Tip.Outcome?, _ result: String, _ act: Act
    ) throws {
        let check = try require(id, visibleTo: act.viewer, in: act.db)
        guard check.state == .open else { throw TipRefusal.changedMeanwhile }
        guard let outcome else { throw TipRefusal.empty("核实结论") }
        guard !result.isBlank else { throw TipRefusal.empty("核实情况") }
        guard result.count <= TipLimits.brief else { throw TipRefusal.tooLong("核实情况", TipLimits.brief) }
        let found = try act.db.first("SELECT \(Tips.columns) FROM tip t WHERE t.id = \(check.tip)")
        guard let row = try found.map(TipRow.init) else { throw TipRefusal.notFound }
        try act.db.execute(
            """
            UPDATE tip_check SET state = 'done', outcome = \(outcome.rawValue), result = \(result.trimmed),
                done_on = \(act.day)
            WHERE id = \(id)
            """)
        try TipClocks.verified(id, act)
        try Tips.save(try row.tip.verified(outcome), row, .verified, note: outcome.label, act)
    }

    package static func require(
        _ id: TipCheckID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> TipCheck {
        let row = try db.first("SELECT \(columns) \(tables) WHERE c.id = \(id) AND \(mine(viewer))")
        guard let row else { throw TipRefusal.notFound }
        let check = try TipCheck(row)
        if let bar = try TipBars.find(viewer.person, from: check.unit, on: viewer.day, in: db) {
            throw TipRefusal.bound(bar)
        }
        return check
    }

    /// What the viewer has to verify, as long as they serve; not what they have to stay away from since.
    static func mine(_ viewer: Viewer) -> SQL {
        """
        c.person_id = \(viewer.person) AND \(TipBars.isFree(viewer))
            AND EXISTS (SELECT 1 FROM inspector i WHERE i.person_id = c.person_id AND \(Inspectors.serves("i.", on: viewer.day)))
        """
    }

    /// That whoever has to verify a tip `t` by a check `c` serves and need not stay away.
    static func isFit(on day: Day) -> SQL {
        """
        EXISTS (SELECT 1 FROM inspector i WHERE i.person_id = c.person_id AND \(Inspectors.serves("i.", on: day))
            AND NOT EXISTS (SELECT 1 FROM recusal r WHERE r.person_id = c.person_id
                AND r.organisation_id = t.organisation_id AND \(UnitBars.holds(on: day))))
        """
    }

    /// Those of one tip; ask first whether the viewer may see it.
    static func list(of id: TipID, in db: SQLConnection) throws -> [TipCheck] {
        try db.rows(
            "SELECT \(columns) \(tables) WHERE c.tip_id = \(id) ORDER BY c.assigned_on DESC, c.id DESC LIMIT 100"
        )
        .map(TipCheck.init)
    }

    /// Photos that go with it, where the office lets the inspector see them.
    package static func photos(of check: TipCheck, in db: SQLConnection) throws -> [TipPhoto] {
        check.showsPhotos && check.state != .recalled ? try Tips.photos(of: check.tip, in: db) : []
    }

    static let tables: SQL = "FROM tip_check c JOIN tip t ON t.id = c.tip_id"
    static let columns: SQL = """
        c.id, c.tip_id, t.number, t.topic, t.organisation_id, t.unit_name, c.person_id, c.person_name, c.brief,
        c.shows_photos, c.assigned_on, c.due_on, c.state, c.outcome, c.result, c.done_on
        """
}

extension TipCheck {
    init(_ row: SQLRow) throws {
        let unit: OrganisationID? = try row.get(4)
        try self.init(
            id: row.get(0), tip: row.get(1), number: row.get(2), topic: row.get(3), unit: unit,
            // A name that only the tipster gave is not told on; the brief says which unit is meant.
            unitName: unit == nil ? TipRow.unregistered : row.get(5), person: row.get(6), personName: row.get(7),
            brief: row.get(8),
            showsPhotos: row.get(9), assignedOn: row.get(10), dueOn: row.get(11), state: row.get(12),
            outcome: Tip.Outcome(rawValue: row.get(13)), result: row.get(14), doneOn: row.get(15))
    }
}
