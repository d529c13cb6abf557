package import SQLCore
package import Supervision

/// The ledger of a county with who answers for each line and what is being rectified.
package struct CountyLedger: Sendable {
    package let county: StandardCounty
    package let duties: [String: IndicatorDuty]
    package let findings: [String: [IndicatorFinding]]

    package func duty(_ code: String) -> IndicatorDuty { duties[code] ?? .none }

    package static func read(
        _ question: StandardQuestion, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CountyLedger {
        let county = try StandardCounty.read(question, visibleTo: viewer, in: db)
        let key = JudgementKey(county)
        return CountyLedger(
            county: county, duties: try IndicatorDuties.list(key, visibleTo: viewer, in: db),
            findings: try IndicatorFindings.list(key, visibleTo: viewer, in: db))
    }

    /// Whether the viewer's office is the county's own, which alone judges and assigns.
    package static func isOwn(_ region: String, of viewer: Viewer) -> Bool {
        guard Role.office.contains(viewer.role), case .region(_, let code) = viewer.scope else { return false }
        return code == region
    }

    /// What is needed to write into a county's ledger; refused to anybody but its own office.
    package static func writing(
        _ question: StandardQuestion, _ act: Act
    ) throws -> (standard: Standard, key: JudgementKey, place: Place) {
        let found = try StandardCounty.place(of: question, visibleTo: act.viewer, in: act.db)
        guard isOwn(found.region, of: act.viewer) else { throw LedgerRefusal.notOwn }
        let standard = try StandardCounty.standard(of: question, visibleTo: act.viewer, in: act.db)
        let year = question.year ?? act.day.year
        return (standard, JudgementKey(standard: standard.code, region: found.region, year: year), found.place)
    }
}

/// A county as a line of the list from which an office above chooses.
package struct LedgerCounty: Sendable, Equatable {
    package let region: String
    package let name: String
    /// Organisations that were asked that year.
    package let units: Int
    /// Conditions judged by hand by the standard that year.
    package let judged: Int
    /// Findings from its indicators that are not closed.
    package let open: Int
}

extension CountyLedger {
    /// The counties and zones in the viewer's region that have figures that year, without judging them.
    package static func counties(
        _ standard: Standard, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [LedgerCounty] {
        let kinds = standard.reporters.map(\.rawValue).sorted()
        let known: SQL = """
            FROM collection_record c JOIN organisation o ON o.id = c.organisation_id
            WHERE \(MonitoringValues.visible(to: viewer)) AND c.year = \(year) AND o.state = 'open'
                AND o.kind IN (\(list: kinds))
            """
        // A zone that lies in a county counts there and stands for itself.
        let units = try db.rows(
            """
            SELECT c.county AS region, count(*) AS n \(known) AND c.county <> '' GROUP BY c.county
            UNION ALL SELECT c.zone AS region, count(*) AS n \(known) AND c.zone <> '' GROUP BY c.zone ORDER BY region
            """)
        let judged = try counts(
            """
            SELECT j.region, count(DISTINCT j.condition_code) FROM judgement j
            WHERE \(Judgements.visible(to: viewer)) AND j.standard = \(standard.code) AND j.year = \(year)
            GROUP BY j.region
            """, db)
        let open = try counts(
            """
            SELECT i.region, count(*) FROM indicator_finding i JOIN finding_part p ON p.finding_id = i.finding_id
            WHERE i.standard = \(standard.code) AND p.is_open AND \(Findings.visible(to: viewer)) GROUP BY i.region
            """, db)
        let codes: [String] = try units.map { try $0.get(0) }
        let names = try Regions.chains(of: codes, in: db)
        return try units.map { row in
            let code: String = try row.get(0)
            return LedgerCounty(
                region: code, name: names.find(code)?.name ?? code, units: try row.get(1), judged: judged[code] ?? 0,
                open: open[code] ?? 0)
        }
    }

    private static func counts(_ query: SQL, _ db: SQLConnection) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for row in try db.rows(query) { counts[try row.get(0)] = try row.get(1) }
        return counts
    }
}
