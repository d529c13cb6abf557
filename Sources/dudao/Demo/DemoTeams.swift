import SQLCore
import Store
import Supervision

/// Around the campaigns: the five-year plan, recusals, a neighbour's wish for one of ours, a campaign whose teams are
/// being made, and results that were used.
enum DemoTeams {
    /// The round before its campaigns, so that they find it.
    static func plan(_ stage: DemoStage) throws {
        let round = stage.calendar.round
        let first = stage.calendar.campaignYear - 3
        try stage.act(DemoCast.officer, on: stage.calendar.start.adding(days: -379)) { act in
            let filter = ScopeFilter(
                kinds: [OrganisationKind.kindergarten.label], authorities: [AuthorityLevel.zone.label])
            let cycle = RoundCycle(
                id: act.newID(), key: round.key, name: round.name, firstYear: first, filter: filter)
            try RoundCycles.create(cycle, act)
        }
    }

    static func tell(_ framework: FrameworkID, _ stage: DemoStage) throws {
        try spread(stage)
        try recusals(stage)
        try uses(stage)
        try drawn(framework, stage)
        try neighbour(stage)
    }

    /// What is left after this year's campaign has its turn in the last year of the round.
    private static func spread(_ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(30)) { act in
            let cycles = try RoundCycles.list(
                RoundCycleFilter(), PageRequest(), visibleTo: act.viewer, in: act.db
            ).rows
            guard let cycle = cycles.first(where: { $0.cycle.key == stage.calendar.round.key }) else { return }
            let left = try RoundUnits.all(of: cycle, in: act.db).filter { $0.standing == .left && $0.isInRegistry }
            let part = left.prefix(left.count / 2).map(\.organisation)
            try RoundPlans.set(part, year: cycle.cycle.lastYear, in: cycle.id, act)
        }
    }

    private static func recusals(_ stage: DemoStage) throws {
        let (calendar, kindergartens) = (stage.calendar, DemoUnits.kindergartens)
        let granted = try stage.act(DemoCast.inspectors[6], on: calendar.before(40)) { act in
            try Recusals.apply(
                NewRecusal(
                    unit: kindergartens[148].code, ground: .leaderRelative, explanation: "该园园长是本人的妹妹。"), act)
        }
        try stage.act(DemoCast.director, on: calendar.before(38)) { act in
            try Recusals.grant(granted, from: act.day, until: nil, reason: "情况属实，应当回避。", version: 1, act)
        }
        try stage.act(DemoCast.inspectors[6], on: calendar.before(37)) { try Recusals.acknowledge(granted, $0) }
        _ = try stage.act(DemoCast.inspectors[5], on: calendar.before(2)) { act in
            try Recusals.apply(
                NewRecusal(
                    unit: kindergartens[147].code, ground: .relativeEmployed, explanation: "配偶在该园担任保健医生。"), act)
        }
        _ = try stage.act(DemoCast.secondOfficer, on: calendar.before(1)) { act in
            let person = try stage.viewer(DemoCast.inspectors[2], on: act.day).person
            return try Recusals.apply(
                NewRecusal(
                    person: person, unit: kindergartens[20].code, ground: .formerStaff,
                    leftOn: act.day.adding(months: -20), explanation: "调任督学之前在该园工作，据人事档案。"), act)
        }
    }

    /// Last year's results in this year's annual check, and one for an award.
    private static func uses(_ stage: DemoStage) throws {
        let purposes: [(ResultUse.Purpose, String, String)] = [
            (.annualCheck, "年度检查", "年检合格"), (.annualCheck, "年度检查", "年检合格"), (.classing, "级类评定", "维持现有级类"),
            (.honour, "优秀园长推荐", "同意推荐"), (.annualCheck, "年度检查", ""),
        ]
        for (number, use) in purposes.enumerated() {
            try stage.act(DemoCast.officer, on: stage.calendar.before(25 - number * 3)) { act in
                var filter = ResultFilter()
                filter.isDescending = false
                let results = try Results.list(filter, PageRequest(size: 200), visibleTo: act.viewer, in: act.db)
                guard let result = results.rows.filter({ $0.key.inspection != nil }).dropFirst(number / 2).first else {
                    return
                }
                let id = try ResultUses.open(result.key, for: use.0, matter: "\(act.day.year)年\(use.1)", act)
                if !use.2.isEmpty { try ResultUses.decide(id, use.2, act) }
            }
        }
    }

    /// Drawn, and waiting for its teams: a proposal lies ready.
    private static func drawn(_ framework: FrameworkID, _ stage: DemoStage) throws {
        let calendar = stage.calendar
        let scope = CampaignScope(strata: [
            ScopeStratum(
                name: "民办幼儿园",
                filter: ScopeFilter(
                    kinds: [OrganisationKind.kindergarten.label], running: [RunningType.private.label],
                    authorities: [AuthorityLevel.zone.label]),
                rule: .count(6))
        ])
        let id: CampaignID = try stage.act(DemoCast.officer, on: calendar.before(9)) { act in
            let campaign = Campaign(
                id: act.newID(), name: "\(calendar.campaignYear)年民办幼儿园专项督导", kind: .special, framework: framework,
                startsOn: calendar.today.adding(days: 14), endsOn: calendar.today.adding(days: 60),
                procedure: .kindergarten, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return campaign.id
        }
        try stage.act(DemoCast.officer, on: calendar.before(8)) { try CampaignFrames.freeze(id, $0) }
        let seed = "\(calendar.before(6).text) 福利彩票3D 8 0 5"
        try stage.act(DemoCast.officer, on: calendar.before(5)) { try CampaignDraws.draw(id, seed: seed, $0) }
        try stage.act(DemoCast.officer, on: calendar.before(1)) { act in
            let wish = TeamWish(inspectors: 3, others: 1, limit: 40, seed: seed)
            try TeamProposals.make(wish, anew: false, of: id, act)
        }
    }

    /// The zone next door asks for one of our inspectors.
    private static func neighbour(_ stage: DemoStage) throws {
        let calendar = stage.calendar
        try stage.act(DemoCast.neighbours[0], on: calendar.before(1)) { act in
            let strata = [
                ScopeStratum(
                    name: "幼儿园", filter: ScopeFilter(kinds: [OrganisationKind.kindergarten.label]), rule: .all)
            ]
            let campaign = Campaign(
                id: act.newID(), name: "云溪新区幼儿园保教质量专项督导", kind: .special, framework: nil,
                startsOn: calendar.today.adding(days: 7), endsOn: calendar.today.adding(days: 50),
                procedure: .kindergarten, strata: strata)
            try Campaigns.create(campaign, scope: CampaignScope(strata: strata), act)
            _ = try TeamInvitations.ask(
                NewInvitation(
                    person: DemoCast.inspectors[2].name, region: DemoPlaces.zone,
                    from: calendar.today.adding(days: 7), until: calendar.today.adding(days: 20),
                    note: "本区学前教育督学不足，拟请参加两周。"), to: campaign.id, act)
        }
    }
}
