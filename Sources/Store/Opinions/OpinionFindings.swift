import SQLCore
import Supervision

/// What an opinion does with the findings of its inspection.
enum OpinionFindings {
    /// Another wording of a finding that was not issued yet.
    static func amend(
        _ id: FindingID, problem: String, requirement: String, of found: OpinionCase, _ act: Act
    ) throws {
        guard !problem.isBlank, !requirement.isBlank else { throw OpinionRefusal.textMissing }
        let rows = try act.db.rows(
            """
            UPDATE finding SET problem = \(problem), requirement = \(requirement), version = version + 1
            WHERE id = \(id) AND inspection_id = \(found.inspection) AND state = 'draft' RETURNING id
            """)
        guard !rows.isEmpty else { throw OpinionRefusal.unknownFinding }
        try act.db.execute("UPDATE finding_part SET problem = \(problem) WHERE finding_id = \(id)")
        try act.record(
            "finding.amended", of: "finding", id.rawValue, in: found.place,
            ["problem": sha256(problem), "requirement": sha256(requirement)])
    }

    /// A finding that was not issued yet is no finding; its words stay in the answer and the versions of the text.
    static func withdraw(_ id: FindingID, of found: OpinionCase, _ act: Act) throws {
        guard found.drafts.contains(where: { $0.id == id }) else { throw OpinionRefusal.unknownFinding }
        let parts: SQL = "SELECT p.id FROM finding_part p WHERE p.finding_id = \(id)"
        try act.db.execute("DELETE FROM finding_event WHERE part_id IN (\(parts))")
        try act.db.execute("DELETE FROM finding_party WHERE part_id IN (\(parts))")
        try act.db.execute("DELETE FROM finding_part WHERE finding_id = \(id)")
        try act.db.execute("DELETE FROM finding WHERE id = \(id) AND state = 'draft'")
        try act.record("finding.withdrawn", of: "finding", id.rawValue, in: found.place)
    }

    /// All findings of the inspection go to the unit with the 督导意见书.
    static func issue(of found: OpinionCase, _ act: Act) throws {
    }
}
