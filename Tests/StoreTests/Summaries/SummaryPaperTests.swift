import Jobs
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A summary on paper: a footnote for each figure at the end of its clause, and the annex of sources.
@Suite struct SummaryPaperTests {
    @Test("Each figure has one footnote, behind its clause and not behind its digits", arguments: Engine.available)
    func footnotes(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        let id = try await SummaryWorld.begin(
            "问题{{ finding.found }}个，涉及{{ finding.organisations }}所；再说一遍{{ finding.found }}个", in: database)
        let record = try await SummaryWorld.record(id, in: database)
        let paper = OfficialDocument(record.summary.printed(on: FindingSamples.day))
        guard case .runs(let runs)? = paper.blocks.first else {
            Issue.record("the paragraph has no footnotes")
            return
        }
        let texts = runs.map { run in
            switch run {
            case .text(let text): text
            case .footnote(let words): "[\(words.prefix(13))]"
            }
        }
        #expect(texts.joined() == "问题2个[数据来源见附件第1项“发现]，涉及1所[数据来源见附件第2项“有问]；再说一遍2个")
    }

    @Test(
        "The annex says of each figure what it counts, and before 签发 that nothing is frozen",
        arguments: Engine.available)
    func annex(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个，销号率{{ finding.closed.share }}。", in: database)
        let draft = OfficialDocument(
            try await SummaryWorld.record(id, in: database).summary.printed(on: FindingSamples.day))
        let annex = try #require(draft.annexes.first)
        #expect(annex.title == "数据来源")
        #expect(annex.blocks.first == .paragraph("本文尚未签发，数字尚未冻结。"))
        guard case .table(let table)? = annex.blocks.last else {
            Issue.record("the annex has no table")
            return
        }
        #expect(table.rows.map { $0[1] } == ["发现问题", "销号率"])
        #expect(table.rows.map { $0[2] } == ["2个", "0.00%"])
        let document = try await SummaryWorld.act(in: database) { act in try Summaries.submit(id, version: nil, act) }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(document, version: nil, act)
        }
        let issued = try #require(try await SummaryWorld.record(id, in: database).document)
        guard case .paragraph(let words)? = OfficialDocument(issued).annexes.first?.blocks.first else { return }
        #expect(words.contains(issued.sources?.frozen?.digest ?? "none"))
        _ = try await database.write { db in try Seals.seal(limit: 100, in: db) }
        let seal = try await database.read { db in try Seals.issuance(of: document, in: db)?.sequence }
        #expect(seal != nil)
        let report = try await database.read { db in try Audit.verify(in: db) }
        #expect(report.problems.isEmpty)
    }
}
