package import SQLCore
package import Supervision

// What the office does with a tip.
extension Tips {
    /// Takes it on, or gives it to somebody of the same office.
    package static func assign(_ id: TipID, to person: PersonID?, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, evenBound: true, act)
        let person = person ?? act.viewer.person
        let known = try colleagues(of: act.viewer, in: act.db).first { $0.person == person }
        let name = person == act.viewer.person ? act.viewer.name : known?.name
        guard let name else { throw TipRefusal.empty("承办人") }
        try TipBars.require(person, name, free: row.unit, act)
        let next = try tip.assigned(
            to: person, by: act.viewer.person, isHead: act.viewer.role == .director,
            isVacant: try isVacant(id, for: act.viewer, in: act.db))
        try save(next, row, .assigned, note: name, act)
        try act.db.execute("UPDATE tip SET handler_name = \(name) WHERE id = \(id)")
        if tip.state == .received { try TipClocks.accepted(id, act) }
    }

    /// Whether nobody works on it although it has a handler.
    package static func isVacant(_ id: TipID, for viewer: Viewer, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM tip t WHERE t.id = \(id) AND \(TipBars.isVacant(viewer))") != nil
    }

    /// Those of the viewer's office who may work on tips.
    package static func colleagues(
        of viewer: Viewer, in db: SQLConnection
    ) throws -> [(person: PersonID, name: String)] {
        try db.rows(
            """
            SELECT DISTINCT p.id, p.name FROM account a JOIN person p ON p.id = a.person_id
            WHERE a.role IN ('officer', 'director') AND a.active AND \(own(viewer, "a."))
            ORDER BY p.name, p.id LIMIT 200
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    /// Says which registered unit of the viewer's region is meant; a unit of another office takes the tip there.
    package static func setUnit(_ id: TipID, _ unit: OrganisationID, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        // The finding stays with the unit to which it was issued.
        guard row.finding == nil else { throw TipRefusal.hasFinding }
        let visible = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: act.viewer, alias: "o.")
        let found = try act.db.first("SELECT o.name FROM organisation o WHERE o.id = \(unit) AND \(visible)")
        guard let name: String = try found?.get(0) else { throw TipRefusal.noUnit }
        let place = try TipOffice.place(of: unit, act.db)
        let isAway = place.office != row.place.office
        let next = try tip.redirected(toAnotherOffice: isAway, by: act.viewer.person)
        try save(next, row, .unitSet, note: name, of: ["unit": unit.rawValue], act)
        try act.db.execute(
            """
            UPDATE tip SET organisation_id = \(unit), unit_name = \(name), province = \(place.province),
                city = \(place.city), county = \(place.county), zone = \(place.zone),
                handler_name = \(isAway ? "" : row.handlerName)
            WHERE id = \(id)
            """)
        if isAway {
            try TipClocks.moved(row, to: place, act)
            try TipWatch.settle(at: row.place, act)
        }
        try TipWatch.settle(at: place, act)
    }

    /// `number` is the other tip's, of the same office.
    package static func merge(_ id: TipID, into number: String, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        let found = try act.db.first(
            """
            SELECT \(columns) FROM tip t WHERE t.number = \(number.trimmed) AND \(own(act.viewer, "t."))
            """)
        // What was erased has no answer left to give.
        guard let original = try found.map(TipRow.init), original.erasedOn == nil else { throw TipRefusal.noOriginal }
        try save(
            try tip.merged(into: original.tip, by: act.viewer.person), row, .merged, note: original.number, act)
        try act.db.execute(
            """
            UPDATE tip SET original_id = \(original.id), handler_name = \(handlerName(row, act)) WHERE id = \(id)
            """)
        // What was merged into this one waits for the same answer.
        try act.db.execute("UPDATE tip SET original_id = \(original.id) WHERE original_id = \(id)")
        try TipClocks.closed(id, act)
    }

    package static func passOn(_ id: TipID, to whom: String, note: String, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        guard note.count <= TipLimits.note else { throw TipRefusal.tooLong("说明", TipLimits.note) }
        guard whom.comparisonKey != row.unitName.comparisonKey else { throw TipRefusal.toUnit }
        try requireNameless("\(whom)\n\(note)", of: id, act.db)
        try save(try tip.passedOn(to: whom, by: act.viewer.person), row, .passedOn, note: whom, act)
        try act.db.execute(
            """
            UPDATE tip SET forwarded_to = \(whom.trimmed), answer = \(note.trimmed),
                handler_name = \(handlerName(row, act))
            WHERE id = \(id)
            """)
        try TipClocks.closed(id, act)
    }

    package static func answer(
        _ id: TipID, _ text: String, _ outcome: Tip.Outcome?, version: Int?, _ act: Act
    ) throws {
        let (tip, row) = try current(id, version: version, act)
        // Those who sent the same matter read the answer as well.
        try requireNameless(text, of: id, act.db)
        try save(try tip.answered(text, outcome, by: act.viewer.person), row, .answered, act)
        try act.db.execute("UPDATE tip SET answer = \(text.trimmed), has_news = false WHERE id = \(id)")
        try TipClocks.closed(id, act)
    }

    package static func reopen(_ id: TipID, _ reason: String, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        try requireNameless(reason, of: id, act.db)
        let next = try tip.reopened(reason, by: act.viewer.person, isHead: act.viewer.role == .director)
        try save(next, row, .reopened, note: reason, act)
        try act.db.execute(
            """
            UPDATE tip SET original_id = NULL, forwarded_to = '', has_news = false, handler_name = \(act.viewer.name)
            WHERE id = \(id)
            """)
        try TipClocks.reopened(id, row.number, at: row.place, act)
    }

    /// A further question, which the tipster finds with the code.
    package static func ask(_ id: TipID, _ text: String, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        try requireNameless(text, of: id, act.db)
        try save(try tip.asked(text, by: act.viewer.person), row, .asked, act)
        try insert(text, .office, to: id, act)
        try act.db.execute("UPDATE tip SET has_news = false WHERE id = \(id)")
    }

    /// The handler has read what the tipster added, and there is nothing to do about it.
    package static func readNews(_ id: TipID, version: Int?, _ act: Act) throws {
        let (tip, row) = try current(id, version: version, act)
        guard row.hasNews else { throw TipRefusal.noNews }
        try save(try tip.newsRead(by: act.viewer.person), row, .newsRead, act)
        try act.db.execute("UPDATE tip SET has_news = false WHERE id = \(id)")
    }

    static func insert(_ text: String, _ side: TipMessage.Side, to id: TipID, _ act: Act) throws {
        let message: Identifier<TipMessage> = act.newID()
        try act.db.execute(
            """
            INSERT INTO tip_message (id, tip_id, side, content, at)
            VALUES (\(message), \(id), \(side.rawValue), \(text.trimmed), \(act.at))
            """)
    }

    /// Enters the matter into the ledger of findings, in words that give nobody away.
    package static func enter(
        _ id: TipID, problem: String, requirement: String, days: Int, version: Int?, _ act: Act
    ) throws -> FindingID {
        let (_, row) = try current(id, version: version, act)
        guard row.tip.handler == act.viewer.person else { throw TipRefusal.notHandler }
        guard row.finding == nil else { throw TipRefusal.hasFinding }
        guard let unit = row.unit else { throw TipRefusal.noUnit }
        for (what, text) in [("存在的问题", problem), ("整改要求", requirement)] {
            guard !text.isBlank else { throw TipRefusal.empty(what) }
            guard text.count <= 2_000 else { throw TipRefusal.tooLong(what, 2_000) }
        }
        guard (0...365).contains(days) else { throw TipRefusal.empty("整改天数（0至365）") }
        try requireSafe("\(problem)\n\(requirement)", of: id, act.db)
        let finding = try Findings.issue(
            NewFinding(
                source: .tip, problem: problem.trimmed, requirement: requirement.trimmed,
                parts: [NewFinding.Part(organisation: unit, term: .days(days), reason: "督导室核实后限期整改")]), act)
        let changed = try act.db.execute(
            """
            UPDATE tip SET finding_id = \(finding), version = version + 1
            WHERE id = \(id) AND version = \(row.tip.version)
            """)
        guard changed == 1 else { throw TipRefusal.changedMeanwhile }
        try write(.found, of: id, "", act)
        try act.record("tip.found", of: "tip", id.rawValue, in: row.place, ["finding": finding.rawValue])
        return finding
    }

    private static func handlerName(_ row: TipRow, _ act: Act) -> String {
        row.handlerName.isEmpty ? act.viewer.name : row.handlerName
    }
}
