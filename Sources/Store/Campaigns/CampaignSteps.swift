package import SQLCore
package import Supervision

/// What is written down when a campaign's own step is done.
package struct StepNote: Sendable, Equatable {
    package var day: Day
    package var place: String
    package var attendees: Int?
    package var text: String

    package init(day: Day, place: String = "", attendees: Int? = nil, text: String = "") {
        self.day = day
        self.place = place
        self.attendees = attendees
        self.text = text
    }
}

/// Where a campaign's own steps stand, such as 宣传培训 before its units and 上报 after them.
///
/// Nothing else writes `campaign.procedure_state`.
package enum CampaignSteps {
    /// Refuses unless the campaign is at a step of its own that calls for `act`.
    package static func require(_ act: StepAct, of id: CampaignID, in db: SQLConnection) throws {
        _ = try openStep(for: act, of: id, in: db)
    }

    /// The step of its own at which `act` may be done.
    static func openStep(for act: StepAct, of id: CampaignID, in db: SQLConnection) throws -> ProcedureStep {
        let place = try Standing(id, in: db)
        if let open = place.state.openStep(for: act, in: place.procedure, beside: place.beside) { return open }
        let wanted = place.procedure.steps.first { $0.level == .campaign && $0.requires.contains(act) }
        guard let wanted else { throw ProcedureRefusal.unknownStep(act.label) }
        if place.status(wanted)?.isSettled ?? false { throw ProcedureRefusal.wrongStatus(wanted.name, .done) }
        throw ProcedureRefusal.tooEarly(wanted.name, waitingFor: place.firstOpen(before: wanted))
    }

    /// Notes that `done` was done, completes the step when it requires no more, and opens what comes next.
    package static func note(_ done: StepAct, _ note: StepNote, of id: CampaignID, _ act: Act) throws {
        let step = try openStep(for: done, of: id, in: act.db).code
        try act.db.execute(
            """
            INSERT INTO procedure_act (campaign_id, inspection_id, act, noted_at)
            VALUES (\(id), '', \(done.rawValue), \(act.at)) ON CONFLICT DO NOTHING
            """)
        try act.db.execute(
            """
            INSERT INTO campaign_note (id, campaign_id, step, act, on_day, place, attendees, note, by_person, at)
            VALUES (\(act.newID() as Identifier<StepNote>), \(id), \(step), \(done.rawValue), \(note.day),
                \(note.place), \(note.attendees), \(note.text), \(act.viewer.person), \(act.at))
            """)
        try act.record("campaign.noted", of: "campaign", id.rawValue, ["act": done.rawValue])
        try advance(id, act)
        try advanceUnits(of: id, act)
    }

    /// Notes what another feature did, such as the report that was published; it counts when its step comes.
    static func fulfil(_ done: StepAct, of id: CampaignID, _ act: Act) throws {
        let row = try act.db.first("SELECT procedure, state FROM campaign WHERE id = \(id)")
        guard let row else { return }
        let procedure: Procedure = try JSONColumn.value(row.get(0))
        guard procedure.steps.contains(where: { $0.level == .campaign && $0.requires.contains(done) }) else { return }
        try act.db.execute(
            """
            INSERT INTO procedure_act (campaign_id, inspection_id, act, noted_at)
            VALUES (\(id), '', \(done.rawValue), \(act.at)) ON CONFLICT DO NOTHING
            """)
        let state: String = try row.get(1)
        guard state == Campaign.State.running.rawValue else { return }
        if try advance(id, act) { try advanceUnits(of: id, act) }
    }

    /// What was done of a campaign's own steps, and those at which something may be done now.
    package static func openSteps(
        of campaign: Campaign, in db: SQLConnection
    ) throws -> (done: ProcedureActs, open: [ProcedureStep]) {
        guard campaign.state == .running else { return (ProcedureActs(), []) }
        let place = try Standing(campaign.id, in: db)
        let open = place.procedure.steps.enumerated().filter { index, step in
            guard step.level == .campaign else { return false }
            if place.state.steps[index] == .started { return true }
            return place.state.steps[index] == .pending && step.isOptional
                && place.state.obstacle(to: index, place.procedure, place.beside) == nil
        }
        return (place.acts, open.map(\.element))
    }

    /// Passes over an optional step of the campaign's own.
    package static func skip(_ code: String, reason: String, of id: CampaignID, _ act: Act) throws {
        var place = try Standing(id, in: act.db)
        place.state = try place.state.skipped(
            code, reason: reason, in: place.procedure, beside: place.beside)
        try store(place, of: id, act)
        try advance(id, act)
        try advanceUnits(of: id, act)
    }

    /// Settles and opens the campaign's own steps as far as what was done allows.
    ///
    /// Says whether anything moved.
    @discardableResult
    static func advance(_ id: CampaignID, _ act: Act) throws -> Bool {
        var place = try Standing(id, in: act.db)
        let before = place.state
        place.state = try before.advanced(in: place.procedure, beside: place.beside, acts: place.acts)
        guard place.state != before else { return false }
        try store(place, of: id, act)
        try StepClocks.moved(place.procedure, from: before, to: place.state, id, act)
        return true
    }

    static func advanceUnits(of id: CampaignID, _ act: Act) throws {
        let rows = try act.db.rows(
            "SELECT id FROM inspection WHERE campaign_id = \(id) AND state = 'running' ORDER BY id")
        for row in rows { try InspectionSteps.advance(try row.get(0), act) }
    }

    private static func store(_ place: Standing, of id: CampaignID, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE campaign SET procedure_state = \(try JSONColumn.text(place.state)), version = version + 1
            WHERE id = \(id)
            """)
        try act.record("campaign.moved", of: "campaign", id.rawValue, ["step": place.current?.code ?? ""])
    }
}

/// Everything that decides what a campaign's next step of its own is.
private struct Standing {
    let procedure: Procedure
    var state: ProcedureState
    let units: [ProcedureState]
    let acts: ProcedureActs

    init(_ id: CampaignID, in db: SQLConnection) throws {
        let row = try db.first("SELECT procedure, procedure_state FROM campaign WHERE id = \(id) AND state = 'running'")
        guard let row else { throw CampaignRefusal.notFound }
        procedure = try JSONColumn.value(row.get(0))
        state = try JSONColumn.value(row.get(1))
        units = try db.rows("SELECT procedure_state FROM inspection WHERE campaign_id = \(id)")
            .map { try JSONColumn.value($0.get(0)) }
        let noted = try db.rows("SELECT act FROM procedure_act WHERE campaign_id = \(id) AND inspection_id = ''")
        acts = ProcedureActs(Set(try noted.compactMap { StepAct(rawValue: try $0.get(0)) }))
    }

    var beside: ProcedureContext { ProcedureContext(units: units) }
    var current: ProcedureStep? { state.current(in: procedure) }

    func status(_ step: ProcedureStep) -> ProcedureState.Status? { state.status(of: step.code, in: procedure) }

    /// The name of the first step that `step` waits for and that the campaign or one of its units has not settled.
    func firstOpen(before step: ProcedureStep) -> String {
        procedure.steps.firstIndex(of: step).flatMap { state.obstacle(to: $0, procedure, beside) }
            .map { procedure.steps[$0].name } ?? ""
    }
}
