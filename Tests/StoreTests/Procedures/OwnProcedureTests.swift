import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct OwnProcedureTests {
    private let officer = FindingSamples.officer("500101")
    private let neighbour = FindingSamples.officer("500102")

    private func database(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        return database
    }

    @Test(
        "Each save is a version, campaigns keep their copy, and the neighbour sees neither", arguments: Engine.available
    )
    func versions(on engine: Engine) async throws {
        let database = try await database(engine)
        let steps = Procedure.accompanying.steps
        let id = try await PaperSteps.act(officer, in: database) { act in
            let id = try OwnProcedures.create("本区随访", steps, act)
            let procedure = try OwnProcedures.require(id, visibleTo: act.viewer, in: act.db).procedure
            let scope = CampaignScope(strata: [ScopeStratum(name: "全部", filter: ScopeFilter(), rule: .all)])
            let campaign = Campaign(
                id: "kept", name: "随访", kind: .routine, framework: nil, startsOn: act.day, endsOn: act.day,
                procedure: procedure, strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return id
        }
        try await PaperSteps.act(officer, in: database) { act in
            try OwnProcedures.save(id, "本区随访", Array(steps.prefix(1)), version: 1, act)
            #expect(throws: OwnProcedureRefusal.changedMeanwhile) {
                try OwnProcedures.save(id, "本区随访", steps, version: 1, act)
            }
            let found = try OwnProcedures.require(id, visibleTo: act.viewer, in: act.db)
            #expect(found.number == 2 && found.procedure.steps.count == 1 && found.campaigns == 1)
            #expect(try OwnProcedures.versions(of: id, in: act.db).map(\.procedure.steps.count) == [1, 2])
            let kept = try Campaigns.require("kept", visibleTo: act.viewer, in: act.db).campaign.procedure
            #expect(kept.steps.count == 2)
            #expect(try OwnProcedures.named(id.rawValue, for: found.place, in: act.db)?.steps.count == 1)
            try OwnProcedures.set(.retired, of: id, act)
            #expect(try OwnProcedures.named(id.rawValue, for: found.place, in: act.db) == nil)
        }
        try await PaperSteps.act(neighbour, in: database) { act in
            #expect(try OwnProcedures.find(id, visibleTo: act.viewer, in: act.db) == nil)
            let list = try OwnProcedures.list(OwnProcedureFilter(), PageRequest(), visibleTo: act.viewer, in: act.db)
            #expect(list.total == 0)
            #expect(throws: OwnProcedureRefusal.notFound) {
                try OwnProcedures.save(id, "别人的", steps, version: nil, act)
            }
        }
    }

    @Test("A circle, a missing act, a duplicate code and a taken name are refused", arguments: Engine.available)
    func refusals(on engine: Engine) async throws {
        let database = try await database(engine)
        try await PaperSteps.act(officer, in: database) { act in
            let circle = [
                ProcedureStep("a", "甲", requires: [.stepRecord], after: ["b"]),
                ProcedureStep("b", "乙", requires: [.stepRecord]),
            ]
            #expect(throws: OwnProcedureRefusal.unsound([ProcedureProblem.circle(["甲", "乙"]).message])) {
                try OwnProcedures.create("流程", circle, act)
            }
            #expect(throws: OwnProcedureRefusal.unsound([ProcedureProblem.noAct("甲").message])) {
                try OwnProcedures.create("流程", [ProcedureStep("a", "甲")], act)
            }
            #expect(throws: OwnProcedureRefusal.nameMissing) { try OwnProcedures.create(" ", circle, act) }
            _ = try OwnProcedures.create("流程", Procedure.lookBack.steps, act)
            #expect(throws: OwnProcedureRefusal.nameTaken("流程")) {
                try OwnProcedures.create("流程 ", Procedure.lookBack.steps, act)
            }
            #expect(throws: OwnProcedureRefusal.self) {
                try OwnProcedures.create(Procedure.special.name, Procedure.lookBack.steps, act)
            }
        }
    }

    @Test("Who took part in a training is listed once, and who sent nobody is named", arguments: Engine.available)
    func attendance(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 3)
        let text = "单位\t姓名\t职务\n第1幼儿园\t王芳\t园长\n第1幼儿园，李丽，教师\n\n第2幼儿园,赵敏\n教研室，孙强，教研员\n第1幼儿园\t王芳\t园长\n只有单位"
        let lines = AttendanceLine.read(text)
        #expect(lines.count == 6 && lines.compactMap(\.problem).count == 1)
        #expect(lines.last?.problem?.contains("第8行") == true)
        let viewer = FindingSamples.officer("500112"), neighbour = FindingSamples.officer("500113")
        try await PaperSteps.act(viewer, in: database) { act in
            #expect(try Attendance.add(lines, to: sample.campaign, act) == 4)
            let figures = try Attendance.figures(of: sample.campaign, in: act.db)
            #expect(figures.people == 4 && figures.units == 2 && figures.missing.map(\.name) == ["第3幼儿园"])
            var filter = AttendanceFilter(campaign: sample.campaign)
            filter.isOfUnit = false
            let others = try Attendance.list(filter, PageRequest(), visibleTo: viewer, in: act.db)
            #expect(others.rows.map(\.person) == ["孙强"])
            try Attendance.remove(others.rows[0].id, from: sample.campaign, act)
            #expect(throws: AttendanceRefusal()) {
                try Attendance.remove(others.rows[0].id, from: sample.campaign, act)
            }
            let all = AttendanceFilter(campaign: sample.campaign)
            #expect(try Attendance.list(all, PageRequest(), visibleTo: viewer, in: act.db).total == 3)
            #expect(try Attendance.list(all, PageRequest(), visibleTo: neighbour, in: act.db).total == 0)
        }
    }
}
