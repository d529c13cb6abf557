import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DocumentFormatStoreTests {
    private static let neighbour = FindingSamples.officer("500106", role: .director, person: "neighbour")

    private static func set(
        _ kind: Document.Kind, _ format: DocumentFormat, version: Int? = nil, by viewer: Viewer = PaperSteps.director,
        in database: any SQLDatabase
    ) async throws {
        try await PaperSteps.act(viewer, in: database) { act in
            try DocumentFormats.save(kind, format, version: version, act)
        }
    }

    private static func handedIn(_ kind: Document.Kind, in database: any SQLDatabase) async throws -> DocumentID {
        try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            let text = DocumentText(title: "通报", blocks: [.paragraph("正文")])
            let new = NewDocument(kind: kind, text: text, units: try DocumentUnits(main: [], copies: []))
            let id = try Documents.draft(new, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
    }

    private static func issued(_ kind: Document.Kind, in database: any SQLDatabase) async throws -> String {
        let id = try await handedIn(kind, in: database)
        return try await PaperSteps.act(PaperSteps.director, in: database) { act in
            try Documents.issue(id, version: nil, act).text
        }
    }

    @Test("Kinds with one 代字 share one sequence, others run by themselves", arguments: Engine.available)
    func groups(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await SampleRegions.plant(in: database)
        let own = DocumentFormat(mark: "渝云教督通")
        try await DocumentFormatStoreTests.set(.circular, own, in: database)
        try await DocumentFormatStoreTests.set(.publicity, DocumentFormat(mark: "渝云教督示", shape: .issue), in: database)
        #expect(try await DocumentFormatStoreTests.issued(.circular, in: database) == "渝云教督通〔2026〕1号")
        #expect(try await DocumentFormatStoreTests.issued(.publicity, in: database) == "2026年第1期")
        try await DocumentFormatStoreTests.set(.publicity, own, in: database)
        #expect(try await DocumentFormatStoreTests.issued(.publicity, in: database) == "渝云教督通〔2026〕2号")
        #expect(try await DocumentFormatStoreTests.issued(.circular, in: database) == "渝云教督通〔2026〕3号")
        try await database.read { (db: SQLConnection) throws in
            let formats = try DocumentFormats.all(visibleTo: PaperSteps.officer, in: db)
            #expect(formats.count == Document.Kind.allCases.count && formats[.circular]?.version == 1)
            #expect(formats[.publicity]?.version == 2 && formats[.notice]?.updatedAt == nil)
            let next = try DocumentFormats.nextNumbers(formats, visibleTo: PaperSteps.officer, in: db)
            #expect(next[.circular]?.text == "渝云教督通〔2026〕4号" && next[.notice]?.serial == 1)
            let theirs = try DocumentFormats.all(visibleTo: DocumentFormatStoreTests.neighbour, in: db)
            #expect(theirs[.circular]?.format == .usual(for: .circular))
        }
    }

    @Test("Fifty issued at once go on from the first number that the office set", arguments: Engine.available)
    func concurrent(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let format = DocumentFormat(mark: "渝云教督通", start: .init(year: 2026, serial: 17))
        try await DocumentFormatStoreTests.set(.circular, format, in: database)
        var drafts: [DocumentID] = []
        for _ in 0..<50 { drafts.append(try await DocumentFormatStoreTests.handedIn(.circular, in: database)) }
        let serials = try await withThrowingTaskGroup(of: Int.self) { group in
            for id in drafts {
                group.addTask {
                    try await PaperSteps.act(PaperSteps.director, in: database) { act in
                        try Documents.issue(id, version: nil, act).serial
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(serials.sorted() == Array(17...66))
        let first = drafts[0]
        try await PaperSteps.act(PaperSteps.director, in: database) { (act: Act) throws in
            try Documents.withdraw(first, reason: "有误", version: nil, act)
        }
        #expect(try await DocumentFormatStoreTests.issued(.circular, in: database) == "渝云教督通〔2026〕67号")
    }

    @Test("What would leave gaps or mix two offices' numbers is refused", arguments: Engine.available)
    func refusals(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let format = DocumentFormat(mark: "渝云教督通")
        try await DocumentFormatStoreTests.set(.circular, format, in: database)
        await #expect(throws: DocumentFormatRefusal.markTaken("渝云教督通")) {
            try await DocumentFormatStoreTests.set(
                .notice, format, by: DocumentFormatStoreTests.neighbour, in: database)
        }
        _ = try await DocumentFormatStoreTests.issued(.circular, in: database)
        let late = DocumentFormat(mark: "渝云教督通", start: .init(year: 2026, serial: 9))
        await #expect(throws: DocumentFormatRefusal.numbersBegun("渝云教督通", 1)) {
            try await DocumentFormatStoreTests.set(.circular, late, in: database)
        }
        await #expect(throws: DocumentFormatRefusal.changedMeanwhile) {
            try await DocumentFormatStoreTests.set(.circular, format, version: 0, in: database)
        }
        await #expect(throws: DocumentFormatRefusal.unsound(["mark": "代字请控制在20字以内，不带括号、年份和空格。"])) {
            try await DocumentFormatStoreTests.set(.circular, DocumentFormat(mark: "〔〕"), in: database)
        }
        let next = DocumentFormat(mark: "渝云教督通", start: .init(year: 2027, serial: 9))
        try await DocumentFormatStoreTests.set(.circular, next, version: 1, in: database)
    }

    @Test("A draft carries the head that its office set on the day of drafting", arguments: Engine.available)
    func heads(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let before = try await DocumentFormatStoreTests.handedIn(.circular, in: database)
        try await DocumentFormatStoreTests.set(
            .circular, DocumentFormat(form: .letter, letterhead: "渝云督导"), in: database)
        let after = try await DocumentFormatStoreTests.handedIn(.circular, in: database)
        try await database.read { (db: SQLConnection) throws in
            let layout = { (id: DocumentID) in
                try Documents.require(id, visibleTo: PaperSteps.officer, in: db).document.layout
            }
            #expect(try layout(before)?.form == .document)
            #expect(try layout(after) == DocumentLayout(form: .letter, letterhead: "渝云督导"))
        }
    }

    @Test("What was kept before there were heads, notes and shapes is still read")
    func old() throws {
        let number: DocumentNumber = try JSONColumn.value(#"{"mark":"教督","serial":3,"year":2026}"#)
        #expect(number.text == "教督〔2026〕3号")
        let text: DocumentText = try JSONColumn.value(
            #"{"attachments":[],"blocks":[],"copies":[],"recipient":"","title":"通知"}"#)
        #expect(text == DocumentText(title: "通知", blocks: []))
        var full = text
        (full.notes, full.annexes) = (["口径"], [.init(title: "表", blocks: [.paragraph("甲")], isWide: true)])
        #expect(try JSONColumn.value(JSONColumn.text(full)) == full)
    }
}
