import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DocumentNumberTests {
    private static let at = Instant(milliseconds: 1_773_100_000_000)

    private static func viewer(_ person: PersonID) -> Viewer {
        Viewer(
            account: "account", person: person, name: "", role: .director, scope: .region(.county, code: "500112"),
            day: "2026-03-10")
    }

    private static func perform<T: Sendable>(
        _ person: PersonID, in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let change = Change(command: NewID.random(at: at), digest: "test", viewer: viewer(person), at: at)
        return try await database.write { db in try body(Act(change, in: db)) }
    }

    private static func draft(in database: any SQLDatabase) async throws -> DocumentID {
        try await perform("officer", in: database) { act in
            let document = Document(
                id: act.newID(), kind: .report, office: "督导室",
                text: DocumentText(title: "通知", blocks: [.paragraph("正文")]), draftedBy: "officer", on: act.day)
            let place = Place(province: "500000", city: "500100", county: "500112")
            try Documents.insert(
                DocumentRecord(document, subjectKind: .campaign, subject: document.id.rawValue, place: place), act)
            return document.id
        }
    }

    @Test("Fifty issued at once get fifty numbers without a gap or a repeat", arguments: Engine.available)
    func concurrent(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await SampleRegions.plant(in: database)
        var drafts: [DocumentID] = []
        for _ in 0..<50 { drafts.append(try await DocumentNumberTests.draft(in: database)) }
        let numbers = try await withThrowingTaskGroup(of: DocumentNumber.self) { group in
            for id in drafts {
                group.addTask {
                    try await DocumentNumberTests.perform("director", in: database) { act in
                        try Documents.issue(id, version: 1, act)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.map(\.serial).sorted() == Array(1...50))
        #expect(Set(numbers.map(\.mark)) == ["渝渝教督"])
        let kept: [String] = try await database.read { db in
            try db.rows("SELECT number FROM document WHERE state = 'issued'").map { try $0.get(0) }
        }
        #expect(Set(kept) == Set(numbers.map(\.text)))
    }

    @Test("A refused issue takes no number, a void document keeps its own", arguments: Engine.available)
    func gaps(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try DeploymentSettings.set(DeploymentSettings.documentMark, "云教督", in: db)
        }
        let (first, second) = (
            try await DocumentNumberTests.draft(in: database), try await DocumentNumberTests.draft(in: database)
        )
        await #expect(throws: DocumentRefusal.approverDrafted) {
            try await DocumentNumberTests.perform("officer", in: database) { act in
                _ = try Documents.issue(first, version: 1, act)
            }
        }
        await #expect(throws: DocumentRefusal.changedMeanwhile) {
            try await DocumentNumberTests.perform("director", in: database) { act in
                _ = try Documents.issue(first, version: 7, act)
            }
        }
        let number = try await DocumentNumberTests.perform("director", in: database) { act in
            try Documents.issue(first, version: 1, act)
        }
        #expect(number.text == "云教督〔2026〕1号")
        try await DocumentNumberTests.perform("director", in: database) { (act: Act) throws in
            try Documents.withdraw(first, reason: "有误", version: 2, act)
            #expect(try Documents.issue(second, version: 1, act).text == "云教督〔2026〕2号")
        }
        let void = try await database.read { db in
            try Documents.require(first, visibleTo: DocumentNumberTests.viewer("director"), in: db)
        }
        #expect(void.document.state == .withdrawn && void.document.number == number)
    }

    @Test("Another district neither finds nor lists them", arguments: Engine.available)
    func scope(engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let id = try await DocumentNumberTests.draft(in: database)
        let neighbour = Viewer(
            account: "n", person: "n", name: "", role: .director, scope: .region(.county, code: "500106"),
            day: "2026-03-10")
        try await database.read { (db: SQLConnection) throws in
            #expect(try Documents.find(id, visibleTo: neighbour, in: db) == nil)
            #expect(try Documents.list(DocumentFilter(), PageRequest(), visibleTo: neighbour, in: db).total == 0)
            let own = DocumentNumberTests.viewer("director")
            for order in DocumentFilter.Order.allCases {
                var filter = DocumentFilter()
                (filter.order, filter.kind, filter.state, filter.text) = (order, .report, .draft, "通")
                (filter.isPublished, filter.isDescending) = (false, order == .unit)
                #expect(try Documents.list(filter, PageRequest(), visibleTo: own, in: db).total == 1)
            }
            #expect(try Documents.years(visibleTo: own, in: db).isEmpty)
        }
    }
}
