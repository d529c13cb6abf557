package import SQLCore
package import Supervision

/// Where a unit stands in its campaign's procedure, and what moves it on.
///
/// Nothing else writes `inspection.procedure_state`: an act that a step requires asks `require` first and tells
/// `note` afterwards, so no route skips a step or takes it out of order.
package enum InspectionSteps {
    /// Refuses unless the unit is at a step that calls for `act`.
    package static func require(_ act: StepAct, of id: InspectionID, in db: SQLConnection) throws {
        let place = try UnitPlace(id, in: db)
        guard place.openStep(for: act) == nil else { return }
        let wanted = place.procedure.steps.first { $0.level == .unit && $0.requires.contains(act) }
        guard let wanted else { throw ProcedureRefusal.unknownStep(act.label) }
        try place.refuse(wanted)
    }

    /// Whether `act` was done for the unit.
    package static func isDone(_ act: StepAct, of id: InspectionID, in db: SQLConnection) throws -> Bool {
        try db.first(
            "SELECT 1 FROM procedure_act WHERE inspection_id = \(id) AND act = \(act.rawValue)") != nil
    }

    /// Notes that `act` was done, completes the step when it requires no more, and opens what comes next.
    package static func note(_ done: StepAct, of id: InspectionID, _ act: Act) throws {
        let place = try UnitPlace(id, in: act.db)
        try act.db.execute(
            """
            INSERT INTO procedure_act (campaign_id, inspection_id, act, noted_at)
            VALUES (\(place.campaign), \(id), \(done.rawValue), \(act.at)) ON CONFLICT DO NOTHING
            """)
        try advance(id, act)
    }

    /// Settles and opens steps as far as what was done allows.
    package static func advance(_ id: InspectionID, _ act: Act) throws {
        let place = try UnitPlace(id, in: act.db)
        try settle(place, from: place.state, id, act)
    }

    private static func settle(
        _ standing: UnitPlace, from before: ProcedureState, _ id: InspectionID, _ act: Act
    ) throws {
        var place = standing
        place.state = try place.state.advanced(
            in: place.procedure, facts: place.facts, beside: place.beside, acts: place.acts)
        guard place.state != before else {
            // The row says more exactly what is asked for; nobody's view of it grows old by that.
            guard place.wants != place.stored else { return }
            try act.db.execute("UPDATE inspection SET wants = \(place.wants) WHERE id = \(id)")
            return
        }
        let step = place.current?.code ?? ""
        try act.db.execute(
            """
            UPDATE inspection SET procedure_state = \(try JSONColumn.text(place.state)), step = \(step),
                step_name = \(place.current?.name ?? ""), wants = \(place.wants),
                state = \(step.isEmpty ? "finished" : "running"), version = version + 1
            WHERE id = \(id)
            """)
        try act.record("inspection.moved", of: "inspection", id.rawValue, ["step": step])
        try StepClocks.moved(place, from: before, id, act)
        if step != place.procedure.steps.first(where: { $0.level == .unit })?.code {
            try InspectionSecrecy.visited(id, act)
        }
        try leave(place, id, act)
    }

    /// Passes over an optional step, with a reason that stays.
    package static func skip(_ code: String, reason: String, of id: InspectionID, _ act: Act) throws {
        var place = try UnitPlace(id, in: act.db)
        let before = place.state
        place.state = try before.skipped(code, reason: reason, in: place.procedure, beside: place.beside)
        try act.record("inspection.skipped", of: "inspection", id.rawValue, ["step": code])
        try settle(place, from: before, id, act)
    }

    /// Where the unit stands in its procedure, for pages.
    package static func standing(of id: InspectionID, in db: SQLConnection) throws -> UnitStanding {
        let place = try UnitPlace(id, in: db)
        return UnitStanding(
            procedure: place.procedure, unit: place.state, campaign: place.beside.campaign, done: place.acts,
            waitingFor: place.campaignStepInTheWay)
    }

    /// What follows when a unit moved: the campaign's own next step may begin, and with it other units go on.
    private static func leave(_ place: UnitPlace, _ id: InspectionID, _ act: Act) throws {
        if place.current == nil { try Rounds.finished(id, act) }
        guard place.concernsCampaign else { return }
        if try CampaignSteps.advance(place.campaign, act) { try CampaignSteps.advanceUnits(of: place.campaign, act) }
    }
}
