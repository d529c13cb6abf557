import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ReminderRoundTests {
    @Test(
        "A unit is reminded of its problem at each stage once, from eight on working days; its neighbour of nothing",
        arguments: Engine.available)
    func stages(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await site.wish("principal-500101", mail: "zhou@example.cn")
        var expected: [String] = []
        for (day, hour, minute, stage) in [
            ("2026-04-01", 9, 0, nil), ("2026-04-02", 7, 59, nil), ("2026-04-02", 8, 0, -7),
            ("2026-04-02", 15, 0, nil), ("2026-04-04", 9, 0, nil), ("2026-04-07", 9, 0, nil),
            ("2026-04-08", 8, 0, -1), ("2026-04-09", 8, 1, 0), ("2026-04-10", 8, 0, 1), ("2026-04-12", 9, 0, nil),
            ("2026-04-13", 9, 0, 3), ("2026-04-16", 9, 0, 7),
        ] as [(Day, Int, Int, Int?)] {
            try await site.sweep(day, hour, minute)
            if let stage { expected.append("acknowledge \(stage)") }
            #expect(try await site.reminders("principal-500101") == expected, "\(day) \(hour):\(minute)")
        }
        #expect(try await site.mails(to: "zhou@example.cn").count == expected.count)
        #expect(try await site.reminders("principal-500102") == [])
        #expect(try await site.reminders("officer-500102") == [])
        #expect(try await site.reminders("officer-500101") == ["chase 1", "chase 3", "chase 7"])
    }

    @Test("After a server was down over several stages only the latest is said", arguments: Engine.available)
    func down(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await site.wish("principal-500101", mail: "zhou@example.cn")
        try await site.sweep("2026-04-01")
        try await site.sweep("2026-04-29")
        #expect(try await site.reminders("principal-500101") == ["acknowledge 14"])
        let mails = try await site.mails(to: "zhou@example.cn")
        #expect(mails.map(\.subject) == ["督导待办提醒：逾期1件（4月29日）"])
        let lines = mails.first?.body.sections.flatMap(\.lines) ?? []
        #expect(lines.map(\.text) == ["签收问题"])
        #expect(lines.first?.path.hasPrefix("/findings/") == true)
        #expect(lines.first?.note.contains("逾期20天") == true)
    }

    @Test("Another day for the same thing is reminded of anew", arguments: Engine.available)
    func moved(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await site.sweep("2026-04-10")
        _ = try await site.database.write { db in
            try db.execute("UPDATE finding_part SET due_on = '2026-05-08' WHERE organisation_id = 'school-500101'")
        }
        try await site.sweep("2026-04-30")
        try await site.sweep("2026-05-07")
        #expect(
            try await site.reminders("principal-500101") == ["acknowledge 1", "acknowledge -7", "acknowledge -1"])
    }

    @Test("A muted kind is silent until it is late, and who wants no mail gets none", arguments: Engine.available)
    func muted(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await site.wish("principal-500101", mail: "zhou@example.cn", muted: "acknowledge rectify", byMail: false)
        for day in ["2026-04-02", "2026-04-09", "2026-04-10"] as [Day] { try await site.sweep(day) }
        #expect(try await site.reminders("principal-500101") == ["acknowledge 1"])
        #expect(try await site.mails(to: "zhou@example.cn").isEmpty)
    }

    @Test("An office's own terms count for its units and not for the neighbour's", arguments: Engine.available)
    func terms(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await FindingSamples.act(as: FindingSamples.officer(), in: site.database) { act in
            try OfficeReminderTerms.save(
                ReminderTerms(leadDays: [10], onTheDay: false, lateDays: [], thenEvery: 0), version: 0, act)
        }
        for day in ["2026-03-30", "2026-04-02", "2026-04-09", "2026-04-10"] as [Day] { try await site.sweep(day) }
        #expect(try await site.reminders("principal-500101") == ["acknowledge -10"])
        let next = FindingSamples.officer("500102")
        let (own, theirs) = try await site.database.read { db in
            (
                try OfficeReminderTerms.load(of: "500101", in: db),
                try OfficeReminderTerms.load(of: Place(next.scope).office, in: db)
            )
        }
        #expect(own.version == 1)
        #expect(theirs.terms == .usual && theirs.version == 0)
        await #expect(throws: ReminderRefusal.stale) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: site.database) { act in
                try OfficeReminderTerms.save(.usual, version: 0, act)
            }
        }
    }

    @Test("What is due is what the workbench lists, and the notes beside it say when", arguments: Engine.available)
    func workbench(on engine: Engine) async throws {
        let site = try await ReminderSite(on: engine)
        try await site.sweep("2026-04-02")
        let viewer = Viewer(
            account: "a-principal-500101", person: "principal-500101", name: "", role: .principal,
            scope: .organisation("school-500101"), day: "2026-04-02")
        let (todos, due, early, late, notes) = try await site.database.read { db in
            let todos = try Todos.list(visibleTo: viewer, in: db)
            return (
                todos, try Todos.due(by: "2026-04-09", limit: 10, visibleTo: viewer, in: db),
                try Todos.due(by: "2026-04-08", limit: 10, visibleTo: viewer, in: db),
                try Todos.late(visibleTo: viewer, in: db), try Reminders.notes(on: todos.rows, for: viewer, in: db)
            )
        }
        #expect(due == todos.rows.filter { $0.dueOn == "2026-04-09" })
        #expect(due.count == 1)
        #expect(early.isEmpty && late.isEmpty)
        let note = try #require(due.first.flatMap { notes[$0.key] })
        #expect(note == ReminderNote(lastOn: "2026-04-02", nextOn: "2026-04-08"))
        let later = Viewer(
            account: viewer.account, person: viewer.person, name: "", role: .principal, scope: viewer.scope,
            day: "2026-04-10")
        #expect(try await site.database.read { db in try Todos.late(visibleTo: later, in: db) } == [.acknowledge: 1])
    }
}
