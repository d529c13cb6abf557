import SQLCore
import Store
import Supervision
import TestKit
import Web

/// A plan of one district with its document, a correction, and a task from above that has a file.
enum MatrixPlans {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let hash = try site.services.files.store([UInt8](PlanSample.text.utf8))
        let stored = StoredFile(hash: hash, size: PlanSample.text.utf8.count, mediaType: "text/plain")
        let officer = FindingSamples.officer(county)
        return try await FindingSamples.act(as: officer, in: site.services.database) { act in
            let plan = Plan(id: act.newID(), title: "工作要点", year: 2026)
            try Plans.create(plan, act)
            try PlanSources.add(
                NewPlanVersion(
                    fileName: "要点.txt", file: stored, source: PlanSource(PlanSample.text),
                    reading: PlanSample.reading(), year: 2026), to: plan.id, act)
            try Plans.accept(plan.id, version: 1, act)
            let item = PlanItem(id: act.newID(), plan: plan.id, title: "上级交办", origin: .above)
            let window = PlanWindow(start: nil, end: "2026-06-30", text: "", span: SourceSpan(0, 0))
            let target = PlanTarget(quantity: Points(1), unit: "次", of: "", text: "", span: SourceSpan(0, 0))
            let new = NewPlanItem(
                item: item, targets: [PlanItemTarget(id: act.newID(), target: target)],
                windows: [PlanItemWindow(id: act.newID(), window: window)],
                file: PlanItemFile(hash: hash, name: "交办.txt"))
            try PlanItems.add(new, act)
            let key = PlanSample.key(2)
            return [
                ("/plans/:id", plan.id.rawValue), ("/plans/:id/review/:key", "\(plan.id)/review/\(key)"),
                ("/plans/:id/document", "\(plan.id)/document?version=1"), ("/plan-items/:id", item.id.rawValue),
                ("/plan-windows/:id", new.windows[0].id.rawValue), ("/plan-targets/:id", new.targets[0].id.rawValue),
            ]
        }
    }
}
