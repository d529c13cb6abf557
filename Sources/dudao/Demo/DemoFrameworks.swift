import Store
import Supervision

/// Frameworks beside the one in use: one taken over from a template, and the next version, still being written.
enum DemoFrameworks {
    static func make(after framework: Framework, _ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(20)) { act in
            guard let template = ShippedFrameworks.all.first(where: { $0.code == "double-reduction" }) else { return }
            let id = try Frameworks.create(
                template.adopted, code: "yunjiang-double-reduction", name: "云江新区“双减”专项督导指标", act)
            try Frameworks.publish(id, act)
        }
        try stage.act(DemoCast.officer, on: stage.calendar.before(6)) { act in
            let next = try Frameworks.nextDraft(of: framework.id, act)
            try Frameworks.change(next, act) { draft in try revised(draft) }
        }
    }

    /// A revision that is not finished: the fourth part has a new point and its weights do not add up yet.
    private static func revised(_ draft: Framework) throws -> Framework {
        var next = draft
        if var drill = next.node("2.6") {
            drill.criterion?.kind = .counted(unit: "次", target: Points(10))
            next = try next.replacing("2.6", by: drill)
        }
        if var organs = next.node("5.1"), let management = next.node("5.2") {
            organs.title = "组织机构与管理机制"
            organs.weight = organs.weight + management.weight
            next = try next.replacing("5.1", by: organs).removing("5.2")
        }
        next = try next.moving("3.6", under: "3", before: "3.1").framework
        let care = FrameworkNode(
            "", "教职工心理关爱", weight: Points(2),
            criterion: Criterion(.yesNo, basis: "本区2026年新增（待核）", guidance: "定期开展教职工心理健康服务，减少非保教任务。", method: "座谈访谈"))
        return try next.adding(care, under: "4").framework
    }
}
