import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct GovernmentTests {
    private let government = GovernmentSample.viewer("organisation-500101-1")
    private let bureau = GovernmentSample.viewer("bureau-500101")
    private let finance = GovernmentSample.viewer("finance-500101")

    private func divided(on engine: Engine) async throws -> (any SQLDatabase, InspectionID) {
        let database = try await engine.makeDatabase()
        let id = try await GovernmentSample.plant(in: database)
        try await FindingSamples.act(as: government, in: database) { act in
            try IndicatorDivision.set(
                [
                    NewShare(criterion: "1.1", lead: "bureau-500101", helpers: ["finance-500101"], dueOn: "2026-03-20"),
                    NewShare(criterion: "2.1", lead: "finance-500101", helpers: [], dueOn: "2026-03-25"),
                ], of: id, act)
        }
        return (database, id)
    }

    private func shares(_ viewer: Viewer, in database: any SQLDatabase) async throws -> [IndicatorShareRow] {
        try await database.read { db in
            try IndicatorShares.list(IndicatorShareFilter(), PageRequest(), visibleTo: viewer, in: db)
        }.rows
    }

    @Test("Each department sees its own indicators with their clock, the neighbour none", arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let (database, id) = try await divided(on: engine)
        #expect(try await shares(bureau, in: database).map(\.share.criterion) == ["1.1"])
        #expect(try await shares(finance, in: database).map(\.share.kind) == [.cooperating, .lead])
        #expect(try await shares(government, in: database).count == 3)
        #expect(try await shares(FindingSamples.officer("500101"), in: database).count == 3)
        for stranger in [
            FindingSamples.officer("500102"), GovernmentSample.viewer("bureau-500102"),
            GovernmentSample.viewer("school-500101"),
        ] {
            #expect(try await shares(stranger, in: database).isEmpty)
            let found = try await database.read { db in
                try GovernmentCases.list(GovernmentFilter(), PageRequest(), visibleTo: stranger, in: db)
            }
            #expect(found.total == 0)
            await #expect(throws: ShareRefusal.notFound) {
                try await database.read { db in try GovernmentCases.require(id, visibleTo: stranger, in: db) }
            }
        }
        let todos = try await database.read { db in
            try Todos.list(visibleTo: GovernmentSample.viewer("finance-500101"), in: db)
        }
        #expect(todos.counts[.reportIndicator] == 2)
        #expect(todos.rows.filter { $0.kind == .reportIndicator }.map(\.dueOn) == ["2026-03-20", "2026-03-25"])
    }

    @Test(
        "An office of the place sees what its government hands in above, also where the city manages it",
        arguments: Engine.available)
    func place(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let id = try await GovernmentSample.plant(in: database)
        try await database.write { db in
            try db.execute("UPDATE inspection SET county = '' WHERE id = \(id)")
            try db.execute("UPDATE organisation SET county = '' WHERE id = 'organisation-500101-1'")
        }
        let office = FindingSamples.officer("500101")
        await #expect(throws: ShareRefusal.notFound) {
            try await database.read { db in try GovernmentCases.require(id, visibleTo: office, in: db) }
        }
        try await FindingSamples.act(as: government, in: database) {
            try SelfReports.save("草稿", of: id, version: 0, $0)
        }
        let found = try await database.read { db in try GovernmentCases.require(id, visibleTo: office, in: db) }
        #expect(SelfReports.mayEdit(found, office) && !SelfReports.mayEdit(found, FindingSamples.officer("500102")))
    }

    @Test(
        "A department answers only its own criterion, in the government's self-assessment", arguments: Engine.available)
    func answer(on engine: Engine) async throws {
        let (database, id) = try await divided(on: engine)
        let lead = try #require(try await shares(finance, in: database).first { $0.share.kind == .lead })
        let answer = TypedAnswer("2.1", value: "是", note: "增长6.2%")
        await #expect(throws: ShareRefusal.notFound) {
            try await FindingSamples.act(as: bureau, in: database) { act in
                _ = try IndicatorShares.save(lead.share.id, answer: answer, report: "", version: 1, act)
            }
        }
        await #expect(throws: ShareRefusal.notYours) {
            try await FindingSamples.act(as: government, in: database) { act in
                _ = try IndicatorShares.save(lead.share.id, answer: answer, report: "", version: 1, act)
            }
        }
        let outcome = try await FindingSamples.act(as: finance, in: database) { act in
            try IndicatorShares.save(lead.share.id, answer: answer, report: "", version: 1, act)
        }
        #expect(outcome.saved == ["2.1"])
        await #expect(throws: ShareRefusal.evidenceMissing("2.1")) {
            try await FindingSamples.act(as: finance, in: database) {
                try IndicatorShares.report(lead.share.id, report: "", $0)
            }
        }
        try await attach(lead.share.id, as: finance, in: database)
        try await FindingSamples.act(as: finance, in: database) {
            try IndicatorShares.report(lead.share.id, report: "", $0)
        }
        let stored = try await database.read { db in
            let framework = try FrameworkVersions.require("framework-500101", in: db)
            return try Assessments.find(.own, of: id, in: framework, db: db)
        }
        #expect(stored?.answers["2.1"]?.text == "是" && stored?.evidence["2.1"]?.count == 1)
        await #expect(throws: ShareRefusal.reportedAlready) {
            try await FindingSamples.act(as: finance, in: database) { act in
                _ = try IndicatorShares.save(lead.share.id, answer: answer, report: "", version: 2, act)
            }
        }
    }

    private func attach(_ id: IndicatorShareID, as viewer: Viewer, in database: any SQLDatabase) async throws {
        try await FindingSamples.act(as: viewer, in: database) { act in
            let open = try IndicatorShares.evidencePlace(id, act)
            let file = StoredFile(hash: String(repeating: "a", count: 64), size: 8, mediaType: "application/pdf")
            _ = try EvidenceFiles.add(
                [NewEvidence(name: "决算.pdf", file: file)], to: .assessment, open.assessment.rawValue,
                criterion: open.criterion, day: act.day, in: open.place, act)
        }
    }

    @Test(
        "Evidence of a criterion is seen by its departments and the government, not by other departments",
        arguments: Engine.available)
    func evidence(on engine: Engine) async throws {
        let (database, _) = try await divided(on: engine)
        let lead = try #require(try await shares(finance, in: database).first { $0.share.kind == .lead })
        try await attach(lead.share.id, as: finance, in: database)
        let file: EvidenceID = try await database.read { db in
            try db.first("SELECT id FROM evidence")?.get(0) ?? ""
        }
        for viewer in [finance, government, FindingSamples.officer("500101")] {
            _ = try await database.read { db in try EvidenceAccess.require(file, visibleTo: viewer, in: db) }
        }
        for viewer in [bureau, FindingSamples.officer("500102")] {
            await #expect(throws: EvidenceRefusal.notFound) {
                try await database.read { db in try EvidenceAccess.require(file, visibleTo: viewer, in: db) }
            }
        }
        _ = try await FindingSamples.act(as: finance, in: database) { try EvidenceAccess.remove(file, $0) }
    }

    @Test(
        "The self-assessment waits for departments and for the text, and names who is missing",
        arguments: Engine.available)
    func submission(on engine: Engine) async throws {
        let (database, id) = try await divided(on: engine)
        try await FindingSamples.act(as: government, in: database) { act in
            _ = try Assessments.save([TypedAnswer("1.1", value: "好")], as: .own, of: id, version: 1, act)
        }
        await #expect(throws: ShareRefusal.departmentsOpen(["第101区教育局（1.1）", "第101区财政局（1.1）", "第101区财政局（2.1）"])) {
            try await FindingSamples.act(as: government, in: database) { try Assessments.submit(.own, of: id, $0) }
        }
        try await FindingSamples.act(as: government, in: database) { act in
            try IndicatorDivision.set([], of: id, act)
        }
        await #expect(throws: ShareRefusal.textMissing) {
            try await FindingSamples.act(as: government, in: database) { try Assessments.submit(.own, of: id, $0) }
        }
        try await FindingSamples.act(as: government, in: database) {
            try SelfReports.save("自评报告", of: id, version: 0, $0)
        }
        // What is missing now are answers, by the assessment's own rule.
        await #expect(throws: AssessmentRefusal.self) {
            try await FindingSamples.act(as: government, in: database) { try Assessments.submit(.own, of: id, $0) }
        }
    }

    @Test(
        "A text of two people at once is not overwritten; a department or another office never writes it",
        arguments: Engine.available)
    func text(on engine: Engine) async throws {
        let (database, id) = try await divided(on: engine)
        let version = try await database.read { db in try SelfReports.find(id, in: db)?.version ?? 0 }
        try await FindingSamples.act(as: government, in: database) {
            try SelfReports.save("甲", of: id, version: version, $0)
        }
        await #expect(throws: ShareRefusal.stale) {
            try await FindingSamples.act(as: government, in: database) {
                try SelfReports.save("乙", of: id, version: version, $0)
            }
        }
        await #expect(throws: ShareRefusal.notFound) {
            try await FindingSamples.act(as: bureau, in: database) { try SelfReports.save("丙", of: id, version: 2, $0) }
        }
        await #expect(throws: ShareRefusal.textTooLong(5_001)) {
            try await FindingSamples.act(as: government, in: database) {
                try SelfReports.save(String(repeating: "字", count: 5_001), of: id, version: 2, $0)
            }
        }
    }

    @Test("A changed division keeps what was reported and takes back what is left out", arguments: Engine.available)
    func change(on engine: Engine) async throws {
        let (database, id) = try await divided(on: engine)
        let helper = try #require(try await shares(finance, in: database).first { $0.share.kind == .cooperating })
        try await FindingSamples.act(as: finance, in: database) { act in
            try IndicatorShares.report(helper.share.id, report: "已安排预算", act)
        }
        try await FindingSamples.act(as: government, in: database) { act in
            try IndicatorDivision.set(
                [NewShare(criterion: "1.1", lead: "finance-500101", helpers: ["bureau-500101"], dueOn: "2026-03-22")],
                of: id, act)
        }
        let rows = try await shares(government, in: database)
        #expect(
            Set(
                rows.map {
                    "\($0.share.criterion) \($0.department) \($0.share.kind.rawValue) \($0.share.state.rawValue)"
                })
                == ["1.1 第101区财政局 lead reported", "1.1 第101区教育局 cooperating open"])
        let open = try await database.read { db in
            try db.rows(
                "SELECT due_on FROM deadline WHERE rule = 'indicator-share' AND met_on IS NULL AND cancelled_on IS NULL"
            )
            .map { try $0.get(0) as String }
        }
        #expect(open == ["2026-03-22"])
        for (criterion, due, refusal) in [
            ("9.9", Day("2026-03-22"), ShareRefusal.unknownCriterion("9.9")),
            ("1.2", Day("2026-03-09"), .dueBeyond("2026-05-29")), ("1.2", Day("2026-05-30"), .dueBeyond("2026-05-29")),
        ] {
            await #expect(throws: refusal) {
                try await FindingSamples.act(as: government, in: database) { act in
                    try IndicatorDivision.set(
                        [NewShare(criterion: criterion, lead: "finance-500101", helpers: [], dueOn: due)],
                        of: id, act)
                }
            }
        }
    }
}
