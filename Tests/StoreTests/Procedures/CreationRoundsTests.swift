import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Scenario 7: three schools, three rounds of 视导, 区级评估 and 市级验收.
@Suite struct CreationRoundsTests {
    private static let steps = ["round1", "round2", "round3", "district", "city"]
    private static let days: [Day] = ["2026-03-25", "2026-05-15", "2026-09-25", "2026-11-15", "2026-11-25"]

    @Test("Three schools leave fifteen records, and 市级验收 before 区级评估 is refused", arguments: Engine.available)
    func rounds(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 3, procedure: .creation)
        for (step, day) in zip(CreationRoundsTests.steps, CreationRoundsTests.days) {
            for unit in sample.inspections {
                if step == "round3" {
                    await #expect(throws: ProcedureRefusal.tooEarly("市级验收", waitingFor: "第三轮视导")) {
                        try await record("city", of: unit, on: day, in: database)
                    }
                }
                if step == "district" {
                    await #expect(throws: ProcedureRefusal.tooEarly("市级验收", waitingFor: "区级评估")) {
                        try await record("city", of: unit, on: day, in: database)
                    }
                }
                try await record(step, of: unit, on: day, in: database)
            }
        }
        let officer = FindingSamples.officer("500112"), neighbour = FindingSamples.officer("500113")
        try await database.read { db in
            let all = try StepRecords.list(
                StepRecordFilter(campaign: sample.campaign), PageRequest(), visibleTo: officer, in: db)
            #expect(all.total == 15)
            var filter = StepRecordFilter(campaign: sample.campaign)
            filter.step = "city"
            #expect(try StepRecords.list(filter, PageRequest(), visibleTo: officer, in: db).total == 3)
            #expect(try StepRecords.list(filter, PageRequest(), visibleTo: neighbour, in: db).total == 0)
            for unit in sample.inspections {
                #expect(try InspectionSteps.standing(of: unit, in: db).current == nil)
            }
        }
    }

    @Test("A 未通过 leaves the step open, and a second look may pass it", arguments: Engine.available)
    func failed(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1, procedure: .creation)
        for step in CreationRoundsTests.steps.prefix(3) {
            try await record(step, of: sample.inspection, on: "2026-09-25", in: database)
        }
        try await record("district", of: sample.inspection, on: "2026-11-15", verdict: .failed, in: database)
        await #expect(throws: ProcedureRefusal.tooEarly("市级验收", waitingFor: "区级评估")) {
            try await record("city", of: sample.inspection, on: "2026-11-20", in: database)
        }
        try await record("district", of: sample.inspection, on: "2026-11-22", in: database)
        try await record("city", of: sample.inspection, on: "2026-11-25", in: database)
        try await database.read { db in
            let records = try StepRecords.list(of: sample.inspection, in: db)
            #expect(records.map(\.record.verdict) == [nil, nil, nil, .failed, .passed, .passed])
        }
        await #expect(throws: ProcedureRefusal.wrongStatus("市级验收", .done)) {
            try await record("city", of: sample.inspection, on: "2026-11-25", in: database)
        }
    }

    @Test("The 公示 of five working days ends by the clock once all objections are answered", arguments: Engine.available)
    func publicity(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1, procedure: .creation)
        for step in CreationRoundsTests.steps {
            try await record(step, of: sample.inspection, on: "2026-03-10", in: database)
        }
        let paper = try await PaperSteps.published(Sample.publicity(of: sample.campaign), days: 5, in: database)
        try await PaperSteps.act(.system(on: "2026-03-17"), in: database) { act in
            try Objections.lodge(
                on: paper, text: "不实", name: "", contact: "", receipt: "ABCDEF0123456789", address: "x", act)
            #expect(try Objections.endOverdue(act) == 0)
        }
        let objection = try await PaperSteps.act(.system(on: "2026-03-18"), in: database) { act in
            #expect(try Objections.endOverdue(act) == 0)
            #expect(throws: ObjectionRefusal.over("2026-03-17")) {
                try Objections.lodge(
                    on: paper, text: "晚了", name: "", contact: "", receipt: "1BCDEF0123456789", address: "x", act)
            }
            return try Objections.find(receipt: "ABCDEF0123456789", in: act.db)?.objection
        }
        let found = try #require(objection)
        #expect(try await isFinished(sample, in: database) == false)
        let officer = FindingSamples.officer("500112")
        let late = Viewer(
            account: officer.account, person: officer.person, name: "", role: .officer, scope: officer.scope,
            day: "2026-03-18")
        try await PaperSteps.act(late, in: database) { act in
            try Objections.investigate(found.id, "核实无误", version: nil, act)
            try Objections.answer(found.id, "维持公示", version: nil, act)
        }
        #expect(try await isFinished(sample, in: database))
    }

    @Test("Without objections the sweeper ends it the day after the last", arguments: Engine.available)
    func sweep(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1, procedure: .creation)
        for step in CreationRoundsTests.steps {
            try await record(step, of: sample.inspection, on: "2026-03-10", in: database)
        }
        let few = try? await PaperSteps.published(Sample.publicity(of: sample.campaign), days: 4, in: database)
        #expect(few == nil)
        _ = try await PaperSteps.published(Sample.publicity(of: sample.campaign), days: 5, in: database)
        for (day, ended) in [("2026-03-17", 0), ("2026-03-18", 1), ("2026-03-19", 0)] as [(Day, Int)] {
            let swept = try await PaperSteps.act(.system(on: day), in: database) { try Objections.endOverdue($0) }
            #expect(swept == ended)
            #expect(try await isFinished(sample, in: database) == (day >= "2026-03-18"))
        }
    }

    private func isFinished(_ sample: CampaignSample, in database: any SQLDatabase) async throws -> Bool {
        let officer = FindingSamples.officer("500112")
        return try await database.read { db in
            let campaign = try Campaigns.require(sample.campaign, visibleTo: officer, in: db).campaign
            return campaign.progress.isFinished(in: campaign.procedure)
        }
    }

    private func record(
        _ step: String, of unit: InspectionID, on day: Day, verdict: StepRecord.Verdict = .passed,
        in database: any SQLDatabase
    ) async throws {
        let officer = FindingSamples.officer("500112")
        let viewer = Viewer(
            account: officer.account, person: officer.person, name: "", role: .officer, scope: officer.scope, day: day)
        let judged = ["district", "city"].contains(step) ? verdict : nil
        try await PaperSteps.act(viewer, in: database) { act in
            try StepRecords.add(StepRecord(day: day, text: "情况", verdict: judged), step: step, of: unit, act)
        }
    }
}

/// Documents brought on their way by the office's people.
enum PaperSteps {
    static let officer = FindingSamples.officer("500112")
    static let director = FindingSamples.officer("500112", role: .director, person: "director")

    @discardableResult
    static func act<T: Sendable>(
        _ viewer: Viewer, in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        try await FindingSamples.act(as: viewer, in: database, body)
    }

    static func issued(_ new: NewDocument, in database: any SQLDatabase) async throws -> DocumentID {
        let id = try await act(officer, in: database) { act in
            let id = try Documents.draft(new, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try await act(director, in: database) { act in _ = try Documents.issue(id, version: nil, act) }
        return id
    }

    static func published(_ new: NewDocument, days: Int, in database: any SQLDatabase) async throws -> DocumentID {
        let id = try await issued(new, in: database)
        try await act(officer, in: database) { act in try Documents.publish(id, days: days, version: nil, act) }
        return id
    }

    static func sent(_ new: NewDocument, in database: any SQLDatabase) async throws -> DocumentID {
        let id = try await issued(new, in: database)
        try await act(officer, in: database) { act in try Documents.send(id, version: nil, act) }
        return id
    }
}
