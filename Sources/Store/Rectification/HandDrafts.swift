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
        _ chosen: [FindingID]? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [BulkTarget] {
        let wanted: SQL = chosen.map { "f.id IN (\(list: $0))" } ?? "true"
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

    private static func ownDrafts(_ viewer: Viewer) -> SQL {
        guard Role.office.contains(viewer.role) else { return "false" }
        return "f.inspection_id IS NULL AND f.office = \(Place(viewer.scope).office)"
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
