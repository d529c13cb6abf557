package import SQLCore
package import Store
package import Supervision

/// A plan that is worked by, as tests of charts, tables and feeds begin with it.
///
/// Seen from 10 March 2026 its first item is late, its second has two stages, its third comes back monthly, its fourth has
/// no time.
package struct PlannedYear: Sendable {
    package let plan: PlanID
    package let items: [PlanItemID]

    /// `kindergartens` is what the first item wants; `owner` owns the first two.
    package static func plant(
        titled title: String = "2026年教育督导工作要点", year: Int = 2026, kindergartens: Int = 40, owner: PersonID? = nil,
        _ act: Act
    ) throws -> PlannedYear {
        let plan = Plan(
            id: act.newID(), title: title, issuer: "第101区教育督导室", documentNumber: "一区督〔\(year)〕1号", year: year,
            date: Day(year: year, month: 1, day: 20))
        try Plans.create(plan, act)
        try act.db.execute("UPDATE plan SET state = 'accepted', accepted_on = \(act.day) WHERE id = \(plan.id)")
        let whose = owner.map { PlanOwner(person: $0, name: "周敏") }
        let target = PlanTarget(
            quantity: Points(kindergartens), unit: "所", of: "幼儿园", text: "", span: SourceSpan(0, 0))
        let items = [
            item("1.", "幼儿园办园行为督导评估", "一、督学", [.schools], plan.id, act),
            item("2.", "现代化学校创建", "一、督学", [.monitoring], plan.id, act),
            item("3.", "责任督学挂牌督导", "二、队伍", [.inspectors], plan.id, act),
            item("4.", "深化体制机制改革", "二、队伍", [.reform], plan.id, act),
        ]
        let windows: [[PlanItemWindow]] = [
            [window((2, 1), (2, 28), year, act: act)],
            [window((3, 21), (3, 31), year, "第一轮视导", act: act), window((11, 11), (11, 20), year, "区级评估", act: act)],
            [window((1, 1), (12, 31), year, every: PlanTarget.Period(1, .month), act: act)], [],
        ]
        for (place, item) in items.enumerated() {
            let targets = place == 0 ? [PlanItemTarget(id: act.newID(), target: target)] : []
            try PlanItems.add(
                NewPlanItem(item: item, targets: targets, windows: windows[place], owner: place < 2 ? whose : nil), act)
        }
        return PlannedYear(plan: plan.id, items: items.map(\.id))
    }

    /// The first window of an item, as it is now.
    package static func window(of item: PlanItemID, in db: SQLConnection) throws -> PlanItemWindow? {
        try PlanItems.require(item, visibleTo: .system(on: "2026-03-10"), in: db).windows.first
    }

    private static func item(
        _ number: String, _ title: String, _ chapter: String, _ kinds: [PlanKind], _ plan: PlanID, _ act: Act
    ) -> PlanItem {
        PlanItem(
            id: act.newID(), plan: plan, number: number, chapter: chapter, title: title, text: "\(title)。按要求抓好落实。",
            kinds: kinds, origin: .own)
    }

    private static func window(
        _ from: (Int, Int), _ until: (Int, Int), _ year: Int, _ stage: String = "",
        every recurrence: PlanTarget.Period? = nil, act: Act
    ) -> PlanItemWindow {
        PlanItemWindow(
            id: act.newID(),
            window: PlanWindow(
                start: Day(year: year, month: from.0, day: from.1), end: Day(year: year, month: until.0, day: until.1),
                recurrence: recurrence, stage: stage, text: "", span: SourceSpan(0, 0)))
    }
}
