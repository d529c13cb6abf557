package import SQLCore
package import Supervision

/// When a county was certified by a standard, and on what that rests.
package struct CertificationDay: Sendable, Equatable {
    package let day: Day
    package let basis: String
    package let byName: String
}

/// The certification_day table: from that day the clocks of a county's obligations run.
package enum CertificationDays {
    package static func find(
        _ standard: String, region: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CertificationDay? {
        try db.first(
            """
            SELECT d.certified_on, d.basis, d.by_name FROM certification_day d
            WHERE \(visible(to: viewer)) AND d.region = \(region) AND d.standard = \(standard)
            """
        ).map { try CertificationDay(day: $0.get(0), basis: $0.get(1), byName: $0.get(2)) }
    }

    /// Notes the day, or another one; every tolerance that is used now becomes an obligation with its last day.
    package static func set(_ day: Day, basis: String, of county: StandardCounty, _ act: Act) throws {
        if basis.isBlank { throw LedgerRefusal.basisMissing }
        let place = county.place
        try act.db.execute(
            """
            INSERT INTO certification_day (standard, region, certified_on, basis, by_name, at, province, city, county, zone)
            VALUES (\(county.standard.code), \(county.region), \(day), \(basis), \(act.viewer.name), \(act.at),
                \(place.province), \(place.city), \(place.county), \(place.zone))
            ON CONFLICT (region, standard) DO UPDATE SET certified_on = excluded.certified_on, basis = excluded.basis,
                by_name = excluded.by_name, at = excluded.at
            """)
        for obligation in try Obligations.list(of: county, visibleTo: act.viewer, in: act.db) {
            try start(obligation, certifiedOn: day, of: county, act)
        }
        try act.record(
            "standard.certified", of: "standard", county.standard.code, in: place,
            ["region": county.region, "day": day.text])
    }

    private static func start(
        _ obligation: ToleranceObligation, certifiedOn day: Day, of county: StandardCounty, _ act: Act
    ) throws {
        let id = try Obligations.kept(obligation, of: county, act)
        guard obligation.doneOn == nil,
            let tolerance = county.standard.tolerances.first(where: { $0.code == obligation.tolerance })
        else { return }
        let due = StandardObligation(tolerance, organisation: obligation.unitCode, stage: obligation.stage)
            .due(certifiedOn: day)
        try act.db.execute("UPDATE obligation SET due_on = \(due), version = version + 1 WHERE id = \(id)")
        try Deadlines.cancel(id.rawValue, rule: Obligations.rule, on: act.day, act)
        let path = "/obligations?region=\(county.region)&standard=\(county.standard.code)"
        try Deadlines.open(
            NewDeadline(
                subjectKind: "obligation", subject: id.rawValue, rule: Obligations.rule, jurisdiction: "national",
                clause: "\(tolerance.clause)：\(tolerance.name)", title: "\(obligation.unitName)容差整改", triggeredOn: day,
                dueOn: due, path: path, side: .office, organisation: nil, place: county.place), act)
        try Deadlines.restart(id.rawValue, rule: Obligations.rule, triggeredOn: day, act)
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "d.")
    }
}
