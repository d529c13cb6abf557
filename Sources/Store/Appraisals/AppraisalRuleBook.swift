package import SQLCore
package import Supervision

/// The appraisal_rule table: weights and grades of an office.
package enum AppraisalRuleBook {
    package static func rules(of viewer: Viewer, in db: SQLConnection) throws -> AppraisalRules {
        try rules(at: VisitOffice.place(of: viewer, in: db), in: db)
    }

    package static func rules(at place: Place, in db: SQLConnection) throws -> AppraisalRules {
        let row = try db.first("SELECT content, version FROM appraisal_rule WHERE office = \(place.office)")
        guard let row else { return .initial }
        var rules: AppraisalRules = try JSONColumn.value(row.get(0))
        rules.version = try row.get(1)
        return rules
    }

    package static func set(_ rules: AppraisalRules, _ act: Act) throws {
        let rules = try rules.checked()
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard try self.rules(at: place, in: act.db).version == rules.version else { throw AppraisalRefusal.stale }
        try act.db.execute(
            """
            INSERT INTO appraisal_rule (office, content, version)
            VALUES (\(place.office), \(try JSONColumn.text(rules)), \(rules.version + 1))
            ON CONFLICT (office) DO UPDATE SET content = excluded.content, version = excluded.version
            """)
        try act.record("appraisal.ruleSet", of: "appraisal-rule", place.office, in: place)
    }
}
