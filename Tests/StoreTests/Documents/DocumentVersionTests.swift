import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DocumentVersionTests {
    private static func letter(_ words: String) throws -> NewDocument {
        NewDocument(
            kind: .circular, text: DocumentText(title: "通报", blocks: [.paragraph(words)]),
            units: try DocumentUnits(main: [], copies: []))
    }

    private static func versions(_ id: DocumentID, in database: any SQLDatabase) async throws -> [DocumentVersion] {
        try await database.read { db in try DocumentVersions.list(of: id, in: db) }
    }

    @Test("Every save that changes words is a version, one that changes none is not", arguments: Engine.available)
    func kept(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let id = try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            let id = try Documents.draft(DocumentVersionTests.letter("甲"), act)
            try Documents.rewrite(id, as: DocumentVersionTests.letter("乙"), version: nil, act)
            try Documents.rewrite(id, as: DocumentVersionTests.letter("乙"), version: nil, act)
            return id
        }
        let before = try await DocumentVersionTests.versions(id, in: database)
        #expect(before.map(\.number) == [2, 1] && before.map { $0.text.editable } == ["乙", "甲"])
        try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try DocumentVersions.restore(1, of: id, version: nil, act)
            try Documents.submit(id, version: nil, act)
        }
        let after = try await DocumentVersionTests.versions(id, in: database)
        #expect(after.map(\.number) == [3, 2, 1] && after[0].text.editable == "甲" && after[0].restored == 1)
        try await database.read { (db: SQLConnection) throws in
            let record = try Documents.require(id, visibleTo: PaperSteps.officer, in: db)
            #expect(record.document.text.editable == "甲" && record.document.history.map(\.kind).contains(.edited))
        }
    }

    @Test("Only a draft of one's own goes back, and only to a version that there is", arguments: Engine.available)
    func refusals(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let id = try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try Documents.draft(DocumentVersionTests.letter("甲"), act)
        }
        func restore(_ number: Int, version: Int? = nil, by viewer: Viewer = PaperSteps.officer) async throws {
            try await PaperSteps.act(viewer, in: database) { act in
                try DocumentVersions.restore(number, of: id, version: version, act)
            }
        }
        await #expect(throws: DocumentRefusal.noSuchVersion) { try await restore(2) }
        await #expect(throws: DocumentRefusal.changedMeanwhile) { try await restore(1, version: 9) }
        await #expect(throws: DocumentRefusal.notFound) {
            try await restore(1, by: FindingSamples.officer("500106"))
        }
        try await PaperSteps.act(PaperSteps.officer, in: database) { try Documents.submit(id, version: nil, $0) }
        await #expect(throws: DocumentRefusal.wrongState("修改", .submitted)) { try await restore(1) }
    }

    @Test("A wording keeps each save with who made it, and goes with all of them", arguments: Engine.available)
    func wordings(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        var wording = DocumentWording.shipped[0]
        let first = wording
        wording.title = "改过的标题"
        let second = wording
        let id = try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            let id = try DocumentWordings.create(first, act)
            try DocumentWordings.save(id, second, version: 1, act)
            return id
        }
        try await database.read { (db: SQLConnection) throws in
            let versions = try DocumentWordings.versions(of: id, in: db)
            #expect(versions.map(\.version) == [2, 1] && versions.map(\.wording) == [second, first])
            #expect(try DocumentWordings.require(id, visibleTo: PaperSteps.officer, in: db).version == 2)
            #expect(throws: DocumentWordingRefusal.notFound) {
                try DocumentWordings.require(id, visibleTo: FindingSamples.officer("500106"), in: db)
            }
        }
        try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try DocumentWordings.remove(id, act)
            #expect(try DocumentWordings.versions(of: id, in: act.db).isEmpty)
        }
    }
}
