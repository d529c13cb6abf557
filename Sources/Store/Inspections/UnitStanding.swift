package import Supervision

/// Where one unit stands in its procedure.
package struct UnitStanding: Sendable, Equatable {
    package let procedure: Procedure
    package let unit: ProcedureState
    package let campaign: ProcedureState?
    /// What was done so far.
    package let done: ProcedureActs
    /// The campaign's own step that has to be done before the unit goes on.
    package let waitingFor: String?

    /// The unit's step that is open or next; nil when all are settled.
    package var current: ProcedureStep? { unit.current(in: procedure) }

    package var acts: Set<StepAct> { done.once }

    /// Every step of the unit that is under way.
    package var underWay: [ProcedureStep] { unit.underWay(in: procedure) }

    /// What the steps under way still ask for, or the next one where none is.
    package var missing: [StepAct] {
        let steps = underWay.isEmpty ? [current].compactMap { $0 } : underWay
        return steps.flatMap(done.missing)
    }

    /// The unit's steps of which records are written.
    package var recorded: [ProcedureStep] {
        procedure.steps.filter { $0.level == .unit && $0.requires.contains(where: \.isEachSteps) }
    }

    package func status(_ index: Int) -> ProcedureState.Status {
        procedure.steps[index].level == .unit ? unit.steps[index] : campaign?.steps[index] ?? .pending
    }
}
