package import Supervision

/// Where one unit stands in its procedure.
package struct UnitStanding: Sendable, Equatable {
    package let procedure: Procedure
    package let unit: ProcedureState
    package let campaign: ProcedureState?
    /// What was done so far.
    package let acts: Set<StepAct>
    /// The campaign's own step that has to be done before the unit goes on.
    package let waitingFor: String?

    /// The unit's step that is open or next; nil when all are settled.
    package var current: ProcedureStep? { unit.current(in: procedure) }

    /// What the current step still asks for.
    package var missing: [StepAct] { current?.requires.filter { !acts.contains($0) } ?? [] }

    package func status(_ index: Int) -> ProcedureState.Status {
        procedure.steps[index].level == .unit ? unit.steps[index] : campaign?.steps[index] ?? .pending
    }
}
