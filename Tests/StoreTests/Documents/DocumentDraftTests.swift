import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DocumentDraftTests {
    @Test("A notice is handed in, issued, sent, and seen by 主送 and 抄送 and nobody else", arguments: Engine.available)
    func recipients(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 3)
        let (main, copy, other) = (sample.organisations[0], sample.organisations[1], sample.organisations[2])
        let new = try Sample.letter(to: [main], copies: [copy], of: sample.campaign)
        let draft = try await PaperSteps.act(PaperSteps.officer, in: database) { try Documents.draft(new, $0) }
        #expect(try await sees(main, draft, database) == false)
        let id = try await PaperSteps.sent(new, in: database)
        #expect(try await sees(main, id, database))
        #expect(try await sees(copy, id, database))
        #expect(try await sees(other, id, database) == false)
        let todos = try await database.read { db in
            try Todos.list(visibleTo: FindingSamples.unit(main.rawValue), in: db).counts[.receiveDocument]
        }
        #expect(todos == 1)
        try await PaperSteps.act(FindingSamples.unit(main.rawValue), in: database) { act in
            var filter = DocumentFilter()
            filter.isReceived = false
            #expect(try Documents.list(filter, PageRequest(), visibleTo: act.viewer, in: act.db).total == 1)
            try DocumentRecipients.receive(id, act)
            #expect(throws: DocumentRefusal.self) { try DocumentRecipients.receive(id, act) }
            #expect(try Documents.list(filter, PageRequest(), visibleTo: act.viewer, in: act.db).total == 0)
        }
        await #expect(throws: DocumentRefusal.notFound) {
            try await PaperSteps.act(FindingSamples.unit(other.rawValue), in: database) { act in
                try DocumentRecipients.receive(id, act)
            }
        }
        let team = Viewer(
            account: "a", person: sample.lead, name: "", role: .inspector, scope: .granted, day: "2026-03-10")
        #expect(try await database.read { db in try Documents.find(id, visibleTo: team, in: db) } != nil)
    }

    @Test("The drafter does not issue, a letter without recipients is not handed in", arguments: Engine.available)
    func approval(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1)
        let alone = try Sample.letter(to: [])
        await #expect(throws: DocumentRefusal.noRecipient) {
            try await PaperSteps.act(PaperSteps.officer, in: database) { act in
                let id = try Documents.draft(alone, act)
                try Documents.submit(id, version: nil, act)
            }
        }
        let chief = FindingSamples.officer("500112", role: .director, person: "officer")
        let new = try Sample.letter(.reminder, to: [sample.organisation])
        await #expect(throws: DocumentRefusal.approverDrafted) {
            try await PaperSteps.act(PaperSteps.officer, in: database) { act in
                let id = try Documents.draft(new, act)
                try Documents.submit(id, version: nil, act)
                try Documents.issue(
                    id, version: nil,
                    Act(
                        Change(command: "c-1-2-3-4-5-6-7-8", digest: "", viewer: chief, at: act.at), in: act.db))
            }
        }
        #expect(throws: DocumentRefusal.recipientTwice("a")) {
            try DocumentUnits(main: [("a", "a")], copies: [("a", "a")])
        }
    }

    @Test(
        "A void document keeps its number, and another stands in its place with a new one", arguments: Engine.available)
    func redrafted(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1)
        let first = try await PaperSteps.sent(Sample.letter(to: [sample.organisation]), in: database)
        await #expect(throws: DocumentRefusal.stillValid) {
            try await PaperSteps.act(PaperSteps.officer, in: database) { try Documents.redraft(first, $0) }
        }
        try await PaperSteps.act(PaperSteps.director, in: database) { act in
            try Documents.withdraw(first, reason: "文字有误", version: nil, act)
        }
        let second = try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            let id = try Documents.redraft(first, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try await PaperSteps.act(PaperSteps.director, in: database) { act in
            let number = try Documents.issue(second, version: nil, act)
            #expect(number.serial == 2)
            let record = try Documents.require(second, visibleTo: act.viewer, in: act.db)
            #expect(record.document.replaces == first && record.document.text.title == "关于开展督导的通知")
            let old = try Documents.require(first, visibleTo: act.viewer, in: act.db)
            #expect(old.document.state == .withdrawn && old.document.number?.serial == 1)
        }
    }

    @Test("Nobody is told by letter of a check that nobody is told of", arguments: Engine.available)
    func unannounced(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 2)
        try await database.write { db in
            try db.execute("UPDATE campaign SET manner = 'unannounced'")
            try db.execute("UPDATE inspection SET hidden = true WHERE id = \(sample.inspections[1])")
        }
        await #expect(throws: DocumentRefusal.unannounced) {
            try await PaperSteps.act(PaperSteps.officer, in: database) { act in
                try Documents.draft(Sample.letter(to: sample.organisations, of: sample.campaign), act)
            }
        }
        _ = try await PaperSteps.act(PaperSteps.officer, in: database) { act in
            try Documents.draft(Sample.letter(to: [sample.organisation], of: sample.campaign), act)
        }
    }

    @Test(
        "Five objections an hour from one address and no more; receipts open their own alone",
        arguments: Engine.available)
    func flood(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let sample = try await Sample.campaign(in: database, units: 1)
        let paper = try await PaperSteps.published(Sample.publicity(of: sample.campaign), days: 5, in: database)
        func lodge(_ number: Int, _ address: String) async throws {
            try await PaperSteps.act(.system(on: "2026-03-11"), in: database) { act in
                try Objections.lodge(
                    on: paper, text: "第\(number)条", name: "", contact: "", receipt: "RECEIPT0000\(number)",
                    address: address, act)
            }
        }
        for number in 1...5 { try await lodge(number, "one") }
        await #expect(throws: ObjectionRefusal.flood) { try await lodge(6, "one") }
        try await lodge(7, "two")
        try await database.read { db in
            #expect(try Objections.find(receipt: "RECEIPT00003", in: db)?.objection.text == "第3条")
            #expect(try Objections.find(receipt: "RECEIPT00009", in: db) == nil)
            let neighbour = FindingSamples.officer("500113")
            #expect(try Objections.list(ObjectionFilter(), PageRequest(), visibleTo: neighbour, in: db).total == 0)
            let mine = try Objections.list(ObjectionFilter(), PageRequest(), visibleTo: PaperSteps.officer, in: db)
            #expect(mine.total == 6)
            let stored = try db.rows("SELECT content FROM audit_entry WHERE action = 'objection.lodged'")
            #expect(try stored.allSatisfy { try !($0.get(0) as String).contains("第") })
        }
    }

    private func sees(_ unit: OrganisationID, _ id: DocumentID, _ database: any SQLDatabase) async throws -> Bool {
        try await database.read { db in
            try Documents.find(id, visibleTo: FindingSamples.unit(unit.rawValue), in: db) != nil
        }
    }
}
