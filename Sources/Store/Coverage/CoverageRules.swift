package import SQLCore
package import Supervision

/// The coverage_rule table: how often each office wants schools to be seen.
package enum CoverageRules {
    private static let setting = OfficeSetting<CoverageRule>("coverage_rule")

    /// The rules of all offices at once; there are few.
    package static func book(in db: SQLConnection) throws -> CoverageRuleBook {
        CoverageRuleBook(rules: try setting.all(in: db), usual: CoverageRule(perMonth: VisitFloor.usual.perMonth))
    }

    /// The rule of a place as a phone takes it along.
    package static func floor(at place: Place, in db: SQLConnection) throws -> VisitFloor {
        let rule = try book(in: db).rule(at: place)
        return VisitFloor(perTerm: rule.perTerm, perMonth: rule.perMonth)
    }

    /// An office's own rule and its version; the one that holds there and 0 while it has set none.
    package static func load(of place: Place, in db: SQLConnection) throws -> (rule: CoverageRule, version: Int) {
        try setting.load(of: place.office, in: db) ?? (book(in: db).rule(at: place), 0)
    }

    /// Sets that of the viewer's own office.
    package static func save(_ rule: CoverageRule, version: Int, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard Role.office.contains(act.viewer.role), rule.problems(on: act.day).isEmpty else {
            throw CoverageRefusal.notRule
        }
        try setting.save(rule, of: place.office, version: version, else: CoverageRefusal.stale, in: act.db)
        try act.record(
            "coverage.ruleSet", of: "office", place.office,
            ["perTerm": "\(rule.perTerm)", "perMonth": "\(rule.perMonth)", "terms": "\(rule.terms.count)"])
    }

    /// Gives the own rule up, so that the one above holds again.
    package static func remove(version: Int, _ act: Act) throws {
        let place = try Place.of(act.viewer.scope, in: act.db)
        guard Role.office.contains(act.viewer.role) else { throw CoverageRefusal.notRule }
        try setting.remove(of: place.office, version: version, else: CoverageRefusal.stale, in: act.db)
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
