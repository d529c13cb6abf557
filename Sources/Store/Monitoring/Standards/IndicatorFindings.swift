package import SQLCore
package import Supervision

/// A finding that came from an indicator, as the ledger shows it.
package struct IndicatorFinding: Sendable, Equatable {
    package let finding: FindingID
    package let indicator: String
    package let year: Int
    package let number: String
    package let unit: String
    package let state: FindingPart.State
    package let dueOn: Day?
}

/// The indicator_finding table: from which indicator of which county a finding came.
package enum IndicatorFindings {
    /// Remembers it; once said it stays.
    package static func link(
        _ finding: FindingID, to indicator: String, _ key: JudgementKey, _ act: Act
    ) throws {
        let standard = try Standards.require(key.standard, visibleTo: act.viewer, in: act.db)
        var question = StandardQuestion()
        question.region = key.region
        _ = try StandardCounty.place(of: question, visibleTo: act.viewer, in: act.db)
        guard standard.hasLine(indicator) else { throw LedgerRefusal.noIndicator }
        try act.db.execute(
            """
            INSERT INTO indicator_finding (finding_id, standard, region, year, indicator)
            VALUES (\(finding), \(key.standard), \(key.region), \(key.year), \(indicator)) ON CONFLICT DO NOTHING
            """)
    }

    /// What the viewer may see of a county's findings by a standard, whatever the year: open ones last on.
    package static func list(
        _ key: JudgementKey, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: [IndicatorFinding]] {
        let rows = try db.rows(
            """
            SELECT i.finding_id, i.indicator, i.year, p.number, p.organisation_name, p.state, p.due_on
            FROM indicator_finding i JOIN finding_part p ON p.finding_id = i.finding_id
            WHERE i.region = \(key.region) AND i.standard = \(key.standard) AND p.state <> 'draft'
                AND (i.year = \(key.year) OR p.is_open) AND \(Findings.visible(to: viewer))
            ORDER BY p.number_order DESC
            """)
        let found = try rows.map { row in
            try IndicatorFinding(
                finding: row.get(0), indicator: row.get(1), year: row.get(2), number: row.get(3), unit: row.get(4),
                state: row.get(5), dueOn: Day(row.get(6) as String))
        }
        return Dictionary(grouping: found, by: \.indicator)
    }

    /// Where a finding came from, where the viewer may open that county's ledger; ask first whether the viewer may see
    /// the finding.
    package static func origin(
        of finding: FindingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (key: JudgementKey, indicator: String)? {
        let row = try db.first(
            "SELECT standard, region, year, indicator FROM indicator_finding WHERE finding_id = \(finding)")
        guard let row else { return nil }
        let key = JudgementKey(standard: try row.get(0), region: try row.get(1), year: try row.get(2))
        guard let place = try Place.of(region: key.region, in: db)?.place, viewer.scope.covers(place) else {
            return nil
        }
        return (key, try row.get(3))
    }
}

extension Standard {
    /// Whether the ledger has a line of that code.
    package func hasLine(_ code: String) -> Bool {
        if indicator(code) != nil { return true }
        guard let resources, parts.contains(where: \.isResources) else { return false }
        return switch resources.rule {
        case .composite: code == StandardLedger.composite
        case .each: code == StandardLedger.schools || resources.indicators.contains { $0.code == code }
        }
    }
}
