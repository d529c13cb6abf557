package import SQLCore
package import Supervision

/// The appraisal_rule table: weights and grades of an office.
package enum AppraisalRuleBook {
    private static let setting = OfficeSetting<AppraisalRules>("appraisal_rule")

    package static func rules(of viewer: Viewer, in db: SQLConnection) throws -> AppraisalRules {
        try rules(at: VisitOffice.place(of: viewer, in: db), in: db)
    }

    package static func rules(at place: Place, in db: SQLConnection) throws -> AppraisalRules {
        guard let (held, version) = try setting.load(of: place.office, in: db) else { return .initial }
        var rules = held
        rules.version = version
        return rules
    }

    package static func set(_ rules: AppraisalRules, _ act: Act) throws {
        let rules = try rules.checked()
        let place = try Place.of(act.viewer.scope, in: act.db)
        try setting.save(
            rules, of: place.office, version: rules.version, else: AppraisalRefusal.stale, in: act.db)
        try act.record("appraisal.ruleSet", of: "appraisal-rule", place.office, in: place)
    }
}
