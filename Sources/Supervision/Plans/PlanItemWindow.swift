/// When an item, or one stage of it, is to be done, and how far that is.
package struct PlanItemWindow: Hashable, Sendable {
    package let id: PlanWindowID
    package var window: PlanWindow
    /// Everything whose last day is not after this one is done; nil while nothing is.
    package internal(set) var doneThrough: Day?
    /// Counts changes, for optimistic locking and for calendar feeds.
    package internal(set) var version: Int

    package init(id: PlanWindowID, window: PlanWindow, doneThrough: Day? = nil, version: Int = 1) {
        self.id = id
        self.window = window
        self.doneThrough = doneThrough
        self.version = version
    }

    /// Where it stands on a day.
    package enum Standing: String, Hashable, Sendable, CaseIterable {
        /// Its year or its end is not known.
        case undated
        case ahead, current, late, done

        package var label: String {
            switch self {
            case .undated: "未安排时间"
            case .ahead: "未到时间"
            case .current: "进行中"
            case .late: "逾期"
            case .done: "已完成"
            }
        }
    }
}

package typealias PlanWindowID = Identifier<PlanItemWindow>

extension PlanItemWindow {
    /// The turn that is to be done next; nil when none is left or no day is known.
    package var next: PlanOccurrence? {
        window.occurrences.first { turn in doneThrough.map { turn.end > $0 } ?? true }
    }

    /// The last day of what is to be done next; nil when all is done or no day is known.
    package var dueOn: Day? { next?.end }

    package var isDone: Bool { window.end != nil && doneThrough != nil && next == nil }

    /// How it stands while its item has `status`: late from the day after its last, stage by stage.
    package func standing(_ status: PlanItem.Status, on today: Day) -> Standing {
        if isDone || status == .done { return .done }
        guard let next else { return .undated }
        guard status.isOpen else { return .ahead }
        if today > next.end { return .late }
        return today >= next.start ? .current : .ahead
    }

    /// Days past its last; nil while in time, and for what is done or dropped.
    package func daysLate(_ status: PlanItem.Status, on today: Day) -> Int? {
        guard standing(status, on: today) == .late, let dueOn else { return nil }
        return dueOn.distance(to: today)
    }

    /// The next turn is done; the only one for what comes once.
    package func done() throws(PlanRefusal) -> PlanItemWindow {
        guard window.end != nil else { throw .windowUndated }
        guard let next else { throw .windowDone }
        var done = self
        done.doneThrough = next.end
        done.version += 1
        return done
    }

    /// The last turn that was done is not done after all.
    package func undone() throws(PlanRefusal) -> PlanItemWindow {
        guard let doneThrough else { throw .windowNotDone }
        let turns = window.occurrences.filter { $0.end <= doneThrough }
        var open = self
        open.doneThrough = turns.dropLast().last?.end
        open.version += 1
        return open
    }

    /// Other days, with a reason that stays in the history.
    package func moved(to start: Day?, _ end: Day, reason: String) throws(PlanRefusal) -> PlanItemWindow {
        guard !reason.isBlank else { throw .reasonEmpty }
        guard reason.count <= 500 else { throw .reasonTooLong }
        guard start.map({ $0 <= end }) ?? true else { throw .windowBackwards }
        guard Plan.years.contains(end.year), start.map({ Plan.years.contains($0.year) }) ?? true else {
            throw .windowOutOfReach
        }
        var moved = self
        moved.window.start = start
        moved.window.end = end
        if window.recurrence == nil, isDone { moved.doneThrough = end }
        moved.version += 1
        return moved
    }
}

extension [PlanItemWindow] {
    /// The first last day of what is still to be done.
    package var dueOn: Day? { compactMap(\.dueOn).min() }

    /// How many days the latest stage is late; nil while none is.
    package func daysLate(_ status: PlanItem.Status, on today: Day) -> Int? {
        compactMap { $0.daysLate(status, on: today) }.max()
    }
}
