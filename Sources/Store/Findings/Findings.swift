import SQLCore
package import Supervision

/// The tables of findings: drafts, what was issued to units, and everything that happened since.
package enum Findings {
    /// Writes a problem down: the unit does not see it and it has no number until it is issued.
    package static func draft(_ new: NewFinding, _ act: Act) throws -> FindingID {
        try check(new)
        let id: FindingID = act.newID()
        try act.db.execute(
            """
            INSERT INTO finding (id, source, campaign_id, inspection_id, criterion, criterion_text, problem, basis,
                requirement, grade, found_on, state, office, created_by, created_at, version)
            VALUES (\(id), \(new.source), \(new.campaign), \(new.inspection), \(new.criterion), \(new.criterionText),
                \(new.problem), \(new.basis), \(new.requirement), \(new.grade), \(act.day), 'draft', '',
                \(act.viewer.person), \(act.at), 1)
            """)
        for (index, part) in new.parts.enumerated() {
            try insert(part, of: id, as: new, ordinal: index + 1, act)
        }
        try act.record("finding.drafted", of: "finding", id.rawValue, ["inspection": new.inspection?.rawValue ?? ""])
        return id
    }

    /// Replaces what a draft says.
    package static func amend(_ id: FindingID, _ new: NewFinding, _ act: Act) throws {
        try check(new)
        try requireDraft(id, act.db)
        try act.db.execute(
            """
            UPDATE finding SET source = \(new.source), criterion = \(new.criterion),
                criterion_text = \(new.criterionText), problem = \(new.problem), basis = \(new.basis),
                requirement = \(new.requirement), grade = \(new.grade), version = version + 1
            WHERE id = \(id)
            """)
        try deleteParts(of: id, in: act.db)
        for (index, part) in new.parts.enumerated() {
            try insert(part, of: id, as: new, ordinal: index + 1, act)
        }
        try act.record("finding.amended", of: "finding", id.rawValue)
    }

    /// Takes a draft back; what was issued stays for ever.
    package static func discard(_ id: FindingID, _ act: Act) throws {
        try requireDraft(id, act.db)
        try deleteParts(of: id, in: act.db)
        try act.db.execute("DELETE FROM finding WHERE id = \(id)")
        try act.record("finding.discarded", of: "finding", id.rawValue)
    }

    private static func check(_ new: NewFinding) throws {
        guard !new.parts.isEmpty, Set(new.parts.map(\.organisation)).count == new.parts.count else {
            throw FindingRefusal.unitTwice
        }
        guard !new.problem.isBlank else { throw FindingRefusal.noteMissing("问题") }
    }

    private static func requireDraft(_ id: FindingID, _ db: SQLConnection) throws {
        let row = try db.first("SELECT state FROM finding WHERE id = \(id)")
        guard let row else { throw FindingRefusal.notFound }
        guard try row.get(0) == "draft" else { throw FindingRefusal.issuedAlready }
    }

    static func deleteParts(of id: FindingID, in db: SQLConnection) throws {
        try db.execute(
            "DELETE FROM finding_party WHERE part_id IN (SELECT id FROM finding_part WHERE finding_id = \(id))")
        try db.execute("DELETE FROM finding_part WHERE finding_id = \(id)")
    }
}

extension Finding.Source: SQLConvertible {}
extension Finding.Grade: SQLConvertible {}
extension FindingPart.State: SQLConvertible {}
extension FindingEvent.Kind: SQLConvertible {}
