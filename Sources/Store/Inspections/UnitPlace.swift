import SQLCore
import Supervision

/// Everything that decides what a unit's next step is.
struct UnitPlace {
    let campaign: CampaignID
    let organisation: OrganisationID
    let place: Place
    let procedure: Procedure
    let beside: ProcedureContext
    let facts: UnitFacts
    let acts: ProcedureActs
    /// What the row says that its open steps ask for.
    let stored: String
    var state: ProcedureState

    init(_ id: InspectionID, in db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT i.campaign_id, c.procedure, c.procedure_state, i.procedure_state, i.grade, i.stratum, i.chosen, v.tags,
                i.wants, i.organisation_id, i.province, i.city, i.county, i.zone
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
        stored = try row.get(8)
        organisation = try row.get(9)
        place = Place(
            province: try row.get(10), city: try row.get(11), county: try row.get(12), zone: try row.get(13))
        acts = try UnitPlace.acts(of: id, in: db)
    }

    private static func acts(of id: InspectionID, in db: SQLConnection) throws -> ProcedureActs {
        let noted = try db.rows("SELECT act FROM procedure_act WHERE inspection_id = \(id)")
        let records = try db.rows("SELECT step, verdict FROM step_record WHERE inspection_id = \(id)")
        var bySteps: [String: Set<StepAct>] = [:]
        for row in records {
            let step: String = try row.get(0)
            bySteps[step, default: []].insert(.stepRecord)
            if try row.get(1) == StepRecord.Verdict.passed.rawValue { bySteps[step, default: []].insert(.verdict) }
        }
        return ProcedureActs(Set(try noted.compactMap { StepAct(rawValue: try $0.get(0)) }), bySteps: bySteps)
    }

    var current: ProcedureStep? { state.current(in: procedure) }

    /// The acts that its open steps still ask for, as the row keeps them.
    var wants: String {
        let acts = state.underWay(in: procedure).flatMap(acts.missing)
        return acts.isEmpty ? "" : ",\(acts.map(\.rawValue).joined(separator: ",")),"
    }

    func openStep(for act: StepAct) -> ProcedureStep? {
        state.openStep(for: act, in: procedure, facts: facts, beside: beside)
    }

    /// Whether what the step asks for may be done now.
    func isOpen(_ step: ProcedureStep) -> Bool {
        switch state.status(of: step.code, in: procedure) {
        case .started: true
        case .pending: step.isOptional && obstacle(to: step) == nil && (step.condition?.holds(for: facts) ?? true)
        default: false
        }
    }

    /// Says why a step is not open.
    func refuse(_ step: ProcedureStep) throws -> Never {
        let status = state.status(of: step.code, in: procedure) ?? .pending
        if status.isSettled { throw ProcedureRefusal.wrongStatus(step.name, status) }
        if let condition = step.condition, !condition.holds(for: facts) {
            throw ProcedureRefusal.notConcerned(step.name)
        }
        throw ProcedureRefusal.tooEarly(step.name, waitingFor: obstacle(to: step) ?? current?.name ?? "")
    }

    /// The name of the first step that it waits for.
    private func obstacle(to step: ProcedureStep) -> String? {
        guard let place = procedure.steps.firstIndex(of: step) else { return nil }
        return state.obstacle(to: place, procedure, beside).map { procedure.steps[$0].name }
    }

    /// Whether a step of the campaign's own waits for nothing more of this unit: only then is it worth asking all units.
    var concernsCampaign: Bool {
        procedure.steps.enumerated().contains { place, step in
            guard step.level == .campaign, !(beside.campaign?.steps[place].isSettled ?? false) else { return false }
            return procedure.ancestors(of: place).allSatisfy {
                procedure.steps[$0].level == .campaign || state.steps[$0].isSettled
            }
        }
    }

    /// The campaign's own step that has to be done before this unit goes on.
    var campaignStepInTheWay: String? {
        guard let current else { return nil }
        return state.otherLevelObstacle(to: current, in: procedure, beside: beside)?.name
    }
}
