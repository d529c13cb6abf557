import SQLCore
import Supervision

extension Todos {
    /// How many days before its last day an item stands among the to-dos of those who work on it.
    package static let planDays = 14

    /// Items that are late or soon due, of those who own them or work on them.
    static func planDuties(of viewer: Viewer) -> TodoQueue {
        var filter = PlanItemFilter()
        filter.isAccepted = true
        filter.dueUntil = viewer.day.adding(days: planDays)
        // A unit sees exactly the items on which it works.
        if !Role.unit.contains(viewer.role) { filter.person = viewer.person }
        return queue(.carryOut, filter, viewer)
    }

    /// What the office has to do about its plans: its own items, and those with days that nobody owns.
    static func planQueues(of viewer: Viewer) -> [TodoQueue] {
        var unowned = PlanItemFilter()
        unowned.isAccepted = true
        unowned.isOwn = true
        unowned.lacksOwner = true
        unowned.hasWindow = true
        return [planDuties(of: viewer), queue(.findOwner, unowned, viewer)]
    }

    private static func queue(_ kind: TodoKind, _ filter: PlanItemFilter, _ viewer: Viewer) -> TodoQueue {
        let due: SQL = "(SELECT min(n.due_on) FROM plan_window n WHERE n.item_id = i.id)"
        return TodoQueue(
            kind: kind, columns: "i.id AS subject, i.title AS about, p.title AS who, \(due) AS due",
            source: "\(PlanItems.tables) WHERE \(PlanItems.matching(filter, viewer))",
            order: "\(due) NULLS LAST, i.ordinal, i.id")
    }
}
