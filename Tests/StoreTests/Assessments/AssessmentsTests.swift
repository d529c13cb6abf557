import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct AssessmentsTests {
    /// A small framework: a score of 10 that needs evidence, a yes or no, a veto.
    static let framework = Framework(
        id: "small", code: "small", name: "小体系",
        nodes: [
            FrameworkNode(
                "1", "条件", weight: Points(20),
                children: [
                    FrameworkNode(
                        "1.1", "场地", weight: Points(10),
                        criterion: Criterion(.scored(max: Points(10)), requiresEvidence: true)),
                    FrameworkNode("1.2", "证照", weight: Points(10), criterion: Criterion(.yesNo)),
                    FrameworkNode("1.3", "事故", weight: .zero, criterion: Criterion(.veto(cap: "不合格"))),
                ])
        ])

    private struct World {
        let database: any SQLDatabase
        let sample: CampaignSample

        init(_ engine: Engine) async throws {
            database = try await engine.makeDatabase()
            sample = try await Sample.campaign(in: database, framework: AssessmentsTests.framework)
        }

        func viewer(_ role: Role, person: PersonID, unit: Int = 0) -> Viewer {
            let scope: Scope =
                role.belongsToOrganisation
                ? .organisation(sample.organisations[unit])
                : role.seesGrantsOnly ? .granted : .region(.county, code: "500112")
            return Viewer(
                account: Identifier("a-\(person)"), person: person, name: person.rawValue, role: role, scope: scope,
                day: "2026-03-10")
        }

        var clerk: Viewer { viewer(.clerk, person: "clerk") }
        var principal: Viewer { viewer(.principal, person: "principal") }
        var inspector: Viewer { viewer(.inspector, person: sample.lead) }
        var officer: Viewer { viewer(.officer, person: "officer") }

        func act<T: Sendable>(as viewer: Viewer, _ body: @escaping @Sendable (Act) throws -> T) async throws -> T {
            try await FindingSamples.act(as: viewer, in: database, body)
        }

        @discardableResult
        func save(
            _ changes: [TypedAnswer], as viewer: Viewer, role: AssessmentSheet = .own, version: Int = 1
        ) async throws -> SaveOutcome {
            let id = sample.inspection
            return try await act(as: viewer) { act in
                try Assessments.save(changes, as: role, of: id, version: version, act)
            }
        }

        func evidence(_ role: AssessmentSheet = .own, as viewer: Viewer) async throws {
            let id = sample.inspection
            let file = NewEvidence(name: "a.jpg", file: StoredFile(hash: "h", size: 1, mediaType: "image/jpeg"))
            try await act(as: viewer) { act in
                let open = try Assessments.requireOpen(role, of: id, criterion: "1.1", act)
                _ = try EvidenceFiles.add(
                    [file], to: .assessment, open.id.rawValue, criterion: "1.1", day: act.day, act)
            }
        }

        func submit(_ role: AssessmentSheet = .own, as viewer: Viewer) async throws {
            let id = sample.inspection
            try await act(as: viewer) { act in try Assessments.submit(role, of: id, act) }
        }

        func giveBack(_ role: AssessmentSheet = .own, reason: String = "补充材料") async throws {
            let id = sample.inspection
            try await act(as: officer) { act in try Assessments.return(role, of: id, reason: reason, act) }
        }

        func record(_ role: AssessmentSheet = .own) async throws -> AssessmentRecord? {
            let id = sample.inspection
            return try await database.read { db in
                try Assessments.find(role, of: id, in: AssessmentsTests.framework, db: db)
            }
        }

        func inspection() async throws -> InspectionRow {
            let (id, officer) = (sample.inspection, officer)
            return try await database.read { db in try Inspections.require(id, visibleTo: officer, in: db) }
        }

        static let all = [
            TypedAnswer("1.1", value: "7.5"), TypedAnswer("1.2", value: "是"), TypedAnswer("1.3", value: "否"),
        ]

        /// Self-assessment handed in.
        func selfDone() async throws {
            try await save(World.all, as: clerk)
            try await evidence(as: clerk)
            try await submit(as: clerk)
        }
    }

    @Test("Answers are saved one by one; what does not fit is told and the rest is kept", arguments: Engine.available)
    func save(on engine: Engine) async throws {
        let world = try await World(engine)
        let outcome = try await world.save(
            [
                TypedAnswer("1.1", value: "10.5"), TypedAnswer("1.2", value: "是", note: " 齐全 "),
                TypedAnswer("1.3", isApplicable: false),
            ], as: world.clerk)
        #expect(outcome.saved == ["1.2"])
        #expect(Set(outcome.problems.keys) == ["1.1", "1.3"])
        let record = try await world.record()
        #expect(record?.answers["1.2"]?.value == .yes(true) && record?.answers["1.2"]?.note == "齐全")
        #expect(record?.answers["1.1"] == nil)
        await #expect(throws: AssessmentRefusal.unknownCriterion("9")) {
            try await world.save([TypedAnswer("9", value: "1")], as: world.clerk)
        }
    }

    @Test(
        "Of two at one criterion the first wins and the second is told; others are saved", arguments: Engine.available)
    func conflict(on engine: Engine) async throws {
        let world = try await World(engine)
        try await world.save([TypedAnswer("1.1", value: "3")], as: world.clerk)
        let outcome = try await world.save(
            [TypedAnswer("1.1", value: "9"), TypedAnswer("1.2", value: "否")], as: world.principal, version: 1)
        #expect(outcome.isConflict && outcome.saved == ["1.2"])
        #expect(outcome.problems["1.1"]?.contains("改为“3”") == true)
        // The first writer goes on from the page as it was loaded.
        let again = try await world.save([TypedAnswer("1.1", value: "4")], as: world.clerk, version: 1)
        #expect(again.message == nil)
        // Once shown, the other's answer may be replaced.
        let version = try await world.record()?.version ?? 0
        let shown = try await world.save([TypedAnswer("1.1", value: "9")], as: world.principal, version: version)
        #expect(shown.message == nil)
        #expect(try await world.record()?.answers["1.1"]?.value == .points(Points(9)))
    }

    @Test("Only the unit itself assesses itself, and not before its turn", arguments: Engine.available)
    func turn(on engine: Engine) async throws {
        let world = try await World(engine)
        await #expect(throws: AssessmentChangeRefusal.notYours(.own)) {
            try await world.save(World.all, as: world.inspector)
        }
        await #expect(throws: InspectionRefusal.notFound) {
            try await world.save(World.all, as: world.viewer(.clerk, person: "x", unit: 1))
        }
        await #expect(throws: ProcedureRefusal.self) {
            try await world.save(World.all, as: world.inspector, role: .onSite)
        }
    }

    @Test("It is handed in complete and with evidence, once, and then stays", arguments: Engine.available)
    func submit(on engine: Engine) async throws {
        let world = try await World(engine)
        try await world.save(Array(World.all.prefix(2)), as: world.clerk)
        await #expect(throws: AssessmentRefusal.incomplete(["1.3"])) { try await world.submit(as: world.clerk) }
        try await world.save([World.all[2]], as: world.clerk)
        await #expect(throws: AssessmentRefusal.evidenceMissing(["1.1"])) { try await world.submit(as: world.clerk) }
        try await world.evidence(as: world.clerk)
        try await world.submit(as: world.clerk)
        #expect(try await world.inspection().step == "onsite")
        await #expect(throws: AssessmentRefusal.submitted) { try await world.save(World.all, as: world.clerk) }
        await #expect(throws: AssessmentRefusal.submitted) { try await world.evidence(as: world.clerk) }
        await #expect(throws: AssessmentRefusal.submitted) { try await world.submit(as: world.clerk) }
    }

    @Test("The on-site result is frozen with the inspection; a veto overrides the score", arguments: Engine.available)
    func result(on engine: Engine) async throws {
        let world = try await World(engine)
        try await world.selfDone()
        let answers = [
            TypedAnswer("1.1", value: "9"), TypedAnswer("1.2", value: "是"), TypedAnswer("1.3", value: "是"),
        ]
        try await world.save(answers, as: world.inspector, role: .onSite)
        try await world.submit(.onSite, as: world.inspector)
        let row = try await world.inspection()
        #expect(row.score == "19.00" && row.grade == "不合格" && row.step == "feedback")
        let id = world.sample.inspection
        let result = try await world.database.read { db in try Assessments.result(of: id, in: db) }
        #expect(result?.score == Score(19, over: 1) && result?.maximum == Score(20, over: 1))
        let record = try #require(try await world.record(.onSite))
        let tree = Rollup.compute(Self.framework, record.values)
        #expect(tree.score == record.score && tree.grade == record.grade && tree.earnedGrade == "优秀")
        let officer = world.officer
        let text = try await world.database.read { db in
            try Opinions.suggestion(try Opinions.require(id, visibleTo: officer, in: db), in: db)
        }
        // The opinion states the marks of each dimension.
        #expect(text.contains("一级指标 ｜ 得分 ｜ 满分") && text.contains("｜ \(tree.nodes[0].score?.formatted() ?? "") ｜"))
    }

    @Test("Only the office gives back, with a reason, until something was built on it", arguments: Engine.available)
    func giveBack(on engine: Engine) async throws {
        let world = try await World(engine)
        await #expect(throws: AssessmentRefusal.notSubmitted) { try await world.giveBack() }
        try await world.selfDone()
        await #expect(throws: AssessmentChangeRefusal.noReason) { try await world.giveBack(reason: " ") }
        try await world.giveBack()
        #expect(try await world.record()?.returnReason == "补充材料")
        try await world.save(World.all, as: world.inspector, role: .onSite)
        await #expect(throws: AssessmentChangeRefusal.selfReturned) {
            try await world.submit(.onSite, as: world.inspector)
        }
        try await world.submit(as: world.clerk)
        try await world.submit(.onSite, as: world.inspector)
        await #expect(throws: AssessmentChangeRefusal.laterSubmitted(.onSite)) { try await world.giveBack() }
        try await world.giveBack(.onSite)
        #expect(try await world.inspection().grade == nil)
        try await world.submit(.onSite, as: world.inspector)
        #expect(try await world.inspection().score == "17.50")
        let id = world.sample.inspection
        try await world.act(as: world.officer) { act in try InspectionSteps.note(.feedback, of: id, act) }
        await #expect(throws: AssessmentChangeRefusal.opinionGiven) { try await world.giveBack(.onSite) }
    }
}
