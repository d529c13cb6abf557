import SQLCore
package import Supervision

extension Findings {
    /// Shares a part out between several units, each with its own requirement and deadline, before anybody began.
    package static func divide(
        _ id: FindingPartID, of finding: FindingID, version: Int, into new: [NewFinding.Part], _ act: Act
    ) throws {
        let (old, office) = try requirePart(id, of: finding, visibleTo: act.viewer, in: act.db)
        guard old.version == version else { throw FindingRefusal.staleVersion }
        let actor = try FindingActor(act.viewer, for: old, office: office)
        guard actor.side != .unit else { throw FindingRefusal.wrongSide("督导室") }
        let whole = try require(finding, visibleTo: .system(on: act.day), in: act.db)
        let draft = NewFinding(whole.finding)
        let used: Int =
            try act.db.first(
                "SELECT max(ordinal) FROM finding_part WHERE finding_id = \(finding)")?.get(0) ?? 0
        let numbers = try act.db.first("SELECT number_order FROM finding_part WHERE id = \(id)")
        guard let order: Int = try numbers?.get(0) else { throw FindingRefusal.notFound }
        let parts = try new.enumerated().map { index, part in
            try insert(part, of: finding, as: draft, ordinal: used + 1 + index, act)
        }
        // The rule decides; the rows written above are undone with the refusal.
        _ = try whole.finding.split(id, into: parts)
        try remove(old, act)
        let number = FindingNumber(order: order)
        for (index, part) in parts.enumerated() {
            try issuePart(
                part, FindingNumber(year: number.year, serial: number.serial, part: used + index + (used > 1 ? 1 : 0)),
                days: days(new[index].term), reason: new[index].reason, act)
        }
        let event = FindingEvent(
            .split, by: act.viewer.person, at: act.at, on: act.day, note: "拆分给\(parts.count)个责任单位")
        try insert(event, of: finding, part: id, version: old.version + 1, act)
        try act.record(
            "finding.split", of: "finding", finding.rawValue, ["part": id.rawValue, "into": "\(parts.count)"])
    }

    private static func days(_ term: NewFinding.Term) -> Int? {
        if case .days(let count) = term { count } else { nil }
    }

    /// Takes a part that was split out of the ledger; what happened to it stays.
    private static func remove(_ part: FindingPart, _ act: Act) throws {
        for rule in [FindingClocks.rectification, DeadlineRuleID.rectificationReport.rawValue] {
            try Deadlines.cancel(part.id.rawValue, rule: rule, on: act.day, act)
        }
        try act.db.execute(
            """
            UPDATE finding_extension SET state = 'withdrawn', decided_by = \(act.viewer.person),
                decided_name = \(act.viewer.name), decided_on = \(act.day), answer = '问题已拆分'
            WHERE part_id = \(part.id) AND state = 'asked'
            """)
        try act.db.execute("DELETE FROM finding_milestone WHERE part_id = \(part.id)")
        try act.db.execute("DELETE FROM revisit_part WHERE part_id = \(part.id)")
        try act.db.execute("DELETE FROM finding_party WHERE part_id = \(part.id)")
        try act.db.execute("DELETE FROM finding_part WHERE id = \(part.id)")
    }
}

extension NewFinding {
    /// What a new part repeats of its finding.
    fileprivate init(_ finding: Finding) {
        self.init(
            source: finding.source, campaign: finding.campaign, inspection: finding.inspection,
            criterion: finding.criterion, basis: finding.basis, problem: finding.problem,
            requirement: finding.requirement, grade: finding.grade, parts: [])
    }
}
