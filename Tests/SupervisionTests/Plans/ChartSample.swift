import Supervision

/// Items and windows for tests of plans, each only as long as the test is about it.
enum ChartSample {
    static func window(
        _ start: Day?, _ end: Day?, _ stage: String = "", every recurrence: PlanTarget.Period? = nil
    ) -> PlanWindow {
        PlanWindow(start: start, end: end, recurrence: recurrence, stage: stage, text: "", span: SourceSpan(0, 0))
    }

    static func entry(
        _ id: PlanItemID, _ windows: [PlanWindow], chapter: String = "一", status: PlanItem.Status = .open,
        belongsTo: PlanItemID? = nil, doneThrough: Day? = nil
    ) -> PlanChart.Entry {
        let item = PlanItem(
            id: id, plan: "plan", number: "\(id).", chapter: chapter, title: "事项\(id)", belongsTo: belongsTo,
            status: status, reason: status == .dropped ? "合并" : "")
        let all = windows.enumerated().map { place, window in
            PlanItemWindow(id: Identifier("\(id)-\(place)"), window: window, doneThrough: doneThrough)
        }
        return PlanChart.Entry(item: item, windows: all)
    }

    static func target(
        _ quantity: Int?, _ unit: String = "所", of counted: String = "幼儿园", _ force: PlanTarget.Force = .must,
        _ comparison: PlanTarget.Comparison = .equal
    ) -> PlanTarget {
        PlanTarget(
            quantity: quantity.map { Points($0) }, comparison: comparison, force: force, unit: unit, of: counted,
            text: "", span: SourceSpan(0, 0))
    }
}
