import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// 综合督导 from plan to publication, as rows.
@Suite struct StatutoryChainTests {
    @Test("Units wait for plan and notice, the on-site step for every hearing", arguments: Engine.available)
    func beginning(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await RegistrySample.plant(2, in: database)
        let setup = CampaignSetup(database: database)
        let id = try await setup.running(CampaignSetup.all, procedure: .comprehensive)
        let units = try await database.read { db in try CampaignTeams.units(of: id, in: db).map(\.inspection) }
        let unit = units[0]
        await #expect(throws: ProcedureRefusal.tooEarly("自评", waitingFor: "方案与通知")) {
            try await database.read { db in try InspectionSteps.require(.selfAssessment, of: unit, in: db) }
        }
        try await setup.act { act in
            try CampaignSteps.note(.plan, StepNote(day: "2026-03-09", place: "区政府", text: "方案"), of: id, act)
        }
        let schools: [OrganisationID] = try await database.read { db in
            try db.rows("SELECT organisation_id FROM inspection WHERE campaign_id = \(id)").map { try $0.get(0) }
        }
        _ = try await PaperSteps.sent(Sample.letter(to: schools, of: id), in: database)
        try await setup.act { act in
            try InspectionSteps.require(.selfAssessment, of: unit, in: act.db)
            try InspectionSteps.note(.selfAssessment, of: unit, act)
            try InspectionSteps.note(.onSite, of: unit, act)
        }
        #expect(try await step(unit, database) == "onsite")
        for audience in Hearing.Audience.allCases {
            #expect(try await step(unit, database) == "onsite")
            try await setup.act { act in
                let hearing = Hearing(
                    audience: audience, method: .meeting, day: act.day, attendees: 8, summary: "意见")
                try Hearings.add(hearing, of: unit, act)
            }
        }
        #expect(try await step(unit, database) == "feedback")
        let wants: [String] = try await database.read { db in
            try db.rows("SELECT wants FROM inspection WHERE id IN (\(list: units.map(\.rawValue))) ORDER BY wants")
                .map { try $0.get(0) }
        }
        #expect(wants == [",feedback,", ",selfAssessment,"])
    }

    @Test("A hearing with the management in the room is not taken, and the unit sees none", arguments: Engine.available)
    func hearings(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, procedure: .special)
        let officer = FindingSamples.officer("500112"), neighbour = FindingSamples.officer("500113")
        let unit = FindingSamples.unit(sample.organisation.rawValue)
        let inspection = sample.inspection
        try await PaperSteps.act(officer, in: database) { act in
            try InspectionSteps.note(.selfAssessment, of: inspection, act)
            let bad = Hearing(
                audience: .pupils, method: .meeting, day: act.day, attendees: 8, managers: 1, summary: "意见")
            #expect(throws: HearingRefusal.self) { try Hearings.add(bad, of: inspection, act) }
            var good = bad
            good.managers = 0
            try Hearings.add(good, of: inspection, act)
            #expect(try Hearings.list(of: inspection, visibleTo: officer, in: act.db).count == 1)
            #expect(throws: InspectionRefusal.notFound) {
                try Hearings.list(of: inspection, visibleTo: unit, in: act.db)
            }
            #expect(throws: InspectionRefusal.notFound) {
                try Hearings.list(of: inspection, visibleTo: neighbour, in: act.db)
            }
        }
    }

    @Test("A clock of the office's own runs from a step's beginning to its end", arguments: Engine.available)
    func clocks(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let own = Procedure(
            code: "own", name: "本室流程",
            steps: [
                ProcedureStep("a", "到校", requires: [.stepRecord]),
                ProcedureStep("b", "反馈", requires: [.stepRecord], term: StepTerm(5, isWorking: true)),
            ])
        let sample = try await Sample.campaign(in: database, units: 1, procedure: own)
        try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try StepRecords.add(StepRecord(day: act.day, text: "到校"), step: "a", of: sample.inspection, act)
        }
        let open: [Day?] = try await deadlines(database, "met_on IS NULL")
        #expect(open == ["2026-03-17"])
        try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try StepRecords.add(StepRecord(day: act.day, text: "反馈"), step: "b", of: sample.inspection, act)
        }
        #expect(try await deadlines(database, "met_on IS NULL").isEmpty)
        #expect(try await deadlines(database, "met_on IS NOT NULL") == ["2026-03-17"])
    }

    private func deadlines(_ database: any SQLDatabase, _ condition: SQL) async throws -> [Day?] {
        try await database.read { db in
            try db.rows("SELECT due_on FROM deadline WHERE rule = 'step-b' AND \(condition)").map { try $0.get(0) }
        }
    }

    private func step(_ unit: InspectionID, _ database: any SQLDatabase) async throws -> String? {
        try await database.read { db in try db.first("SELECT step FROM inspection WHERE id = \(unit)")?.get(0) }
    }
}
