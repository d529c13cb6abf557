/// The states beside a state that decide whether its next step may begin.
package struct ProcedureContext: Hashable, Sendable {
    /// The campaign's own state, for a unit's step.
    package var campaign: ProcedureState?
    /// All units' states, for a campaign's step.
    package var units: [ProcedureState]

    package init(campaign: ProcedureState? = nil, units: [ProcedureState] = []) {
        self.campaign = campaign
        self.units = units
    }
}

extension ProcedureState {
    /// The step of this level that is under way, the first of several; otherwise the first that is not settled.
    ///
    /// Nil when all are settled.
    package func current(in procedure: Procedure) -> ProcedureStep? {
        let open = zip(procedure.steps, steps).filter { $0.level == level && !$1.isSettled }
        return (open.first { $1 == .started } ?? open.first)?.0
    }

    /// Every step of this level that is under way.
    package func underWay(in procedure: Procedure) -> [ProcedureStep] {
        zip(procedure.steps, steps).filter { $0.level == level && $1 == .started }.map(\.0)
    }

    package func isFinished(in procedure: Procedure) -> Bool { current(in: procedure) == nil }

    package func status(of code: String, in procedure: Procedure) -> Status? {
        procedure.steps.firstIndex { $0.code == code }.map { steps[$0] }
    }

    /// Begins a step; every step that it waits for, of both levels, must be settled.
    package func started(
        _ code: String, in procedure: Procedure, facts: UnitFacts = UnitFacts(), beside: ProcedureContext
    ) throws(ProcedureRefusal) -> ProcedureState {
        let place = try place(of: code, in: procedure)
        let step = procedure.steps[place]
        guard steps[place] == .pending else { throw .wrongStatus(step.name, steps[place]) }
        try requireTurn(place, procedure, beside)
        if let condition = step.condition, !condition.holds(for: facts) { throw .notConcerned(step.name) }
        return setting(place, .started)
    }

    /// Completes a step that was begun, once all acts that it requires were done.
    package func completed(
        _ code: String, in procedure: Procedure, acts: Set<StepAct>
    ) throws(ProcedureRefusal) -> ProcedureState {
        let place = try place(of: code, in: procedure)
        let step = procedure.steps[place]
        guard steps[place] == .started else { throw .wrongStatus(step.name, steps[place]) }
        let missing = step.requires.filter { !acts.contains($0) }
        guard missing.isEmpty else { throw .actsMissing(step.name, missing) }
        return setting(place, .done)
    }

    /// Passes over an optional step, with a reason that stays.
    package func skipped(
        _ code: String, reason: String, in procedure: Procedure, beside: ProcedureContext
    ) throws(ProcedureRefusal) -> ProcedureState {
        let place = try place(of: code, in: procedure)
        let step = procedure.steps[place]
        guard steps[place] == .pending else { throw .wrongStatus(step.name, steps[place]) }
        guard step.isOptional else { throw .notOptional(step.name) }
        guard !reason.isBlank else { throw .reasonMissing(step.name) }
        try requireTurn(place, procedure, beside)
        var next = setting(place, .skipped)
        next.reasons[code] = reason
        return next
    }

    /// Leaves out a step whose condition the unit does not meet.
    package func exempted(
        _ code: String, in procedure: Procedure, facts: UnitFacts, beside: ProcedureContext
    ) throws(ProcedureRefusal) -> ProcedureState {
        let place = try place(of: code, in: procedure)
        let step = procedure.steps[place]
        guard steps[place] == .pending else { throw .wrongStatus(step.name, steps[place]) }
        guard let condition = step.condition, !condition.holds(for: facts) else { throw .concerned(step.name) }
        try requireTurn(place, procedure, beside)
        return setting(place, .exempt)
    }

    private func place(of code: String, in procedure: Procedure) throws(ProcedureRefusal) -> Int {
        guard let place = procedure.steps.firstIndex(where: { $0.code == code }), steps.indices.contains(place)
        else { throw .unknownStep(code) }
        guard procedure.steps[place].level == level else { throw .otherLevel(procedure.steps[place].name) }
        return place
    }

    /// Refuses while a step before `place` is open, here or on the other level.
    private func requireTurn(
        _ place: Int, _ procedure: Procedure, _ beside: ProcedureContext
    ) throws(ProcedureRefusal) {
        if let index = obstacle(to: place, procedure, beside) {
            throw .tooEarly(procedure.steps[place].name, waitingFor: procedure.steps[index].name)
        }
    }

    /// The first step, here or on the other level, that `place` waits for and that is open.
    package func obstacle(to place: Int, _ procedure: Procedure, _ beside: ProcedureContext) -> Int? {
        procedure.ancestors(of: place).first { !isSettled($0, procedure.steps[$0].level, beside) }
    }

    func isSettled(_ index: Int, _ level: ProcedureStep.Level, _ beside: ProcedureContext) -> Bool {
        if level == self.level { return steps[index].isSettled }
        if level == .campaign { return beside.campaign?.steps[index].isSettled ?? false }
        return !beside.units.isEmpty && beside.units.allSatisfy { $0.steps[index].isSettled }
    }

    private func setting(_ place: Int, _ status: Status) -> ProcedureState {
        var next = self
        next.steps[place] = status
        return next
    }
}
