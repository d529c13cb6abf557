import SQLCore
import Store
import Supervision

/// A campaign from scope to running: its frame, its public draw, its teams, its training.
struct DemoCampaign {
    let id: CampaignID
    /// In the order of their codes.
    let units: [UnitTeam]

    struct Plan {
        let name: String
        let startsOn: Day
        let endsOn: Day
        let round: CampaignRound
        let count: Int
        let seed: String
        /// What was supervised in the round before, by code, with the day.
        let before: [(codes: [String], on: Day, source: String)]
    }

    init(_ plan: Plan, framework: FrameworkID, _ stage: DemoStage) throws {
        let scope = CampaignScope(strata: [
            ScopeStratum(
                name: "管委会属幼儿园",
                filter: ScopeFilter(
                    regions: [DemoPlaces.zone], kinds: [OrganisationKind.kindergarten.label],
                    authorities: [AuthorityLevel.zone.label]),
                rule: .count(plan.count))
        ])
        let first = plan.startsOn
        let id: CampaignID = try stage.act(DemoCast.officer, on: first.adding(days: -12)) { act in
            let campaign = Campaign(
                id: act.newID(), name: plan.name, kind: .special, framework: framework,
                startsOn: plan.startsOn,
                endsOn: plan.endsOn, procedure: .kindergarten, round: plan.round, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return campaign.id
        }
        for done in plan.before {
            try stage.act(DemoCast.officer, on: first.adding(days: -11)) { act in
                _ = try Rounds.add(done.codes, doneOn: done.on, source: done.source, to: id, act)
            }
        }
        try stage.act(DemoCast.officer, on: first.adding(days: -10)) {
            try CampaignFrames.freeze(id, $0)
        }
        try stage.act(DemoCast.officer, on: first.adding(days: -8)) {
            try CampaignDraws.draw(id, seed: plan.seed, $0)
        }
        self.id = id
        let drawn = try CampaignTeams.units(of: id, in: stage.db)
        try DemoCampaign.assign(drawn, of: id, on: first.adding(days: -6), stage)
        try stage.start(id, by: DemoCast.officer, on: first, reason: "与其他督导的时间已同单位商定。")
        units = try CampaignTeams.units(of: id, in: stage.db)
    }

    /// Three 督学 to a unit, one of them leading, and an expert beside them; nobody goes where they work.
    private static func assign(
        _ units: [UnitTeam], of id: CampaignID, on day: Day, _ stage: DemoStage
    ) throws {
        let (leads, members) = (DemoCast.inspectors.prefix(4), DemoCast.inspectors.suffix(4))
        for (number, unit) in units.enumerated() {
            func free(_ people: ArraySlice<DemoPerson>, _ from: Int) throws -> [PersonID] {
                try people.indices.map { people[people.startIndex + ($0 + from) % people.count] }
                    .filter { DemoAccounts.employer(of: $0) != unit.name }.map { try stage.viewer($0, on: day).person }
            }
            let expert = try stage.viewer(DemoCast.evaluators[number % DemoCast.evaluators.count], on: day).person
            let others = try free(members, number).prefix(2) + [expert]
            try stage.act(DemoCast.officer, on: day) { act in
                let team = try InspectionTeam(lead: try free(leads, number)[0], others: Array(others))
                try CampaignTeams.assign(team, to: [unit.inspection], of: id, act)
            }
        }
    }

    /// The one step that is the campaign's own.
    func train(on day: Day, _ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: day) { act in
            let note = StepNote(
                day: day, place: "云江新区教师发展中心报告厅", attendees: units.count * 2 + 12,
                text: "解读评估指标，讲解自评填报、佐证材料要求和时限；督导组同步培训。")
            try CampaignSteps.note(.training, note, of: id, act)
        }
    }
}
