extension ProcedureState {
    /// Settles and opens steps of this level as far as what was done allows.
    ///
    /// A step begins when everything that it waits for is settled; one that does not concern the unit is left out; an
    /// optional one begins when somebody does something that it asks for.
    package func advanced(
        in procedure: Procedure, facts: UnitFacts = UnitFacts(), beside: ProcedureContext, acts: ProcedureActs
    ) throws(ProcedureRefusal) -> ProcedureState {
        var state = self
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            for (place, step) in procedure.steps.enumerated() where step.level == level {
                let before = state
                state = try state.moved(place, step, procedure, facts, beside, acts)
                if state != before { hasMoved = true }
            }
        }
        return state
    }

    /// After one step had its chance.
    private func moved(
        _ place: Int, _ step: ProcedureStep, _ procedure: Procedure, _ facts: UnitFacts, _ beside: ProcedureContext,
        _ acts: ProcedureActs
    ) throws(ProcedureRefusal) -> ProcedureState {
        var state = self
        if steps[place] == .pending {
            guard obstacle(to: place, procedure, beside) == nil else { return self }
            if let condition = step.condition, !condition.holds(for: facts) {
                return try exempted(step.code, in: procedure, facts: facts, beside: beside)
            }
            let done = acts.of(step)
            guard !step.isOptional || step.requires.contains(where: done.contains) else { return self }
            state = try started(step.code, in: procedure, facts: facts, beside: beside)
        }
        guard state.steps[place] == .started, acts.missing(step).isEmpty else { return state }
        return try state.completed(step.code, in: procedure, acts: acts.of(step))
    }

    /// The step at which `act` may be done now: under way, or optional and its turn; nil when there is none.
    package func openStep(
        for act: StepAct, in procedure: Procedure, facts: UnitFacts = UnitFacts(), beside: ProcedureContext
    ) -> ProcedureStep? {
        procedure.steps.enumerated().first { place, step in
            guard step.level == level, step.requires.contains(act) else { return false }
            if steps[place] == .started { return true }
            return steps[place] == .pending && step.isOptional && obstacle(to: place, procedure, beside) == nil
                && (step.condition?.holds(for: facts) ?? true)
        }?.element
    }

    /// The step of the other level that keeps `step` from beginning; nil when none does.
    package func otherLevelObstacle(
        to step: ProcedureStep, in procedure: Procedure, beside: ProcedureContext
    ) -> ProcedureStep? {
        guard let place = procedure.steps.firstIndex(where: { $0.code == step.code }), steps[place] == .pending else {
            return nil
        }
        return procedure.ancestors(of: place).lazy.map { procedure.steps[$0] }.first {
            $0.level != level && obstacleHolds($0, procedure, beside)
        }
    }

    private func obstacleHolds(_ step: ProcedureStep, _ procedure: Procedure, _ beside: ProcedureContext) -> Bool {
        guard let index = procedure.steps.firstIndex(where: { $0.code == step.code }) else { return false }
        return !isSettled(index, step.level, beside)
    }
}
