import SQLCore
package import Supervision

extension Findings {
    /// Issues every draft of an inspection, with the opinion that names them.
    ///
    /// Numbers follow the order in which the problems were written down. Where there is nothing to rectify, the acts
    /// that the procedure expects of a rectification are noted at once.
    package static func issueDrafts(of inspection: InspectionID, _ act: Act) throws {
        let office = try officeOf(inspection, act)
        let drafts = try act.db.rows(
            """
            SELECT id FROM finding WHERE inspection_id = \(inspection) AND state = 'draft' ORDER BY criterion, created_at, id
            """)
        for row in drafts { try issue(try row.get(0), office: office, act) }
        try noteProgress(of: inspection, act)
    }

    /// Issues a problem that came another way than from an inspection: by hand, from above, from a tip.
    package static func issue(_ new: NewFinding, _ act: Act) throws -> FindingID {
        let id = try draft(new, act)
        try issue(id, office: Place(act.viewer.scope).office, act)
        return id
    }

    /// 自查: the unit enters what it found itself; the office that manages the unit follows, verifies and closes it.
    package static func selfReport(_ new: NewFinding, _ act: Act) throws -> FindingID {
        guard case .organisation(let unit) = act.viewer.scope, new.source == .selfCheck,
            new.parts.map(\.organisation) == [unit]
        else { throw FindingRefusal.wrongSide("责任单位") }
        let id = try draft(new, act)
        let row = try act.db.first("SELECT province, city, county, zone FROM organisation WHERE id = \(unit)")
        guard let row else { throw FindingRefusal.noUnit }
        let place = Place(
            province: try row.get(0), city: try row.get(1), county: try row.get(2), zone: try row.get(3))
        try issue(id, office: place.office, act) { part, moment in
            try part.selfReported(by: FindingActor(act.viewer.person, .unit), moment)
        }
        return id
    }

    /// Issues a draft of the viewer's own office that was written down by hand.
    package static func issueDraft(_ id: FindingID, _ act: Act) throws {
        try requireOwnDraft(id, act)
        try issue(id, office: Place(act.viewer.scope).office, act)
    }

    static func issue(
        _ id: FindingID, office: String, _ act: Act, by begin: ((FindingPart, Moment) throws -> FindingStep)? = nil
    ) throws {
        let parts = try act.db.rows(
            "SELECT content, due_days, due_reason FROM finding_part WHERE finding_id = \(id) ORDER BY ordinal")
        let serial = try nextSerial(in: act.day.year, act.db)
        let whole = FindingNumber(year: act.day.year, serial: serial)
        try act.db.execute(
            """
            UPDATE finding SET number = \(whole.text), state = 'open', issued_on = \(act.day), office = \(office),
                version = version + 1
            WHERE id = \(id)
            """)
        for (index, row) in parts.enumerated() {
            let number =
                parts.count == 1 ? whole : FindingNumber(year: whole.year, serial: serial, part: index + 1)
            try issuePart(
                try JSONColumn.value(row.get(0)), number, days: row.get(1), reason: row.get(2), act, by: begin)
        }
        try act.record("finding.issued", of: "finding", id.rawValue, ["number": whole.text, "parts": "\(parts.count)"])
    }

    static func issuePart(
        _ draft: FindingPart, _ number: FindingNumber, days: Int?, reason: String, _ act: Act,
        by begin: ((FindingPart, Moment) throws -> FindingStep)? = nil
    ) throws {
        var draft = draft
        if draft.dueOn == nil { draft.dueOn = act.day.adding(days: days ?? 30) }
        let moment = Moment(at: act.at, on: act.day)
        let step =
            try begin?(draft, moment) ?? draft.issued(by: FindingActor(act.viewer.person, .office), moment)
        try act.db.execute(
            """
            UPDATE finding_part SET number = \(number.text), number_order = \(number.order), issued_on = \(act.day),
                office = (SELECT f.office FROM finding f WHERE f.id = finding_part.finding_id)
            WHERE id = \(draft.id)
            """)
        try store(step, was: draft.state, act)
        // What was settled on the spot has no clock.
        if step.part.state != .closed { try FindingClocks.start(step.part, reason: reason, act) }
    }

    /// The next number of a year; taken in the transaction that uses it, so that none is ever lost.
    private static func nextSerial(in year: Int, _ db: SQLConnection) throws -> Int {
        let row = try db.first(
            """
            INSERT INTO finding_sequence (year, last) VALUES (\(year), 1)
            ON CONFLICT (year) DO UPDATE SET last = finding_sequence.last + 1 RETURNING last
            """)
        guard let row else { throw SQLError.noColumn("last") }
        return try row.get(0)
    }

    /// The office that runs the campaign of an inspection.
    private static func officeOf(_ inspection: InspectionID, _ act: Act) throws -> String {
        let row = try act.db.first(
            """
            SELECT c.province, c.city, c.county, c.zone FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE i.id = \(inspection)
            """)
        guard let row else { throw InspectionRefusal.notFound }
        return Place(
            province: try row.get(0), city: try row.get(1), county: try row.get(2), zone: try row.get(3)
        ).office
    }
}
