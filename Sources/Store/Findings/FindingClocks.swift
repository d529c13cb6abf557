import SQLCore
import Supervision

/// The clocks of a part: the day by which it is put right, and the law's days for reporting it where it has them.
enum FindingClocks {
    static let rectification = "rectification"

    /// Starts both when a part is issued.
    static func start(_ part: FindingPart, reason: String, _ act: Act) throws {
        let row = try act.db.first(
            """
            SELECT p.problem, p.province, p.city, p.county, p.zone FROM finding_part p WHERE p.id = \(part.id)
            """)
        guard let row else { return }
        let problem: String = try row.get(0)
        let place = Place(
            province: try row.get(1), city: try row.get(2), county: try row.get(3), zone: try row.get(4))
        var new = NewDeadline(
            subjectKind: "finding-part", subject: part.id.rawValue, rule: rectification,
            jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
            clause: "《教育督导条例》第二十一条：督导意见书应当提出限期整改要求；法规未定天数，由督导机构设定",
            title: "整改：\(problem.prefix(40))", triggeredOn: act.day, dueOn: part.dueOn, reason: reason,
            path: "/findings/\(part.finding)", side: .unit, organisation: part.organisation, place: place)
        try Deadlines.open(new, act)
        guard let dueOn = part.dueOn else { return }
        new.title = "报告整改情况：\(problem.prefix(40))"
        new.reason = ""
        // Where no law counts the days of the report, the rectification's own deadline is all there is.
        do {
            try Deadlines.start(.rectificationReport, triggeredOn: dueOn, as: new, act)
        } catch is ClockRefusal {}
    }

    /// Stops or resumes them with what happened.
    static func follow(_ step: FindingStep, _ act: Act) throws {
        let subject = step.part.id.rawValue
        let rules = [rectification, DeadlineRuleID.rectificationReport.rawValue]
        switch step.event.kind {
        case .submitted:
            for rule in rules { try Deadlines.met(subject, rule: rule, on: act.day, act) }
        case .returned: try Deadlines.resume(subject, rule: rectification, dueOn: nil, act)
        case .reopened: try Deadlines.resume(subject, rule: rectification, dueOn: step.part.dueOn, act)
        default: break
        }
    }
}
