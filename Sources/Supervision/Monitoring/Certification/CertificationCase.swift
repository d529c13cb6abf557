/// One county's way through the steps of a certification, one step at a time.
///
/// A step is passed in order and none is left out: the only moves are on to the next step, back to an earlier one, and
/// out: terminated, or taken back while nothing but the first step has begun.
package struct CertificationCase: Hashable, Sendable {
    package let steps: [CertificationStep]
    /// The year for which the county applies.
    package let year: Int
    /// Every time that a step was begun, in order; the last one is open while the case is.
    package private(set) var passes: [CertificationPass]
    package private(set) var state: CertificationState

    package init(_ steps: [CertificationStep], year: Int, openedOn day: Day) {
        precondition(!steps.isEmpty, "a procedure has steps")
        self.init(steps, year: year, passes: [CertificationPass(step: steps[0].code, beganOn: day)], state: .open)
    }

    /// As it was stored.
    package init(
        _ steps: [CertificationStep], year: Int, passes: [CertificationPass], state: CertificationState
    ) {
        self.steps = steps
        self.year = year
        self.passes = passes
        self.state = state
    }

    /// The step that is under way; nil once the case is over.
    package var current: CertificationStep? {
        guard state == .open, let code = passes.last?.step else { return nil }
        return steps.first { $0.code == code }
    }

    /// Where a step stands now: what came before a return counts no more.
    package func standing(of step: CertificationStep) -> CertificationPass? {
        guard let place = steps.firstIndex(of: step) else { return nil }
        let last = passes.last.flatMap { last in steps.firstIndex { $0.code == last.step } } ?? 0
        return place > last ? nil : passes.last { $0.step == step.code }
    }

    /// The steps to which the one under way can be given back: itself and those before it.
    package var earlier: [CertificationStep] {
        guard let current, let place = steps.firstIndex(of: current) else { return [] }
        return Array(steps[..<place])
    }

    /// The case after the step under way was done; certified after the last.
    package func completed(
        on day: Day, today: Day, in calendar: WorkCalendar
    ) throws(CertificationRefusal) -> CertificationCase {
        let (step, place) = try open(day, today: today)
        if case .atLeast(let term)? = step.clock, let began = passes.last?.beganOn {
            guard case .day(let end) = term.end(from: began, in: calendar) else { throw .waitUnknown(step.name) }
            guard day > end else { throw .waitNotOver(step.name, end) }
        }
        var next = ending(.done, on: day)
        if place + 1 < steps.count {
            next.passes.append(CertificationPass(step: steps[place + 1].code, beganOn: day))
        } else {
            next.state = .certified
        }
        return next
    }

    /// The case given back to an earlier step, from where every step is done again.
    package func returned(
        to code: String, on day: Day, today: Day
    ) throws(CertificationRefusal) -> CertificationCase {
        let (step, place) = try open(day, today: today)
        guard let target = steps.firstIndex(where: { $0.code == code }), target < place else {
            throw .notEarlier(step.name)
        }
        var next = ending(.returned, on: day)
        next.passes.append(CertificationPass(step: code, beganOn: day))
        return next
    }

    /// The year's assessment ended because of serious problems (终止).
    package func terminated(on day: Day, today: Day) throws(CertificationRefusal) -> CertificationCase {
        _ = try open(day, today: today)
        var next = ending(.stopped, on: day)
        next.state = .terminated
        return next
    }

    /// The application taken back, while nothing but its first step has begun.
    package func withdrawn(on day: Day, today: Day) throws(CertificationRefusal) -> CertificationCase {
        let (step, _) = try open(day, today: today)
        guard passes.count == 1 else { throw .pastFirst(step.name) }
        var next = ending(.stopped, on: day)
        next.state = .withdrawn
        return next
    }

    /// The last day of the step under way; nil where it has none.
    package func end(in calendar: WorkCalendar) -> DueDay? {
        guard let current, let began = passes.last?.beganOn else { return nil }
        return current.clock?.end(began: began, year: year, in: calendar)
    }

    private func open(
        _ day: Day, today: Day
    ) throws(CertificationRefusal) -> (step: CertificationStep, place: Int) {
        guard state == .open, let current, let place = steps.firstIndex(of: current), let began = passes.last?.beganOn
        else { throw .over(state) }
        guard day <= today else { throw .future }
        guard day >= began else { throw .beforeStep(current.name, began) }
        return (current, place)
    }

    private func ending(_ outcome: CertificationPass.Outcome, on day: Day) -> CertificationCase {
        var next = self
        next.passes[next.passes.count - 1].outcome = outcome
        next.passes[next.passes.count - 1].endedOn = day
        return next
    }
}

package enum CertificationState: String, CaseIterable, Hashable, Sendable {
    case open, certified, terminated, withdrawn

    package var label: String {
        switch self {
        case .open: "办理中"
        case .certified: "已认定"
        case .terminated: "已终止"
        case .withdrawn: "已撤回"
        }
    }
}

/// One time that a step was under way.
package struct CertificationPass: Hashable, Sendable {
    package let step: String
    package let beganOn: Day
    package var endedOn: Day?
    package var outcome: Outcome

    package enum Outcome: String, Hashable, Sendable {
        case open, done, returned, stopped

        package var label: String {
            switch self {
            case .open: "办理中"
            case .done: "已完成"
            case .returned: "退回"
            case .stopped: "终止"
            }
        }
    }

    package init(step: String, beganOn: Day, endedOn: Day? = nil, outcome: Outcome = .open) {
        self.step = step
        self.beganOn = beganOn
        self.endedOn = endedOn
        self.outcome = outcome
    }
}
