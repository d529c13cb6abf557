extension FindingPart {
    /// Another unit has to put it right from now on; what was done so far stays.
    package func passed(
        to unit: OrganisationID, note: String, by actor: PersonID, _ moment: Moment
    ) -> FindingStep {
        var next = self
        next.organisation = unit
        next.cooperating = cooperating.filter { $0 != unit }
        next.version += 1
        let event = FindingEvent(.passed, by: actor, at: moment.at, on: moment.on, note: note)
        return FindingStep(part: next, event: event)
    }
}

extension ProcedureState {
    /// Ended before its time: whatever was still open is skipped, with the reason.
    package func ended(_ reason: String, in procedure: Procedure) -> ProcedureState {
        var next = self
        for (index, step) in procedure.steps.enumerated() where step.level == level && !steps[index].isSettled {
            next.steps[index] = .skipped
            next.reasons[step.code] = reason
        }
        return next
    }
}
