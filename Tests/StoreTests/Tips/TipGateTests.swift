import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TipGateTests {
    private static func secret(_ number: Int) -> String {
        String(repeating: "\(number % 10)", count: 30) + "\(10 + number)"
    }

    @Test(
        "A puzzle is used once, a client is held back, and the next day nobody knows it",
        arguments: Engine.available)
    func gate(on engine: Engine) async throws {
        let (database, _) = try await TipsTests.plant(engine)
        let day = FindingSamples.day
        let keys = try await database.write { db in try TipGate.keys(on: day, fresh: "random", in: db) }
        let same = try await database.write { db in try TipGate.keys(on: day, fresh: "other", in: db) }
        #expect(keys.puzzle == same.puzzle && keys.client("10.0.0.1") == same.client("10.0.0.1"))
        let client = keys.client("10.0.0.1")
        #expect(client != keys.client("10.0.0.2") && !client.contains("10.0.0.1"))
        func send(_ number: Int, isSolved: Bool, nonce: String? = nil) async throws {
            try await TipSample.lodge(
                TipSample.new(secret: Self.secret(number)),
                from: TipCaller(client: client, nonce: nonce ?? "n\(number)", isSolved: isSolved), in: database)
        }
        for number in 0..<TipGateLimits.plainPerDay { try await send(number, isSolved: false) }
        await #expect(throws: TipRefusal.flood) { try await send(50, isSolved: false) }
        await #expect(throws: TipRefusal.unsolved) { try await send(51, isSolved: true, nonce: "n1") }
        for number in TipGateLimits.plainPerDay..<TipGateLimits.perHour { try await send(number, isSolved: true) }
        await #expect(throws: TipRefusal.flood) { try await send(60, isSolved: true) }
        #expect(
            try await VisitsTests.count("tip", in: database) == 1 + TipGateLimits.perHour,
            "a refused one leaves nothing")
        let at = VisitSample.now
        let bits = try await database.read { db in try TipGate.bits(for: client, at: at, on: day, in: db) }
        #expect(bits == 22)
        let tomorrow = day.adding(days: 1)
        _ = try await database.write { db in try TipGate.forget(on: tomorrow, in: db) }
        #expect(try await VisitsTests.count("tip_rate", in: database) == 0)
        let left = try await database.read { db in
            try db.rows("SELECT kind FROM tip_key").map { try $0.get(0) as String }
        }
        #expect(left == ["puzzle"], "yesterday's puzzles count past midnight, yesterday's addresses do not")
        let next = try await database.write { db in try TipGate.keys(on: tomorrow, fresh: "new", in: db) }
        #expect(next.client("10.0.0.1") != client)
    }

    @Test(
        "Wrong codes are counted by the hour",
        arguments: Engine.available)
    func codes(on engine: Engine) async throws {
        let (database, _) = try await TipsTests.plant(engine)
        let (day, at) = (FindingSamples.day, VisitSample.now)
        for _ in 0..<TipGateLimits.wrongCodes {
            try await database.read { db in try TipGate.admitCode("c", at: at, on: day, in: db) }
            try await TipsTests.act(in: database) { try TipGate.noteWrongCode("c", $0) }
        }
        await #expect(throws: TipRefusal.codeFlood) {
            try await database.read { db in try TipGate.admitCode("c", at: at, on: day, in: db) }
        }
        try await database.read { db in
            try TipGate.admitCode("d", at: at, on: day, in: db)
            try TipGate.admitCode("c", at: at.adding(seconds: 3_600), on: day, in: db)
        }
    }

    @Test(
        "A unit with many tips becomes a warning of its own office, which ends by itself",
        arguments: Engine.available)
    func hot(on engine: Engine) async throws {
        let (database, _) = try await TipsTests.plant(engine)
        let day = FindingSamples.day
        func warnings(_ viewer: Viewer = FindingSamples.officer()) async throws -> [EarlyWarning] {
            try await database.read { db in
                try EarlyWarnings.list(EarlyWarningFilter(), PageRequest(), visibleTo: viewer, in: db).rows
            }
        }
        try await TipSample.lodge(TipSample.new(topic: .fees, secret: Self.secret(1)), on: day, in: database)
        #expect(try await warnings().isEmpty)
        try await TipSample.lodge(
            TipSample.new(topic: .burden, secret: Self.secret(2)), on: day.adding(days: 1), in: database)
        let raised = try await warnings()
        #expect(raised.count == 1 && raised[0].kind == .tips && raised[0].title == "第101小学近30天举报诉求3件")
        #expect(raised[0].hotSpot?.before == 0)
        #expect(try await warnings(FindingSamples.officer("500102")).isEmpty)
        func sweep(on day: Day) async throws {
            try await TipsTests.act(as: .system(on: day), in: database) { _ = try TipWatch.sweep($0) }
        }
        // The first tip was counted on the thirtieth day after it, and not any more on the one after.
        try await sweep(on: day.adding(days: 29))
        #expect(try await warnings()[0].state == .open)
        try await sweep(on: day.adding(days: 30))
        #expect(try await warnings()[0].state == .over)
    }

    @Test(
        "Each figure of the statistics is the total of the list that it opens",
        arguments: Engine.available)
    func statistics(on engine: Engine) async throws {
        let (database, first) = try await TipsTests.plant(engine)
        var ids = [first]
        for number in 1..<8 {
            let topic = TipTopic.allCases[number % 3]
            let id = try await TipSample.lodge(
                TipSample.new(
                    number % 2 == 0 ? "school-500101" : "bureau-500101", topic: topic, secret: Self.secret(number)),
                on: FindingSamples.day.adding(days: number * 12), in: database)
            ids.append(id)
        }
        let late = Viewer(
            account: "o", person: "officer", name: "o", role: .officer, scope: .region(.county, code: "500101"),
            day: FindingSamples.day.adding(days: 60))
        for id in [ids[0], ids[4]] {
            try await TipsTests.act(as: late, in: database) { act in
                try Tips.assign(id, to: nil, version: nil, act)
                try Tips.answer(id, "查实", id == first ? .holds : .partly, version: nil, act)
            }
        }
        let viewer = late
        try await database.read { db in
            let found = try TipStatistics.of(year: 2026, visibleTo: viewer, in: db)
            #expect(found.total.received == 8 && found.total.inTime == 1 && found.total.tooLate == 1)
            // What nobody has answered yet though its day is past lowers the share as well.
            #expect(found.total.inTimeShare == 100 / (2 + found.total.late))
            #expect(found.total.late > 0 && found.units.map(\.received) == [4, 4])
            let groups: [(TipFilter.Group, KeyPath<TipStatistics.Line, Int>)] = [
                (.open, \.open), (.late, \.late), (.inTime, \.inTime), (.tooLate, \.tooLate), (.found, \.found),
            ]
            for line in [found.total] + found.topics + found.units + found.months {
                var filter = TipFilter()
                filter.year = 2026
                filter.topic = TipTopic(rawValue: line.key)
                filter.month = Month(line.key)
                if filter.topic == nil, filter.month == nil, !line.key.isEmpty { filter.unit = Identifier(line.key) }
                func total(_ filter: TipFilter) throws -> Int {
                    try Tips.list(filter, PageRequest(), visibleTo: viewer, in: db).total
                }
                #expect(try total(filter) == line.received)
                for (outcome, count) in [(Tip.Outcome.holds, line.holds), (.partly, line.partly)] {
                    var narrowed = filter
                    narrowed.outcome = outcome
                    #expect(try total(narrowed) == count, "\(line.key) \(outcome)")
                }
                for (group, path) in groups {
                    var narrowed = filter
                    narrowed.group = group
                    #expect(try total(narrowed) == line[keyPath: path], "\(line.key) \(group)")
                }
            }
        }
    }
}
