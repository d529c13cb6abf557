import SQLCore
import Store
import Supervision

/// A plan with all its items, as its chart, tables and papers are made from it.
struct PlanSheet: Sendable {
    let record: PlanRecord
    let rows: [PlanItemRow]
    /// The year that is looked at: of a plan over several years one of them.
    let year: Int

    var plan: Plan { record.plan }

    var entries: [PlanChart.Entry] {
        rows.map { PlanChart.Entry(item: $0.item, windows: $0.windows, owner: $0.owner?.name ?? "") }
    }

    /// The plan with those of its items that `filter` wants, in the order of the document.
    static func read(
        _ id: PlanID, _ address: ListAddress, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlanSheet {
        let record = try Plans.require(id, visibleTo: viewer, in: db)
        var filter = PlanItemFilter(of: id)
        filter.kind = PlanKind(rawValue: address.filter("kind"))
        if !address.filter("owner").isEmpty { filter.owner = PersonID(address.filter("owner")) }
        filter.isLate = address.filter("late") == "1"
        let rows = try PlanItems.list(filter, .chunk(1, of: Plan.itemLimit), visibleTo: viewer, in: db).rows
        return PlanSheet(record: record, rows: rows, year: year(of: record.plan, address, on: viewer.day))
    }

    /// The year that the address asks for, else this one where the plan runs in it, else its first.
    private static func year(of plan: Plan, _ address: ListAddress, on today: Day) -> Int {
        if let asked = Int(address.filter("year")), plan.covers(asked) { return asked }
        return plan.covers(today.year) ? today.year : plan.year
    }

    /// Filters of every way to look at a plan.
    static func filters(_ plan: Plan, _ address: ListAddress, owners: [PlanOwner]) -> [HTML] {
        let years = plan.lastYear > plan.year ? Array(plan.year...plan.lastYear) : []
        return [
            FilterBar.choice(address, "kind", "类别", PlanKind.allCases.map { Choice($0.rawValue, $0.label) }),
            owners.isEmpty
                ? .empty
                : FilterBar.choice(address, "owner", "负责人", owners.map { Choice($0.person.rawValue, $0.name) }),
            FilterBar.choice(address, "late", "逾期", [Choice("1", "只看有逾期的")]),
            years.isEmpty
                ? .empty : FilterBar.choice(address, "year", "年份", years.map { Choice("\($0)", "\($0)年") }, all: "默认"),
        ]
    }
}
