import SQLCore
import Supervision

/// The clocks that steps start and stop: days that the office set in its procedure, and the law's for the report.
enum StepClocks {
    /// Starts the clock of every step of a unit that began, and stops those of steps that are settled.
    static func moved(_ place: UnitPlace, from before: ProcedureState, _ id: InspectionID, _ act: Act) throws {
        try changed(place.procedure, before, place.state) { step, isOpen in
            guard isOpen else { return try Deadlines.met(id.rawValue, rule: rule(step), on: act.day, act) }
            guard let term = step.term else { return }
            let deadline = term.term.end(from: act.day, in: try WorkCalendars.known(in: act.db))
            try Deadlines.open(
                NewDeadline(
                    subjectKind: "inspection", subject: id.rawValue, rule: rule(step), jurisdiction: "office",
                    clause: "", title: step.name, triggeredOn: act.day, dueOn: deadline.day,
                    undeterminedYear: deadline.unknownYear, term: term.term,
                    reason: "流程“\(place.procedure.name)”规定\(term.term.chinese)",
                    path: "/inspections/\(id)", side: side(step), organisation: place.organisation, place: place.place),
                act)
        }
    }

    /// As for a unit, for the campaign's own steps.
    static func moved(
        _ procedure: Procedure, from before: ProcedureState, to after: ProcedureState, _ id: CampaignID, _ act: Act
    ) throws {
        try changed(procedure, before, after) { step, isOpen in
            guard isOpen else {
                try Deadlines.met(id.rawValue, rule: DeadlineRuleID.report.rawValue, on: act.day, act)
                return try Deadlines.met(id.rawValue, rule: rule(step), on: act.day, act)
            }
            let new = try deadline(of: step, id, act)
            if step.clock == DeadlineRuleID.report.rawValue {
                // Where no law counts days for the report nothing runs.
                do { try Deadlines.start(.report, triggeredOn: act.day, as: new, act) } catch is ClockRefusal {}
            } else if let term = step.term, !step.requires.contains(.publicNotice) {
                var new = new
                let end = term.term.end(from: act.day, in: try WorkCalendars.known(in: act.db))
                (new.dueOn, new.undeterminedYear, new.term) = (end.day, end.unknownYear, term.term)
                new.reason = "流程“\(procedure.name)”规定\(term.term.chinese)"
                try Deadlines.open(new, act)
            }
        }
    }

    private static func deadline(of step: ProcedureStep, _ id: CampaignID, _ act: Act) throws -> NewDeadline {
        let row = try act.db.first("SELECT province, city, county, zone FROM campaign WHERE id = \(id)")
        let place = try row.map {
            Place(province: try $0.get(0), city: try $0.get(1), county: try $0.get(2), zone: try $0.get(3))
        }
        return NewDeadline(
            subjectKind: "campaign", subject: id.rawValue, rule: rule(step), jurisdiction: "office", clause: "",
            title: step.name, triggeredOn: act.day, dueOn: nil, path: "/campaigns/\(id)", side: .office,
            organisation: nil, place: place ?? Place())
    }

    /// Calls `body` for each step that began or was settled.
    private static func changed(
        _ procedure: Procedure, _ before: ProcedureState, _ after: ProcedureState,
        _ body: (ProcedureStep, _ isOpen: Bool) throws -> Void
    ) throws {
        for (place, step) in procedure.steps.enumerated() where before.steps[place] != after.steps[place] {
            if after.steps[place] == .started { try body(step, true) }
            if after.steps[place].isSettled { try body(step, false) }
        }
    }

    private static func rule(_ step: ProcedureStep) -> String { "step-\(step.code)" }

    /// Who has to act: the side that does what the step asks for first.
    private static func side(_ step: ProcedureStep) -> NewDeadline.Side {
        switch step.requires.first {
        case .selfAssessment, .assignment, .rectification: .unit
        case .onSite, .review, .feedback, .teamReview, .stepRecord, .publicHearing, .parentHearing, .teacherHearing,
            .pupilHearing:
            .team
        default: .office
        }
    }
}

extension DueDay {
    var day: Day? { if case .day(let day) = self { day } else { nil } }
    var unknownYear: Int? { if case .undetermined(let year) = self { year } else { nil } }
}
