import SQLCore
import Store
import Supervision

/// The zone's campaigns: the year before with its published report, and this year's in the middle of its work.
struct DemoYear {
    let stage: DemoStage
    let evidence: DemoEvidence
    let password: Password

    private var calendar: DemoCalendar { stage.calendar }

    /// The shipped template, taken over as the office's own and published.
    func framework() throws -> Framework {
        let day = calendar.start.adding(days: -385)
        let id = try stage.act(DemoCast.officer, on: day) { act in
            let template = FrameworkTemplates.kindergarten
            let id = try Frameworks.create(template.adopted, code: "yunjiang-conduct", name: "云江新区幼儿园办园行为督导评估指标", act)
            try Frameworks.publish(id, act)
            return id
        }
        return try FrameworkVersions.require(id, in: stage.db)
    }

    /// Ten units of the year before, all of them to the end, and the report that the public reads.
    func before(_ framework: Framework) throws {
        let start = calendar.start.adding(days: -365)
        let plan = DemoCampaign.Plan(
            name: "\(calendar.campaignYear - 1)年幼儿园办园行为督导评估", startsOn: start, endsOn: start.adding(days: 121),
            round: calendar.round, count: 10, seed: seed(start), before: earlier(65))
        let campaign = try DemoCampaign(plan, framework: framework.id, stage)
        try campaign.train(on: start.adding(days: 6), stage)
        for (place, unit) in campaign.units.enumerated() {
            // Their people signed in last year only; the logins listed are those of this year.
            let people = DemoCast.people(of: unit.code, number: 100 + place)
            try DemoAccounts.make(people, password, stage)
            try story(unit, place, .finished, visit: start.adding(days: 20 + place * 3), people, framework).tell(stage)
        }
        try report(of: campaign.id, on: start.adding(days: 95))
    }

    /// Forty units, something at every step.
    func now(_ framework: Framework) throws {
        let done = DemoUnits.kindergartens.map(\.code)
        let plan = DemoCampaign.Plan(
            name: "\(calendar.campaignYear)年幼儿园办园行为督导评估", startsOn: calendar.start, endsOn: calendar.end,
            round: calendar.round, count: 40, seed: seed(calendar.start), before: [])
        let campaign = try DemoCampaign(plan, framework: framework.id, stage)
        try campaign.train(on: calendar.before(53), stage)
        _ = done
        for (place, unit) in campaign.units.enumerated() {
            let people = DemoCast.people(of: unit.code, number: DemoYear.listed(place))
            try DemoAccounts.make(people, password, stage)
            let visit = calendar.before(DemoFate.daysAgo(place))
            try story(unit, place, DemoFate.all[place], visit: visit, people, framework).tell(stage)
        }
    }

    /// The first listed pair belongs to a unit that has something to do.
    private static func listed(_ place: Int) -> Int {
        guard let first = DemoFate.all.firstIndex(of: .returned) else { return place + 1 }
        return place == first ? 1 : place < first ? place + 2 : place + 1
    }

    private func story(
        _ unit: UnitTeam, _ place: Int, _ fate: DemoFate, visit: Day, _ people: [DemoPerson], _ framework: Framework
    ) throws -> DemoStory {
        let leads = Dictionary(
            uniqueKeysWithValues: try DemoCast.inspectors.map {
                (try stage.viewer($0, on: visit).person, $0)
            })
        guard let lead = unit.members.first(where: \.isLead).flatMap({ leads[$0.person] }) else {
            throw DemoError.noAccount("lead of \(unit.code)")
        }
        var problems = fate == .finished ? DemoProblem.of(place) : DemoProblem.of(place * 2 + 1)
        if fate == .review { problems = [DemoProblem.grave] }
        if problems.isEmpty, fate != .finished { problems = [DemoProblem.all[place % DemoProblem.all.count]] }
        return DemoStory(
            unit: unit, place: place, fate: fate, visit: visit, lead: lead, principal: people[0], clerk: people[1],
            problems: problems, framework: framework, evidence: evidence)
    }

    private func report(of campaign: CampaignID, on day: Day) throws {
        try stage.act(DemoCast.director, on: day) { try CampaignLifecycle.finish(campaign, $0) }
        let id = try stage.act(DemoCast.officer, on: day.adding(days: 3)) { try Reports.draft(of: campaign, $0) }
        try stage.act(DemoCast.director, on: day.adding(days: 5)) { act in
            _ = try Documents.issue(id, version: nil, act)
        }
        try stage.act(DemoCast.officer, on: day.adding(days: 5)) { try Documents.publish(id, version: nil, $0) }
    }

    /// What was supervised before there was Dudao: the first `count` kindergartens, spread over the years.
    private func earlier(_ count: Int) -> [(codes: [String], on: Day, source: String)] {
        let codes = DemoUnits.kindergartens.enumerated().filter { $0.offset % 2 == 0 || $0.offset > 130 }
            .map(\.element.code).prefix(count)
        let years = [calendar.campaignYear - 3, calendar.campaignYear - 2]
        let half = codes.count / years.count
        return years.enumerated().compactMap { index, year in
            let part = index == 0 ? codes.prefix(half) : codes.dropFirst(half)
            return Day(year: year, month: 6, day: 20).map { (Array(part), $0, "\(year)年督导评估（系统启用前）") }
        }
    }

    /// A seed that everybody can look up.
    private func seed(_ day: Day) -> String { "\(day.adding(days: -8).text) 福利彩票3D 第\(day.year)0\(day.month)1期 4 7 1" }
}
