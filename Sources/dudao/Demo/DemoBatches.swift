import SQLCore
import Store
import Supervision

/// What an office has going beside its great campaign: batches of one check, a 暗访, a combined visit that clashes.
struct DemoBatches {
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    func tell() throws {
        guard let opening = try framework("term-start", "云江新区开学检查指标"),
            let safety = try framework("campus-safety", "云江新区校园安全检查指标")
        else { return }
        try batches(opening)
        try secret(safety)
        try combined(opening, safety)
    }

    /// A shipped template taken over as the zone's own; nil when the program ships none of that code.
    private func framework(_ code: String, _ name: String) throws -> FrameworkID? {
        guard let template = ShippedFrameworks.all.first(where: { $0.code == code }) else { return nil }
        return try stage.act(DemoCast.officer, on: calendar.before(40)) { act in
            let id = try Frameworks.create(template, code: "yunjiang-\(code)", name: name, act)
            try Frameworks.publish(id, act)
            return id
        }
    }

    /// Primary schools first, junior schools in a second batch, a third that is being set up.
    private func batches(_ framework: FrameworkID) throws {
        let name = "\(calendar.campaignYear)年开学条件核验"
        let first = try campaign(
            Plan(name: name, days: (34, 27), stages: ["小学"], rule: .percent("30"), after: nil), framework)
        try start(first, seed: "福利彩票3D 第31期 8 0 5", on: 36)
        try visit(first, on: 30)
        let second = try campaign(
            Plan(name: "\(name)（第二批）", days: (20, 12), stages: [], rule: .percent("30"), after: first), framework)
        try start(second, seed: "福利彩票3D 第47期 2 9 6", on: 22)
        _ = try campaign(
            Plan(name: "\(name)（第三批）", days: (-10, -20), stages: ["初中"], rule: .all, after: second, leavesOut: true),
            framework)
    }

    /// Everybody was there on that day.
    private func visit(_ id: CampaignID, on daysAgo: Int) throws {
        for unit in try CampaignTeams.units(of: id, in: stage.db) {
            try stage.act(DemoCast.officer, on: calendar.before(daysAgo)) { act in
                let row = try Inspections.require(unit.inspection, visibleTo: act.viewer, in: act.db)
                try InspectionPlans.setDays(
                    planned: act.day, visited: act.day, of: unit.inspection, version: row.version, act)
            }
        }
    }

    /// Days drawn, one unit visited, nobody else warned.
    private func secret(_ framework: FrameworkID) throws {
        let plan = Plan(
            name: "校园及周边安全暗访", days: (3, -25), stages: ["小学", "初中"], rule: .count(4), after: nil,
            manner: .unannounced)
        let id = try campaign(plan, framework)
        try start(id, seed: "福利彩票3D 第62期 7 7 1", on: 4, days: (calendar.before(3), calendar.before(-25)))
        let first = try CampaignTeams.units(of: id, in: stage.db).first
        guard let first else { return }
        try stage.act(DemoCast.officer, on: calendar.before(1)) { act in
            let row = try Inspections.require(first.inspection, visibleTo: act.viewer, in: act.db)
            try InspectionPlans.setDays(
                planned: act.day, visited: act.day, of: first.inspection, version: row.version, act)
        }
    }

    /// Kindergartens by two frameworks at once; drawn, and held by clashes with the great campaign.
    private func combined(_ framework: FrameworkID, _ other: FrameworkID) throws {
        var plan = Plan(
            name: "幼儿园开学与安全合并督导", days: (-5, -30), stages: [], rule: .count(20), after: nil, further: [other])
        plan.kinds = [OrganisationKind.kindergarten.label]
        let id = try campaign(plan, framework)
        try stage.act(DemoCast.officer, on: calendar.before(2)) { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: "福利彩票3D 第70期 4 4 2", act)
        }
        try assign(id, on: 1)
    }

    /// A short way for checks that are announced: on site, told, put right.
    private static let check = Procedure(
        code: "term-start-check", name: "开学检查流程",
        steps: [
            ProcedureStep("onsite", "现场检查", requires: [.onSite]),
            ProcedureStep("feedback", "反馈意见", requires: [.feedback, .opinion], clock: "feedback-special"),
            ProcedureStep("rectify", "落实整改", requires: [.rectification, .closure], clock: "rectification-report"),
        ])

    private struct Plan {
        let name: String
        /// From and until so many days ago.
        let days: (from: Int, until: Int)
        var kinds = [OrganisationKind.school.label]
        let stages: [String]
        let rule: ScopeStratum.Rule
        let after: CampaignID?
        var leavesOut = false
        var manner = Campaign.Manner.announced
        var further: [FrameworkID] = []
    }

    private func campaign(_ plan: Plan, _ framework: FrameworkID) throws -> CampaignID {
        let scope = CampaignScope(
            strata: [
                ScopeStratum(
                    name: "管委会属",
                    filter: ScopeFilter(
                        kinds: plan.kinds, authorities: [AuthorityLevel.zone.label], stages: plan.stages),
                    rule: plan.rule)
            ], leavesOutEarlierBatches: plan.leavesOut)
        return try stage.act(DemoCast.officer, on: calendar.before(max(plan.days.from, 0) + 4)) { act in
            let id: CampaignID = act.newID()
            let campaign = Campaign(
                id: id, name: plan.name, kind: .special, manner: plan.manner, framework: framework,
                further: plan.further, startsOn: calendar.before(plan.days.from),
                endsOn: calendar.before(plan.days.until),
                procedure: plan.manner == .unannounced ? .unannouncedCheck : DemoBatches.check,
                strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            if let after = plan.after { try CampaignSeries.add(id, after: after, act) }
            return id
        }
    }

    /// Drawn, its teams sent out, and begun.
    private func start(_ id: CampaignID, seed: String, on daysAgo: Int, days: (Day, Day)? = nil) throws {
        try stage.act(DemoCast.officer, on: calendar.before(daysAgo + 1)) { act in
            try CampaignFrames.freeze(id, act)
            try CampaignDraws.draw(id, seed: seed, act)
        }
        if let days {
            try stage.act(DemoCast.officer, on: calendar.before(daysAgo)) { act in
                // Where next year's holidays are not known yet, the days stay to be drawn.
                let known = try WorkCalendars.known(in: act.db)
                guard (try? VisitDays.workingDays(from: days.0, until: days.1, in: known)) != nil else { return }
                try VisitDayDraws.draw(id, from: days.0, until: days.1, act)
            }
        }
        try assign(id, on: daysAgo)
        try stage.start(
            id, by: DemoCast.officer, on: calendar.before(daysAgo), reason: "上级统一部署，已与学校错开上课时间。")
    }

    /// Three 督学 to a unit, two where nobody is warned; nobody goes where they work.
    private func assign(_ id: CampaignID, on daysAgo: Int) throws {
        let day = calendar.before(daysAgo)
        let manner = try Campaigns.require(
            id, visibleTo: try stage.viewer(DemoCast.officer, on: day), in: stage.db
        ).campaign.manner
        for (number, unit) in try CampaignTeams.units(of: id, in: stage.db).enumerated() {
            let people = DemoCast.inspectors.filter { DemoAccounts.employer(of: $0) != unit.name }
            try stage.act(DemoCast.officer, on: day) { act in
                let persons = try (0..<(manner == .unannounced ? 2 : 3)).map {
                    try stage.viewer(people[(number + $0 * 2) % people.count], on: day).person
                }
                let team = try InspectionTeam(lead: persons[0], others: Array(persons.dropFirst()))
                try CampaignTeams.assign(team, to: [unit.inspection], of: id, act)
            }
        }
    }
}
