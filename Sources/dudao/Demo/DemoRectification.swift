import SQLCore
import Store
import Supervision

/// How one part of a finding is put right, up to a step.
struct DemoRectification {
    let finding: FindingID
    let part: FindingPartID
    let unit: DemoPerson
    let office: DemoPerson
    let director: DemoPerson
    let measures: String
    let evidence: [NewEvidence]

    func go(to fate: DemoFate, from day: Day, _ stage: DemoStage) throws {
        guard fate >= .acknowledged else { return }
        try change(unit, day, stage) { part, actor, moment in try part.acknowledged(by: actor, moment) }
        guard fate >= .planned else { return }
        let due = day.adding(days: 12)
        let plan = RectificationPlan(
            measures: measures, tasks: [.init(measures, responsible: [unit.name], dueOn: due)],
            responsible: [unit.name])
        try change(unit, day.adding(days: 2), stage) { part, actor, moment in
            try part.planned(plan, by: actor, moment)
        }
        guard fate >= .submitted else { return }
        try submit(on: day.adding(days: 6), stage)
        if fate == .returned {
            return try change(office, day.adding(days: 8), stage) { part, actor, moment in
                try part.returned(reason: "照片看不出整改后的样子，请补拍全景并附检修记录。", by: actor, moment)
            }
        }
        guard fate >= .verified else { return }
        try change(office, day.adding(days: 8), stage) { part, actor, moment in
            try part.verified(note: "查看佐证并到园核对，整改到位。", by: actor, moment)
        }
        guard fate >= .review else { return }
        try change(director, day.adding(days: 10), stage) { part, actor, moment in
            try part.closed(note: "同意销号。", by: actor, moment)
        }
    }

    private func submit(on day: Day, _ stage: DemoStage) throws {
        let files = try stage.act(unit, on: day) { act in
            try EvidenceFiles.add(
                evidence, to: .findingPart, part.rawValue, day: day.adding(days: -1), act)
        }
        try change(unit, day, stage) { part, actor, moment in
            try part.submitted(files, note: "已按方案完成整改，请核查。", by: actor, moment)
        }
    }

    private func change(
        _ person: DemoPerson, _ day: Day, _ stage: DemoStage,
        _ body: (FindingPart, FindingActor, Moment) throws -> FindingStep
    ) throws {
        try stage.act(person, on: day) { act in
            let seen = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db).part
            try Findings.change(part, of: finding, version: seen.version, act, body)
        }
    }
}
