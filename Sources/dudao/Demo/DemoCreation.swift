import SQLCore
import Store
import Supervision

/// Three schools on their way to 现代化学校: three rounds of 视导, then 区级评估 and 市级验收.
enum DemoCreation {
    /// One of the schools is where two of the cast work; they stay away.
    private static let inspectors = Array(
        DemoCast.inspectors.filter { DemoAccounts.employer(of: $0) != "云江新区望江小学" }.suffix(3))

    private static let schools = ["2150910001", "2150910004", "2150910006"]
    private static let rounds: [(step: String, daysAgo: Int, text: String)] = [
        ("round1", 96, "查看创建方案和基础台账，明确功能教室、师资结构两项短板，提出改进清单。"),
        ("round2", 48, "听课6节，查看社团活动和功能教室建设进度；上轮建议落实8条，余2条限期完成。"),
        ("round3", 6, "逐项核对创建指标，资料齐全，建议申请区级评估。"),
    ]

    static func tell(_ stage: DemoStage) throws {
        let today = stage.calendar.today
        let start = today.adding(days: -110)
        let scope = CampaignScope(
            strata: [ScopeStratum(name: "创建学校", filter: ScopeFilter(tags: ["创建学校"]), rule: .all)],
            chosen: schools.map { HandMark(code: $0, reason: "列入年度创建计划") })
        let id: CampaignID = try stage.act(DemoCast.officer, on: start) { act in
            let campaign = Campaign(
                id: act.newID(), name: "\(today.year)年义务教育现代化学校创建评估", kind: .evaluation, framework: nil,
                startsOn: start, endsOn: today.adding(days: 60), procedure: .creation, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return campaign.id
        }
        try stage.act(DemoCast.officer, on: start) { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: "列入计划，全部督导", act)
            let people = try inspectors.map { try stage.viewer($0, on: start).person }
            let team = try InspectionTeam(lead: people[0], others: Array(people.dropFirst()))
            try CampaignTeams.assign(
                team, to: try CampaignTeams.units(of: id, in: act.db).map(\.inspection), of: id, act)
            let record = try Campaigns.require(id, visibleTo: act.viewer, in: act.db)
            let standing = try Clashes.standing(of: record, visibleTo: act.viewer, in: act.db)
            if !standing.isSettled {
                try Clashes.acknowledge(id, digest: standing.digest, reason: "视导与开学检查同日到校，已商定合并安排。", act)
            }
            try CampaignLifecycle.start(id, act)
        }
        let units = try CampaignTeams.units(of: id, in: stage.db)
        for (number, unit) in units.enumerated() {
            // The last school still waits for its third round.
            for round in rounds.prefix(number == units.count - 1 ? 2 : 3) {
                let day = today.adding(days: -round.daysAgo + number)
                try stage.act(inspectors[0], on: day) { act in
                    try StepRecords.add(
                        StepRecord(
                            day: day, place: unit.name, participants: "督导组3人，学校班子成员", text: round.text),
                        step: round.step, of: unit.inspection, act)
                }
            }
        }
    }
}
