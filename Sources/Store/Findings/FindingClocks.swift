import SQLCore
import Supervision

/// The clocks of a part: the day by which it is put right, and the law's days for reporting it where it has them.
enum FindingClocks {
    static let rectification = "rectification"

    /// Starts both when a part is issued.
    static func start(_ part: FindingPart, reason: String, _ act: Act) throws {
        guard let new = try deadline(of: part, reason: reason, act) else { return }
        try Deadlines.open(new, act)
        try startReport(part, new, act)
    }

    private static func deadline(of part: FindingPart, reason: String, _ act: Act) throws -> NewDeadline? {
        let row = try act.db.first(
            """
            SELECT p.problem, p.province, p.city, p.county, p.zone FROM finding_part p WHERE p.id = \(part.id)
            """)
        guard let row else { return nil }
        let problem: String = try row.get(0)
        let place = Place(
            province: try row.get(1), city: try row.get(2), county: try row.get(3), zone: try row.get(4))
        return NewDeadline(
            subjectKind: "finding-part", subject: part.id.rawValue, rule: rectification,
            jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
            clause: "《教育督导条例》第二十一条：督导意见书应当提出限期整改要求；法规未定天数，由督导机构设定",
            title: "整改：\(problem.prefix(40))", triggeredOn: act.day, dueOn: part.dueOn, reason: reason,
            path: "/findings/\(part.finding)", side: .unit, organisation: part.organisation, place: place)
    }

    /// Where no law counts the days of the report, the rectification's own deadline is all there is.
    private static func startReport(_ part: FindingPart, _ rectifying: NewDeadline, _ act: Act) throws {
        guard let dueOn = part.dueOn else { return }
        var new = rectifying
        new.title = new.title.replacing("整改：", with: "报告整改情况：", maxReplacements: 1)
        new.reason = ""
        do {
            try Deadlines.start(.rectificationReport, triggeredOn: dueOn, as: new, act)
        } catch is ClockRefusal {}
    }

    /// Another last day: the law's days for the report count from there.
    private static func moveReport(_ part: FindingPart, _ act: Act) throws {
        guard let dueOn = part.dueOn, let new = try deadline(of: part, reason: "", act) else { return }
        let (subject, rule) = (part.id.rawValue, DeadlineRuleID.rectificationReport.rawValue)
        try Deadlines.cancel(subject, rule: rule, on: act.day, act)
        try startReport(part, new, act)
        try Deadlines.restart(subject, rule: rule, triggeredOn: dueOn, act)
    }

    /// Stops or resumes them with what happened.
    static func follow(_ step: FindingStep, _ act: Act) throws {
        let subject = step.part.id.rawValue
        let rules = [rectification, DeadlineRuleID.rectificationReport.rawValue]
        switch step.event.kind {
        case .submitted:
            for rule in rules { try Deadlines.met(subject, rule: rule, on: act.day, act) }
        case .returned: try Deadlines.resume(subject, rule: rectification, dueOn: nil, act)
        case .reopened, .extensionGranted, .milestonesSet:
            try Deadlines.resume(subject, rule: rectification, dueOn: step.part.dueOn, act)
            try moveReport(step.part, act)
        default: break
        }
    }
}
