import SQLCore
import Supervision

/// How a problem of a visit enters the ledger of findings, by its outcome.
enum VisitProblems {
    static func enter(
        _ problem: VisitProblem, ordinal: Int, of visit: Visit, at place: VisitPlace, _ act: Act
    ) throws {
        let finding = try Findings.enter(new(problem, of: visit, at: place, act), problem, office: place.office, act)
        try act.db.execute(
            """
            INSERT INTO visit_problem (id, visit_id, ordinal, criterion, problem, outcome, requirement, days,
                department_id, finding_id, office)
            VALUES (\(problem.id), \(visit.id), \(ordinal), \(problem.criterion), \(problem.problem),
                \(problem.outcome), \(problem.requirement), \(problem.days), \(problem.department), \(finding),
                \(place.office))
            """)
    }

    private static func new(
        _ problem: VisitProblem, of visit: Visit, at place: VisitPlace, _ act: Act
    ) throws -> NewFinding {
        var part = NewFinding.Part(
            organisation: visit.school, term: .days(problem.days ?? 30),
            reason: "到校督导\(Visit.number(of: visit.id, on: visit.day))")
        if problem.outcome == .consult, let department = problem.department {
            guard try VisitOffice.isDepartment(department, at: place.place, in: act.db) else {
                throw VisitRefusal.noDepartment
            }
            part.organisation = department
            part.cooperating = [visit.school]
        }
        let requirement =
            problem.requirement.isBlank ? problem.outcome.usualRequirement(at: place.name) : problem.requirement
        return NewFinding(
            source: .visit, criterion: problem.criterion,
            basis: "《教育督导条例》第十四条、第十五条", problem: problem.problem, requirement: requirement,
            grade: problem.outcome.grade, parts: [part])
    }
}

extension VisitOutcome {
    fileprivate func usualRequirement(at school: String) -> String {
        switch self {
        case .none, .settled: "已现场反馈并整改。"
        case .advice: "请按整改建议落实。"
        case .consult: "请就\(school)的这一问题提出处理意见。"
        case .serious: "由督导室确定责任单位和整改要求。"
        }
    }
}

extension Findings {
    /// Enters what was seen on a visit: advice and consultation are issued at once, a serious one waits for the office.
    static func enter(_ new: NewFinding, _ problem: VisitProblem, office: String, _ act: Act) throws -> FindingID {
        let id = try draft(new, act)
        switch problem.outcome {
        case .settled:
            try issue(id, office: office, act) { part, moment in
                try part.settledOnTheSpot(
                    note: problem.requirement.isBlank ? "现场反馈，已当场整改。" : problem.requirement,
                    by: FindingActor(act.viewer.person, .office), moment)
            }
        case .consult where problem.department == nil, .serious:
            try act.db.execute("UPDATE finding SET office = \(office) WHERE id = \(id)")
        default: try issue(id, office: office, act)
        }
        return id
    }
}
