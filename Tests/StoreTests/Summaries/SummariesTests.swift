import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A summary from its records to its frozen figures, on both engines.
@Suite struct SummariesTests {
    @Test(
        "A draft states what the office's own records say, its neighbour's say something else",
        arguments: Engine.available)
    func drafts(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(3, in: database)
        try await SummaryWorld.find(5, by: SummaryWorld.neighbour, in: database)
        let body = "下发问题{{ finding.found }}个，{{ finding.found.change }}，涉及{{ list: finding.organisations }}。"
        let id = try await SummaryWorld.begin(body, in: database)
        #expect(try await SummaryWorld.plain(id, in: database) == "2026年总结\n\n下发问题3个，涉及第101小学。")
        let other = try await SummaryWorld.begin(body, by: SummaryWorld.neighbour, in: database)
        let theirs = try await SummaryWorld.record(other, SummaryWorld.neighbour, in: database)
        #expect(theirs.summary.draft.document().plain == "2026年总结\n\n下发问题5个，涉及第102小学。")
        let figure = try #require(theirs.summary.draft.stated.first?.figure)
        #expect(figure.link.hasPrefix("/findings?"))
        #expect(figure.definition.contains("下发的问题"))
        #expect(!figure.counted.isEmpty)
    }

    @Test("Neighbours do not see it, an office above sees it once it is issued", arguments: Engine.available)
    func visible(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(1, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个。", in: database)
        func sees(_ viewer: Viewer) async throws -> Bool {
            try await database.read { db in
                let found = try Summaries.find(id, visibleTo: viewer, in: db) != nil
                let listed = try Summaries.list(SummaryFilter(), PageRequest(), visibleTo: viewer, in: db).total == 1
                #expect(found == listed)
                return found
            }
        }
        #expect(try await sees(SummaryWorld.officer))
        #expect(try await sees(SummaryWorld.neighbour) == false)
        #expect(try await sees(SummaryWorld.city) == false)
        #expect(try await sees(FindingSamples.unit()) == false)
        try await issue(id, in: database)
        #expect(try await sees(SummaryWorld.city))
        #expect(try await sees(SummaryWorld.neighbour) == false)
        await #expect(throws: SummaryRefusal.notFound) {
            try await SummaryWorld.act(SummaryWorld.city, in: database) { act in
                try Summaries.accept(nil, of: id, version: nil, act)
            }
        }
    }

    @Test(
        "Typed text survives new figures; what changed is marked, taken over, and asked for before 送审",
        arguments: Engine.available)
    func changes(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        let id = try await SummaryWorld.begin("一、整改\n问题{{ finding.found }}个。", in: database)
        try await SummaryWorld.act(in: database) { act in
            try Summaries.edit(
                id, title: "手改的标题", recipient: "各学校", text: "一、整改\n手写：共{{1=999}}个，销号{{ finding.closed }}个。",
                version: 1, act)
        }
        #expect(try await SummaryWorld.plain(id, in: database) == "手改的标题\n\n一、整改\n手写：共2个，销号0个。")
        #expect(try await SummaryWorld.changes(id, in: database) == [])
        try await SummaryWorld.find(1, in: database)
        #expect(try await SummaryWorld.changes(id, in: database) == ["2 → 3"])
        await #expect(throws: SummaryRefusal.changed(["发现问题2 → 3"])) {
            try await SummaryWorld.act(in: database) { act in _ = try Summaries.submit(id, version: 2, act) }
        }
        try await SummaryWorld.act(in: database) { act in try Summaries.accept([1], of: id, version: 2, act) }
        #expect(try await SummaryWorld.plain(id, in: database) == "手改的标题\n\n一、整改\n手写：共3个，销号0个。")
        await #expect(throws: SummaryRefusal.changedMeanwhile) {
            try await SummaryWorld.act(in: database) { act in _ = try Summaries.submit(id, version: 2, act) }
        }
        let kept = try await database.read { db in try SummaryVersions.list(of: id, in: db) }
        #expect(kept.map(\.event) == [.accepted, .edited, .drafted])
        try await SummaryWorld.act(in: database) { act in try Summaries.restore(1, of: id, version: 3, act) }
        #expect(try await SummaryWorld.plain(id, in: database) == "2026年总结\n\n一、整改\n问题2个。")
    }

    @Test(
        "Issued by somebody who did not write it, its figures are frozen and the audit holds their digest",
        arguments: Engine.available)
    func frozen(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个。", in: database)
        let document = try await SummaryWorld.act(in: database) { act in try Summaries.submit(id, version: nil, act) }
        await #expect(throws: SummaryRefusal.self) {
            try await SummaryWorld.act(in: database) { act in
                try Summaries.accept(nil, of: id, version: nil, act)
                try Summaries.edit(id, title: "x", recipient: "", text: "y", version: nil, act)
            }
        }
        let drafter = FindingSamples.officer(role: .director, person: "officer")
        await #expect(throws: DocumentRefusal.approverDrafted) {
            try await SummaryWorld.act(drafter, in: database) { act in
                _ = try Documents.issue(document, version: nil, act)
            }
        }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(document, version: nil, act)
        }
        let issued = try #require(try await SummaryWorld.record(id, in: database).document)
        let sources = try #require(issued.sources)
        #expect(sources.frozen?.digest == sha256(sources.canonical))
        #expect(issued.kind == .summary)
        #expect(issued.number != nil)
        try await SummaryWorld.find(4, in: database)
        #expect(try await SummaryWorld.record(id, in: database).document?.text.plain.contains("问题2个。") == true)
        #expect(try await SummaryWorld.changes(id, in: database) == ["2 → 6"])
        let entry: String? = try await database.read { db in
            try db.first(
                "SELECT content FROM audit_entry WHERE action = 'document.issued' AND subject_id = \(document)")?.get(0)
        }
        #expect(entry?.contains(sources.frozen?.digest ?? "none") == true)
        await #expect(throws: DocumentRefusal.throughSummary) {
            try await SummaryWorld.act(in: database) { act in
                try Documents.edit(document, DocumentText(title: "x", blocks: [.paragraph("y")]), version: nil, act)
            }
        }
    }

    @Test(
        "Given back, it is edited where it was written and handed in as the same document", arguments: Engine.available)
    func returned(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个。", in: database)
        let document = try await SummaryWorld.act(in: database) { act in try Summaries.submit(id, version: nil, act) }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            try Documents.giveBack(document, reason: "请补充", version: nil, act)
        }
        await #expect(throws: DocumentRefusal.throughSummary) {
            try await SummaryWorld.act(in: database) { act in try Documents.submit(document, version: nil, act) }
        }
        await #expect(throws: SummaryRefusal.notDraft) {
            try await SummaryWorld.act(in: database) { act in try Summaries.remove(id, version: nil, act) }
        }
        let again = try await SummaryWorld.act(in: database) { act in
            try Summaries.edit(id, title: "总结", recipient: "", text: "补充后问题{{1=}}个。", version: nil, act)
            return try Summaries.submit(id, version: nil, act)
        }
        #expect(again == document)
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(document, version: nil, act)
        }
        #expect(try await SummaryWorld.record(id, in: database).document?.text.plain.contains("补充后问题2个。") == true)
        await #expect(throws: SummaryRefusal.wrongState("送审", "已签发")) {
            try await SummaryWorld.act(in: database) { act in
                _ = try Summaries.submit(id, version: nil, act)
            }
        }
    }

    @Test(
        "What nobody handed in may go; a blank and a wrong mark are refused with their place",
        arguments: Engine.available)
    func refusals(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(1, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个。【待填：打算】", in: database)
        await #expect(throws: SummaryRefusal.blanks(["【待填：打算】"])) {
            try await SummaryWorld.act(in: database) { act in _ = try Summaries.submit(id, version: nil, act) }
        }
        await #expect(throws: SummaryRefusal.unreadable([TemplateProblem("本稿没有编号为7的数字", at: TextPlace(2, 2))])) {
            try await SummaryWorld.act(in: database) { act in
                try Summaries.edit(id, title: "总结", recipient: "", text: "甲\n乙{{7=3}}", version: nil, act)
            }
        }
        await #expect(throws: SummaryRefusal.empty) {
            try await SummaryWorld.act(in: database) { act in
                try Summaries.edit(id, title: " ", recipient: "", text: "甲", version: nil, act)
            }
        }
        try await SummaryWorld.act(in: database) { act in try Summaries.remove(id, version: nil, act) }
        #expect(
            try await database.read { db in try Summaries.find(id, visibleTo: SummaryWorld.officer, in: db) } == nil)
        await #expect(throws: SummaryRefusal.nothingToSay) {
            _ = try await SummaryWorld.begin("通知{{ document.notice }}份。", in: database)
        }
    }

    private func issue(_ id: SummaryID, in database: any SQLDatabase) async throws {
        let document = try await SummaryWorld.act(in: database) { act in try Summaries.submit(id, version: nil, act) }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(document, version: nil, act)
        }
    }
}
