import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CombinedCampaignTests {
    /// Straight to the visit, then the opinion.
    static let procedure = Procedure(
        code: "combined", name: "合并督导",
        steps: [
            ProcedureStep("onsite", "现场", requires: [.onSite]),
            ProcedureStep("feedback", "反馈", requires: [.feedback, .opinion]),
        ])

    static let quality = Framework(
        id: "quality", code: "quality", name: "保教质量",
        nodes: [
            FrameworkNode(
                "1", "过程", weight: Points(10),
                children: [
                    FrameworkNode("1.1", "互动", weight: Points(10), criterion: Criterion(.scored(max: Points(10))))
                ])
        ])

    /// A visit by two frameworks: the small one of the assessments' tests, and 保教质量.
    private struct World {
        let database: any SQLDatabase
        let sample: CampaignSample

        init(_ engine: Engine) async throws {
            database = try await engine.makeDatabase()
            sample = try await Sample.campaign(
                in: database, framework: AssessmentsTests.framework, procedure: CombinedCampaignTests.procedure)
            let campaign = sample.campaign
            try await database.write { db in
                let content = try JSONColumn.text(FrameworkShape(CombinedCampaignTests.quality))
                let at = Instant(milliseconds: 1_770_000_000_000)
                try db.execute(
                    """
                    INSERT INTO framework (id, code, name, is_template, province, city, county, zone, created_at)
                    VALUES ('f-quality', 'quality', '保教质量', false, '500000', '500100', '500112', '', \(at))
                    """)
                try db.execute(
                    """
                    INSERT INTO framework_version (id, framework_id, number, state, content, digest, criteria, created_at,
                        published_at, version)
                    VALUES ('v-quality', 'f-quality', 1, 'published', \(content), 'digest-quality', 1, \(at), \(at), 1)
                    """)
                try db.execute(
                    """
                    INSERT INTO campaign_framework (campaign_id, position, framework_version_id)
                    VALUES (\(campaign), 2, 'v-quality')
                    """)
            }
        }

        var inspector: Viewer {
            Viewer(
                account: "a", person: sample.lead, name: "", role: .inspector, scope: .granted, day: "2026-03-10")
        }
        var officer: Viewer { CampaignSetup.officer() }

        func act<T: Sendable>(as viewer: Viewer, _ body: @escaping @Sendable (Act) throws -> T) async throws -> T {
            try await FindingSamples.act(as: viewer, in: database, body)
        }

        func hand(in sheet: AssessmentSheet, _ answers: [TypedAnswer]) async throws {
            let id = sample.inspection
            try await act(as: inspector) { act in
                let outcome = try Assessments.save(answers, as: sheet, of: id, version: 0, act)
                #expect(outcome.message == nil)
                try Assessments.submit(sheet, of: id, act)
            }
        }

        func row() async throws -> InspectionRow {
            let (id, officer) = (sample.inspection, officer)
            return try await database.read { db in try Inspections.require(id, visibleTo: officer, in: db) }
        }
    }

    private static let small = [
        TypedAnswer("1.1", value: "9"), TypedAnswer("1.2", value: "是"), TypedAnswer("1.3", value: "否"),
    ]
    private static let second = AssessmentSheet(.onSite, number: 2)

    @Test("One visit gives a result by each framework, and goes on once all are handed in", arguments: Engine.available)
    func results(on engine: Engine) async throws {
        let world = try await World(engine)
        let id = world.sample.inspection
        try await world.hand(in: .onSite, Self.small)
        #expect(try await world.row().step == "onsite")
        await #expect(throws: AssessmentRefusal.submitted) { try await world.hand(in: .onSite, Self.small) }
        try await world.hand(in: Self.second, [TypedAnswer("1.1", value: "6")])
        let row = try await world.row()
        #expect(row.step == "feedback" && row.score == "19.00" && row.grade == "优秀")
        let sheets = try await world.database.read { db in try Assessments.sheets(of: id, in: db) }
        #expect(sheets.map(\.name) == ["小体系", "保教质量"])
        #expect(sheets.map(\.scoreText) == ["19.00", "6.00"] && sheets.map(\.grade) == ["优秀", "合格"])
        let result = try await world.database.read { db in
            try Assessments.result(of: id, sheet: Self.second, in: db)
        }
        #expect(result?.score == Score(6, over: 1) && result?.maximum == Score(10, over: 1))
    }

    @Test(
        "A sheet that no framework stands for is not there; each is given back by itself", arguments: Engine.available)
    func sheets(on engine: Engine) async throws {
        let world = try await World(engine)
        let id = world.sample.inspection
        await #expect(throws: AssessmentRefusal.notFound) {
            try await world.hand(in: AssessmentSheet(.onSite, number: 3), [TypedAnswer("1.1", value: "6")])
        }
        try await world.hand(in: .onSite, Self.small)
        try await world.hand(in: Self.second, [TypedAnswer("1.1", value: "6")])
        try await world.act(as: world.officer) { act in
            try Assessments.return(Self.second, of: id, reason: "重评", act)
        }
        #expect(try await world.row().grade == "优秀")
        let sheets = try await world.database.read { db in try Assessments.sheets(of: id, in: db) }
        #expect(sheets.map { $0.states["onSite"] } == ["submitted", "draft"])
        try await world.hand(in: Self.second, [TypedAnswer("1.1", value: "9")])
        #expect(try await world.row().step == "feedback")
    }

    @Test(
        "Opinion and report tell every framework's result and whose criterion a finding is", arguments: Engine.available
    )
    func texts(on engine: Engine) async throws {
        let world = try await World(engine)
        let sample = world.sample
        try await world.hand(in: .onSite, Self.small)
        try await world.hand(in: Self.second, [TypedAnswer("1.1", value: "6")])
        let drafted: FindingID = try await world.act(as: world.inspector) { act in
            try Findings.draft(
                NewFinding(
                    source: .onSite, campaign: sample.campaign, inspection: sample.inspection,
                    organisation: sample.organisation, criterion: Self.second.reference("1.1"),
                    criterionText: "互动", problem: "师幼互动少", requirement: "改进"), act)
        }
        let viewer = world.inspector
        let text = try await world.database.read { db in
            try Opinions.suggestion(
                Opinions.require(sample.inspection, visibleTo: viewer, in: db), in: db)
        }
        for part in ["按2套指标体系分别评估", "保教质量", "6.00", "小体系", "19.00"] { #expect(text.contains(part), "\(part)") }
        let report: DocumentID = try await world.act(as: world.officer) { act in
            try act.db.execute("UPDATE finding SET state = 'open', number = 'N-1' WHERE id = \(drafted)")
            return try Reports.draft(of: sample.campaign, act)
        }
        let officer = world.officer
        let document = try await world.database.read { db in
            try Documents.require(report, visibleTo: officer, in: db).document
        }
        #expect(document.figures?.further.map(\.framework) == ["保教质量"])
        #expect(document.figures?.further[0].grades.first { $0.name == "合格" }?.count == 1)
        #expect(document.figures?.dimensions.first { $0.name == "保教质量：过程" }?.total == 1)
        let plain = document.text.plain
        for part in ["《小体系》、《保教质量》", "（二）保教质量", "“合格”1个"] { #expect(plain.contains(part), "\(part)") }
    }

    @Test("Which sheet a criterion's number belongs to is read back, and other texts belong to the first")
    func reference() {
        for number in 1...4 {
            let sheet = AssessmentSheet(.onSite, number: number)
            let read = AssessmentSheet.read(sheet.reference("2.10"))
            #expect(read.sheet == number && read.criterion == "2.10")
        }
        for text in ["", "1/1.1", "x/1.1", "/", "0/1", "-2/1"] {
            #expect(AssessmentSheet.read(text).sheet == 1 && AssessmentSheet.read(text).criterion == text)
        }
    }
}
