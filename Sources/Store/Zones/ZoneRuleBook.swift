package import SQLCore
package import Supervision

/// The zone_rule table: what holds for an office, its own figures or else those of the jurisdiction.
package enum ZoneRuleBook {
    package static func rules(of viewer: Viewer, in db: SQLConnection) throws -> ZoneRules {
        try rules(at: office(of: viewer, in: db), in: db)
    }

    /// The own figures of the office of a place; with none, those of the jurisdiction.
    package static func rules(at place: Place, in db: SQLConnection) throws -> ZoneRules {
        let row = try db.first(
            """
            SELECT schools_per_zone, schools_per_inspector, inspectors_per_school, years, basis, version FROM zone_rule
            WHERE office = \(place.office)
            """)
        guard let row else { return .of(try DeploymentSettings.clock(in: db)) }
        return ZoneRules(
            schoolsPerZone: try row.get(0), schoolsPerInspector: try row.get(1), inspectorsPerSchool: try row.get(2),
            years: try row.get(3), basis: try row.get(4), version: try row.get(5))
    }

    package static func set(_ rules: ZoneRules, _ act: Act) throws {
        let rules = try rules.checked()
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard try self.rules(at: place, in: act.db).version == rules.version else { throw ZoneRefusal.stale }
        try act.db.execute(
            """
            INSERT INTO zone_rule (office, schools_per_zone, schools_per_inspector, inspectors_per_school, years, basis,
                version)
            VALUES (\(place.office), \(rules.schoolsPerZone), \(rules.schoolsPerInspector), \(rules.inspectorsPerSchool),
                \(rules.years), \(rules.basis), \(rules.version + 1))
            ON CONFLICT (office) DO UPDATE SET schools_per_zone = excluded.schools_per_zone,
                schools_per_inspector = excluded.schools_per_inspector,
                inspectors_per_school = excluded.inspectors_per_school, years = excluded.years, basis = excluded.basis,
                version = excluded.version
            """)
        try act.record(
            "zone.ruleSet", of: "zone-rule", place.office, in: place,
            [
                "zone": "\(rules.schoolsPerZone)", "inspector": "\(rules.schoolsPerInspector)",
                "school": "\(rules.inspectorsPerSchool)", "years": "\(rules.years)",
            ])
    }

    /// Back to the figures of the jurisdiction.
    package static func clear(_ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        try act.db.execute("DELETE FROM zone_rule WHERE office = \(place.office)")
        try act.record("zone.ruleCleared", of: "zone-rule", place.office, in: place)
    }

    private static func office(of viewer: Viewer, in db: SQLConnection) throws -> Place {
        try VisitOffice.place(of: viewer, in: db)
    }
}
