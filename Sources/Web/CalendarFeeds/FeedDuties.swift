import Office
import Store
import Supervision

/// What a person has to do, in the words of their calendar.
enum FeedDuties {
    static func all(_ sources: FeedSources, of account: AccountID) -> [FeedDuty] {
        todos(sources.todos, account) + sources.visits.map { visit($0, account) }
            + sources.items.flatMap { turns($0, account) }
    }

    /// Two to-dos of one kind about one subject and one unit are told apart by their place among them.
    private static func todos(_ todos: [Todo], _ account: AccountID) -> [FeedDuty] {
        var seen: [String: Int] = [:]
        return todos.compactMap { todo in
            // Items of plans stand in the calendar with all their days already.
            guard let day = todo.dueOn, todo.kind != .carryOut else { return nil }
            let key = [todo.kind.rawValue, todo.subject, todo.who, todo.about].joined(separator: "/")
            let place = seen[key, default: 0]
            seen[key] = place + 1
            return FeedDuty(
                uid: uid("todo/\(key)/\(place)", account), summary: "\(todo.kind.label)：\(todo.about)",
                details: [todo.who, "截止\(day.chinese)"].filter { !$0.isEmpty }.joined(separator: "\n"), path: todo.path,
                category: todo.kind.area, first: day, last: day)
        }
    }

    private static func visit(_ visit: FeedVisit, _ account: AccountID) -> FeedDuty {
        FeedDuty(
            uid: uid("visit/\(visit.inspection)", account), summary: "到校督导：\(visit.unit)", details: visit.campaign,
            path: "/inspections/\(visit.inspection)", category: "督导", first: visit.day, last: visit.day)
    }

    /// Every turn of every window; an item that was dropped has none, so that what was told of it is cancelled.
    private static func turns(_ row: PlanItemRow, _ account: AccountID) -> [FeedDuty] {
        guard row.item.status != .dropped else { return [] }
        return row.windows.flatMap { window in
            turns(of: window.window).enumerated().map { place, turn in
                let stage = window.window.stage.isEmpty ? "" : "：\(window.window.stage)"
                return FeedDuty(
                    uid: uid("window/\(window.id)/\(place)", account), summary: "\(row.item.title)\(stage)",
                    details: "\(row.planTitle)\n\(PlanTiming.text(window.window, in: row.planYear))",
                    path: "/plan-items/\(row.id)", category: "年度计划", first: turn.start, last: turn.end)
            }
        }
    }

    /// What comes back every day fills its days as one event.
    private static func turns(of window: PlanWindow) -> [PlanOccurrence] {
        let turns = window.occurrences
        guard window.recurrence?.unit == .day, let first = turns.first, let last = turns.last else { return turns }
        return [PlanOccurrence(first.start, last.end)]
    }

    /// Says nothing of what it stands for, and is another in every person's calendar.
    static func uid(_ key: String, _ account: AccountID) -> String { "\(sha256("\(account)/\(key)").prefix(40))@dudao" }
}

extension CalendarFile {
    /// `origin` is where people reach the server.
    init(_ update: FeedUpdate, of name: String, at origin: String) {
        self.init(
            name: "督导 \(name)",
            events: update.events.map { event in
                let (entry, duty) = (event.entry, event.duty)
                return Event(
                    uid: entry.uid, sequence: entry.sequence, changedAt: entry.changedAt.text, first: entry.first.text,
                    end: entry.last.adding(days: 1).text, summary: duty?.summary ?? "已取消", details: duty?.details ?? "",
                    url: duty.map { "\(origin)\($0.path)" } ?? "", category: duty?.category ?? "",
                    isCancelled: entry.isCancelled)
            })
    }
}
