package import SQLCore
package import Supervision

/// The coverage_rule table: how often each office wants schools to be seen.
package enum CoverageRules {
    /// The rules of all offices at once; there are few.
    package static func book(in db: SQLConnection) throws -> CoverageRuleBook {
        let rows = try db.rows("SELECT office, content FROM coverage_rule")
        let rules: [String: CoverageRule] = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0.get(0), try JSONColumn.value($0.get(1))) })
        return CoverageRuleBook(rules: rules, usual: CoverageRule(perMonth: VisitFloor.usual.perMonth))
    }

    /// The rule of a place as a phone takes it along.
    package static func floor(at place: Place, in db: SQLConnection) throws -> VisitFloor {
        let rule = try book(in: db).rule(at: place)
        return VisitFloor(perTerm: rule.perTerm, perMonth: rule.perMonth)
    }

    /// An office's own rule and its version; the one that holds there and 0 while it has set none.
    package static func load(of place: Place, in db: SQLConnection) throws -> (rule: CoverageRule, version: Int) {
        let row = try db.first("SELECT content, version FROM coverage_rule WHERE office = \(place.office)")
        guard let row else { return (try book(in: db).rule(at: place), 0) }
        return (try JSONColumn.value(row.get(0)), try row.get(1))
    }

    /// Sets that of the viewer's own office.
    package static func save(_ rule: CoverageRule, version: Int, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard Role.office.contains(act.viewer.role), rule.problems.isEmpty else { throw CoverageRefusal.notRule }
        guard try load(of: place, in: act.db).version == version else { throw CoverageRefusal.stale }
        try act.db.execute(
            """
            INSERT INTO coverage_rule (office, content, changed_by, changed_at, version)
            VALUES (\(place.office), \(try JSONColumn.text(rule)), \(act.viewer.name), \(act.at), 1)
            ON CONFLICT (office) DO UPDATE SET content = excluded.content, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at, version = coverage_rule.version + 1
            """)
        try act.record(
            "coverage.ruleSet", of: "office", place.office,
            ["perTerm": "\(rule.perTerm)", "perMonth": "\(rule.perMonth)", "terms": "\(rule.terms.count)"])
    }

    /// Gives the own rule up, so that the one above holds again.
    package static func remove(version: Int, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard Role.office.contains(act.viewer.role) else { throw CoverageRefusal.notRule }
        let removed = try act.db.execute(
            "DELETE FROM coverage_rule WHERE office = \(place.office) AND version = \(version)")
        guard removed == 1 else { throw CoverageRefusal.stale }
        try act.record("coverage.ruleRemoved", of: "office", place.office)
    }
}

/// Every office's rule, and what holds without one.
package struct CoverageRuleBook: Sendable {
    let rules: [String: CoverageRule]
    let usual: CoverageRule

    /// The nearest one from the office that manages the school upwards.
    package func rule(at place: Place) -> CoverageRule {
        guard !rules.isEmpty else { return usual }
        return [place.zone, place.county, place.city, place.province].lazy.compactMap { rules[$0] }.first ?? usual
    }
}
