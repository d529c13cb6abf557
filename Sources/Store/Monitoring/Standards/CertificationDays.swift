package import SQLCore
package import Supervision

/// When a county was certified by a standard, and on what that rests.
package struct CertificationDay: Sendable, Equatable {
    package let day: Day
    package let basis: String
    package let byName: String
    /// Nil where the county's own office noted the day.
    package let title: CertifiedTitleID?
}

/// From which day the clocks of a county's obligations run.
///
/// It is that of the highest tier which the county holds (certified_title). Where the platform knows of no title, held or
/// withdrawn, it is the one that the county's own office noted (certification_day).
package enum CertificationDays {
    package static func find(
        _ standard: String, region: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CertificationDay? {
        guard try !hasTitle(standard, region: region, in: db) else {
            return try titled(standard, region: region, viewer, db)
        }
        return try db.first(
            """
            SELECT d.certified_on, d.basis, d.by_name FROM certification_day d
            WHERE \(visible(to: viewer)) AND d.region = \(region) AND d.standard = \(standard)
            """
        ).map { try CertificationDay(day: $0.get(0), basis: $0.get(1), byName: $0.get(2), title: nil) }
    }

    /// Whether the county holds a title by the standard, or did before.
    package static func hasTitle(_ standard: String, region: String, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM certified_title WHERE district = \(region) AND standard = \(standard) LIMIT 1")
            != nil
    }

    private static func titled(
        _ standard: String, region: String, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> CertificationDay? {
        let tiers = CertificationProcedures.find(standard)?.goals ?? []
        return try db.rows(
            """
            SELECT t.tier, t.certified_on, t.document, t.by_name, t.id FROM certified_title t
            WHERE \(Roadmaps.visible(to: viewer, "t.")) AND t.district = \(region) AND t.standard = \(standard)
                AND t.withdrawn_on IS NULL
            """
        ).map { row in
            let tier: String = try row.get(0)
            let day = CertificationDay(
                day: try row.get(1), basis: try row.get(2), byName: try row.get(3), title: try row.get(4))
            return (tiers.firstIndex(of: tier) ?? 0, day)
        }.max { $0.0 < $1.0 }?.1
    }

    /// The county's own office notes the day, or another one; refused where a title says it.
    package static func set(_ day: Day, basis: String, of county: StandardCounty, _ act: Act) throws {
        if basis.isBlank { throw LedgerRefusal.basisMissing }
        let place = county.place
        guard try !hasTitle(county.standard.code, region: county.region, in: act.db) else {
            throw CertificationRefusal.titleOfOthers
        }
        try act.db.execute(
            """
            INSERT INTO certification_day (standard, region, certified_on, basis, by_name, at, province, city, county, zone)
            VALUES (\(county.standard.code), \(county.region), \(day), \(basis), \(act.viewer.name), \(act.at),
                \(place.province), \(place.city), \(place.county), \(place.zone))
            ON CONFLICT (region, standard) DO UPDATE SET certified_on = excluded.certified_on, basis = excluded.basis,
                by_name = excluded.by_name, at = excluded.at
            """)
        try act.record(
            "standard.certified", of: "standard", county.standard.code, in: place,
            ["region": county.region, "day": day.text])
        try follow(county.standard.code, county.region, act)
    }

    /// Lets the clocks of a county run from the day that counts now; where none does, they stop.
    ///
    /// Every tolerance that is used by the newest figures becomes an obligation with its last day.
    static func follow(_ standard: String, _ region: String, _ act: Act) throws {
        guard let known = try Standards.all(visibleTo: act.viewer, in: act.db).first(where: { $0.code == standard }),
            !known.tolerances.isEmpty
        else { return }
        let day = try find(standard, region: region, visibleTo: act.viewer, in: act.db)?.day
        let county = try told(known, region, act)
        for obligation in try Obligations.list(of: county, visibleTo: act.viewer, in: act.db)
        where day != nil || obligation.id != nil {
            try Obligations.follow(obligation, certifiedOn: day, of: county, act)
        }
    }

    /// The county by the newest year of which anything is known: a round that was only opened says nothing.
    private static func told(_ standard: Standard, _ region: String, _ act: Act) throws -> StandardCounty {
        var question = StandardQuestion()
        question.region = region
        func read() throws -> StandardCounty {
            try StandardCounty.read(question, by: standard, visibleTo: act.viewer, in: act.db)
        }
        let newest = try read()
        for year in newest.years {
            question.year = year
            let county = try year == newest.year ? newest : read()
            if county.units.contains(where: { !$0.values.isEmpty }) { return county }
        }
        return newest
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "d.")
    }
}
