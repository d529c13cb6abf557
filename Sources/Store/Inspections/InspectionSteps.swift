package import SQLCore
package import Supervision

/// Where a unit stands in its campaign's procedure, and what moves it on.
///
/// Nothing else writes `inspection.procedure_state`: an act that a step requires asks `require` first and tells
/// `note` afterwards, so no route skips a step or takes it out of order.
package enum InspectionSteps {
    /// Refuses unless the unit is at a step that calls for `act`.
    package static func require(_ act: StepAct, of id: InspectionID, in db: SQLConnection) throws {
        let place = try Standing(id, in: db)
        if let current = place.current, current.requires.contains(act), place.isOpen(current) { return }
        let wanted = place.procedure.steps.first { $0.level == .unit && $0.requires.contains(act) }
        guard let wanted else { throw ProcedureRefusal.unknownStep(act.label) }
        if place.state.status(of: wanted.code, in: place.procedure)?.isSettled ?? false {
            throw ProcedureRefusal.wrongStatus(wanted.name, .done)
        }
        let waiting = place.campaignStepInTheWay ?? place.current?.name ?? ""
        throw ProcedureRefusal.tooEarly(wanted.name, waitingFor: waiting)
    }

    /// Whether `act` was done for the unit.
    package static func isDone(_ act: StepAct, of id: InspectionID, in db: SQLConnection) throws -> Bool {
        try db.first(
            "SELECT 1 FROM procedure_act WHERE inspection_id = \(id) AND act = \(act.rawValue)") != nil
    }

    /// Notes that `act` was done, completes the step when it requires no more, and opens what comes next.
    package static func note(_ done: StepAct, of id: InspectionID, _ act: Act) throws {
        let place = try Standing(id, in: act.db)
        try act.db.execute(
            """
            INSERT INTO procedure_act (campaign_id, inspection_id, act, noted_at)
            VALUES (\(place.campaign), \(id), \(done.rawValue), \(act.at)) ON CONFLICT DO NOTHING
            """)
        try advance(id, act)
    }

    /// Settles and opens steps as far as what was done allows.
    package static func advance(_ id: InspectionID, _ act: Act) throws {
        let place = try Standing(id, in: act.db)
        try settle(place, from: place.state, id, act)
    }

    private static func settle(
        _ standing: Standing, from before: ProcedureState, _ id: InspectionID, _ act: Act
    ) throws {
        var place = standing
        while let step = place.current {
            if place.state.status(of: step.code, in: place.procedure) == .pending {
                guard place.campaignStepInTheWay == nil else { break }
                if let condition = step.condition, !condition.holds(for: place.facts) {
                    place.state = try place.state.exempted(
                        step.code, in: place.procedure, facts: place.facts, beside: place.beside)
                    continue
                }
                guard !step.isOptional || step.requires.contains(where: place.acts.contains) else { break }
                place.state = try place.state.started(
                    step.code, in: place.procedure, facts: place.facts, beside: place.beside)
            }
            guard step.requires.allSatisfy(place.acts.contains) else { break }
            place.state = try place.state.completed(step.code, in: place.procedure, acts: place.acts)
        }
        guard place.state != before else { return }
        let step = place.current?.code ?? ""
        try act.db.execute(
            """
            UPDATE inspection SET procedure_state = \(try JSONColumn.text(place.state)), step = \(step),
                step_name = \(place.current?.name ?? ""), state = \(step.isEmpty ? "finished" : "running"), version = version + 1
            WHERE id = \(id)
            """)
        try act.record("inspection.moved", of: "inspection", id.rawValue, ["step": step])
        if step != place.procedure.steps.first(where: { $0.level == .unit })?.code {
            try InspectionSecrecy.visited(id, act)
        }
        try leave(place, id, act)
    }

    /// Passes over an optional step, with a reason that stays.
    package static func skip(_ code: String, reason: String, of id: InspectionID, _ act: Act) throws {
        var place = try Standing(id, in: act.db)
        let before = place.state
        place.state = try before.skipped(code, reason: reason, in: place.procedure, beside: place.beside)
        try act.record("inspection.skipped", of: "inspection", id.rawValue, ["step": code])
        try settle(place, from: before, id, act)
    }

    /// Where the unit stands in its procedure, for pages.
    package static func standing(of id: InspectionID, in db: SQLConnection) throws -> UnitStanding {
        let place = try Standing(id, in: db)
        return UnitStanding(
            procedure: place.procedure, unit: place.state, campaign: place.beside.campaign, acts: place.acts,
            waitingFor: place.campaignStepInTheWay)
    }

    /// What follows once a unit has no step of its own before the campaign's next one, or none at all.
    private static func leave(_ place: Standing, _ id: InspectionID, _ act: Act) throws {
        if place.current == nil {
            try Rounds.finished(id, act)
            guard place.procedure.steps.last?.level == .campaign else { return }
        } else if place.campaignStepInTheWay == nil {
            return
        }
        if try CampaignSteps.advance(place.campaign, act) { try CampaignSteps.advanceUnits(of: place.campaign, act) }
    }
}

/// Everything that decides what a unit's next step is.
private struct Standing {
    let campaign: CampaignID
    let procedure: Procedure
    let beside: ProcedureContext
    let facts: UnitFacts
    let acts: Set<StepAct>
    var state: ProcedureState

    init(_ id: InspectionID, in db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT i.campaign_id, c.procedure, c.procedure_state, i.procedure_state, i.grade, i.stratum, i.chosen, v.tags
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                JOIN organisation_version v ON v.id = i.organisation_version_id
            WHERE i.id = \(id)
            """)
        guard let row else { throw InspectionRefusal.notFound }
        campaign = try row.get(0)
        procedure = try JSONColumn.value(row.get(1))
        beside = ProcedureContext(campaign: try JSONColumn.value(row.get(2)))
        state = try JSONColumn.value(row.get(3))
        let grades = try db.rows(
            "SELECT f.grade FROM finding f WHERE f.inspection_id = \(id) AND f.state <> 'draft'")
        let tags: String = try row.get(7)
        facts = UnitFacts(
            grade: try row.get(4),
            findings: try grades.compactMap { Finding.Grade(rawValue: try $0.get(0)) },
            tags: tags.split(separator: " ").map(String.init), stratum: try row.get(5), isChosen: try row.get(6))
        let noted = try db.rows("SELECT act FROM procedure_act WHERE inspection_id = \(id)")
        acts = Set(try noted.compactMap { StepAct(rawValue: try $0.get(0)) })
    }

    var current: ProcedureStep? { state.current(in: procedure) }

    /// Whether what the step calls for may be done: it has begun, or is optional and would begin with it.
    func isOpen(_ step: ProcedureStep) -> Bool {
        switch state.status(of: step.code, in: procedure) {
        case .started: true
        case .pending:
            step.isOptional && campaignStepInTheWay == nil && step.condition?.holds(for: facts) ?? true
        default: false
        }
    }

    /// The campaign's own step that has to be done before this unit goes on.
    var campaignStepInTheWay: String? {
        guard let current, let place = procedure.steps.firstIndex(of: current) else { return nil }
        let open = zip(procedure.steps, beside.campaign?.steps ?? []).prefix(place).first {
            $0.level == .campaign && !$1.isSettled
        }
        return open?.0.name
    }
}
