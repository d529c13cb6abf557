package import SQLCore
package import Supervision

extension Findings {
    /// Writes a problem down for later: it belongs to the viewer's office and no unit sees it.
    package static func draftByHand(_ new: NewFinding, _ act: Act) throws -> FindingID {
        guard Role.office.contains(act.viewer.role) else { throw FindingRefusal.wrongSide("督导室") }
        let id = try draft(new, act)
        try act.db.execute("UPDATE finding SET office = \(Place(act.viewer.scope).office) WHERE id = \(id)")
        return id
    }

    /// A draft that no inspection owns, of the viewer's own office.
    static func requireOwnDraft(_ id: FindingID, _ act: Act) throws {
        let row = try act.db.first("SELECT state FROM finding f WHERE f.id = \(id) AND \(ownDrafts(act.viewer))")
        guard let row else { throw FindingRefusal.notFound }
        guard try row.get(0) == "draft" else { throw FindingRefusal.issuedAlready }
    }

    /// What the office wrote down by hand and has not issued, oldest first.
    package static func handDrafts(
        _ chosen: [FindingID]? = nil, fromVisits: Bool = false, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [BulkTarget] {
        let origin: SQL = fromVisits ? "f.id IN (SELECT q.finding_id FROM visit_problem q)" : "true"
        let wanted: SQL = chosen.map { "f.id IN (\(list: $0)) AND \(origin)" } ?? origin
        let rows = try db.rows(
            """
            SELECT f.id, f.problem, p.id, p.organisation_name, p.due_on FROM finding f
                JOIN finding_part p ON p.finding_id = f.id
            WHERE f.state = 'draft' AND \(ownDrafts(viewer)) AND \(wanted) ORDER BY f.created_at, f.id, p.ordinal
            LIMIT 2000
            """)
        var targets: [BulkTarget] = []
        for row in rows {
            let (id, unit): (FindingID, String) = (try row.get(0), try row.get(3))
            if let last = targets.last, last.finding == id {
                targets[targets.count - 1] = last.joined(by: unit)
                continue
            }
            targets.append(
                BulkTarget(
                    finding: id, part: try row.get(2), number: "", unit: unit, problem: try row.get(1),
                    state: .draft, dueOn: Day(try row.get(4) as String)))
        }
        return targets
    }

    /// A draft of the viewer's own office as it was typed.
    package static func handDraft(
        _ id: FindingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> HandDraft {
        let row = try db.first(
            """
            SELECT f.source, f.grade, f.campaign_id, f.criterion, f.basis, f.problem, f.requirement FROM finding f
            WHERE f.id = \(id) AND f.state = 'draft' AND \(ownDrafts(viewer))
            """)
        guard let row else { throw FindingRefusal.notFound }
        let parts = try db.rows(
            """
            SELECT o.code, p.cooperating_names, p.content, p.due_on, p.due_reason FROM finding_part p
                JOIN organisation o ON o.id = p.organisation_id WHERE p.finding_id = \(id) ORDER BY p.ordinal
            """
        ).map { part -> HandDraft.Part in
            let value: FindingPart = try JSONColumn.value(part.get(2))
            return HandDraft.Part(
                unit: try part.get(0), cooperating: try part.get(1), requirement: value.requirement,
                dueOn: Day(try part.get(3) as String), reason: try part.get(4))
        }
        return try HandDraft(
            source: row.get(0), grade: row.get(1), campaign: row.get(2), criterion: row.get(3), basis: row.get(4),
            problem: row.get(5), requirement: row.get(6), parts: parts)
    }

    /// Replaces what a draft of the viewer's own office says.
    package static func amendByHand(_ id: FindingID, _ new: NewFinding, _ act: Act) throws {
        try requireOwnDraft(id, act)
        try amend(id, new, act)
        try act.db.execute("UPDATE finding SET campaign_id = \(new.campaign) WHERE id = \(id)")
    }

    static func ownDrafts(_ viewer: Viewer) -> SQL {
        guard Role.office.contains(viewer.role) else { return "false" }
        return "f.inspection_id IS NULL AND f.office = \(Place(viewer.scope).office)"
    }
}

/// A problem that was written down by hand, to be edited.
package struct HandDraft: Sendable, Equatable {
    package let source: Finding.Source
    package let grade: Finding.Grade
    package let campaign: CampaignID?
    package let criterion: String
    package let basis: String
    package let problem: String
    package let requirement: String
    package let parts: [Part]

    package struct Part: Sendable, Equatable {
        /// The unit's code.
        package let unit: String
        package let cooperating: String
        package let requirement: String
        package let dueOn: Day?
        package let reason: String
    }
}

extension BulkTarget {
    /// The same draft with one more unit that has to put it right.
    fileprivate func joined(by other: String) -> BulkTarget {
        BulkTarget(
            finding: finding, part: part, number: number, unit: "\(unit)、\(other)", problem: problem, state: state,
            dueOn: dueOn)
    }
}
