import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CampaignStepTests {
    @Test("Units wait for the training, and go on once it is recorded", arguments: Engine.available)
    func training(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.running(CampaignSetup.all)
        let unit = try await database.read { db in try CampaignTeams.units(of: id, in: db)[0].inspection }
        await #expect(throws: ProcedureRefusal.tooEarly("全面自评", waitingFor: "宣传培训")) {
            try await database.read { db in try InspectionSteps.require(.selfAssessment, of: unit, in: db) }
        }
        try await setup.act { act in
            try CampaignSteps.note(.training, StepNote(day: "2026-03-09", place: "礼堂", attendees: 80), of: id, act)
        }
        try await database.read { db in
            try InspectionSteps.require(.selfAssessment, of: unit, in: db)
            let notes = try CampaignSteps.notes(of: id, in: db)
            #expect(notes.map(\.note.attendees) == [80])
        }
        await #expect(throws: ProcedureRefusal.wrongStatus("宣传培训", .done)) {
            try await setup.act { try CampaignSteps.note(.training, StepNote(day: "2026-03-09"), of: id, $0) }
        }
    }

    @Test("上报 waits until every unit is closed, and the campaign ends after it", arguments: Engine.available)
    func report(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, kind: .government, in: database)
        let setup = CampaignSetup(database: database)
        let scope = CampaignScope(strata: [ScopeStratum(name: "政府", filter: ScopeFilter(), rule: .all)])
        let id = try await setup.running(scope, procedure: .governmentCase)
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db).map(\.inspection) }
        for unit in units {
            await #expect(throws: ProcedureRefusal.self) {
                try await setup.act { try CampaignSteps.note(.report, StepNote(day: "2026-03-10"), of: id, $0) }
            }
            try await setup.act { act in
                for done: StepAct in [.assignment, .rectification, .verification, .closure] {
                    try InspectionSteps.require(done, of: unit, in: act.db)
                    try InspectionSteps.note(done, of: unit, act)
                }
            }
        }
        await #expect(throws: ProcedureRefusal.self) { try await setup.act { try CampaignLifecycle.finish(id, $0) } }
        try await setup.act { act in
            try CampaignSteps.note(.report, StepNote(day: "2026-03-10", place: "市督导室"), of: id, act)
            try CampaignLifecycle.finish(id, act)
        }
        #expect(try await setup.record(id).campaign.state == .finished)
    }

    @Test("Whatever is tried in whatever order, a unit's steps are settled strictly one after another")
    func walk() async throws {
        let database = try await Engine.sqlite.makeDatabase()
        try await RegistrySample.plant(3, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.running(CampaignSetup.all, procedure: CampaignStepTests.long)
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db).map(\.inspection) }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<6_000 {
            if try await setup.record(id).campaign.progress.isFinished(in: CampaignStepTests.long) { break }
            let unit = units.randomElement(using: &random) ?? units[0]
            let deed = CampaignStepTests.deeds.randomElement(using: &random) ?? .training
            let isCampaign = Bool.random(using: &random)
            let skips = Int.random(in: 0..<6, using: &random) == 0
            _ = try? await setup.act { act in
                if skips {
                    try InspectionSteps.skip("extra", reason: "不需要", of: unit, act)
                } else if isCampaign {
                    try CampaignSteps.note(deed, StepNote(day: "2026-03-10"), of: id, act)
                } else {
                    try InspectionSteps.require(deed, of: unit, in: act.db)
                    try InspectionSteps.note(deed, of: unit, act)
                }
            }
            try await CampaignStepTests.expectOrder(id, units, database)
        }
        let record = try await setup.record(id)
        #expect(record.campaign.progress.isFinished(in: CampaignStepTests.long))
    }

    /// No step is open or settled before everything ahead of it, on both levels, is settled.
    private static func expectOrder(_ id: CampaignID, _ units: [InspectionID], _ database: any SQLDatabase) async throws
    {
        try await database.read { db in
            let standings = try units.map { try InspectionSteps.standing(of: $0, in: db) }
            for standing in standings {
                for index in long.steps.indices where standing.status(index) != .pending {
                    for earlier in 0..<index {
                        let isSettled =
                            long.steps[index].level == .unit
                            ? standing.status(earlier).isSettled
                            : standings.allSatisfy { $0.status(earlier).isSettled }
                        #expect(isSettled)
                    }
                }
            }
        }
    }

    /// Every act, those that the procedure asks for more often.
    private static let deeds = StepAct.allCases + long.steps.flatMap(\.requires) + long.steps.flatMap(\.requires)

    /// Campaign steps before, between and after the units', one of them optional.
    private static let long = Procedure(
        code: "long", name: "长流程",
        steps: [
            ProcedureStep("training", "宣传培训", level: .campaign, requires: [.training]),
            ProcedureStep("self", "自评", requires: [.selfAssessment]),
            ProcedureStep("extra", "补充", isOptional: true, requires: [.onSite]),
            ProcedureStep("between", "中期", level: .campaign, requires: [.plan]),
            ProcedureStep("rectify", "整改", requires: [.rectification, .closure]),
            ProcedureStep("review", "复查", condition: .chosen, requires: [.review]),
            ProcedureStep("report", "上报", level: .campaign, requires: [.report]),
        ])
}
