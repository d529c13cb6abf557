import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RatingsTests {
    @Test(
        "Teachers' answers count once five of a school gave theirs and the round is over", arguments: Engine.available)
    func teachers(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open()
        let (one, two) = (try await setup.sheet(1).code, try await setup.sheet(2).code)
        #expect(one.utf8.count == 20 && one != two)
        for _ in 1...5 { try await setup.teacher(one, 16) }
        for _ in 1...4 { try await setup.teacher(two, 4) }
        #expect(try await setup.record().figure(.teachers) == .unknown)
        try await setup.close()
        #expect(try await setup.record().figure(.teachers) == AppraisalFigure(met: 80, of: 100))
        await #expect(throws: AppraisalRefusal.roundClosed) { try await setup.teacher(one, 16) }
        await #expect(throws: AppraisalRefusal.codeUnknown) { try await setup.teacher("01234567890123456789", 16) }
    }

    @Test("A school rates an inspector once; three schools are counted", arguments: Engine.available)
    func schools(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open()
        await #expect(throws: AppraisalRefusal.unanswered) { try await setup.school(1, nil) }
        try await setup.school(1, 20)
        await #expect(throws: AppraisalRefusal.alreadyRated) { try await setup.school(1, 4) }
        try await setup.school(2, 16)
        try await setup.school(3, 12)
        let rounds = try await setup.zones.database.read { db in
            try RatingRounds.list(visibleTo: AppraisalSetup.director, in: db)
        }
        #expect(rounds.map(\.schools) == [5] && rounds.map(\.rated) == [3])
        try await setup.close()
        #expect(try await setup.record().figure(.schools) == AppraisalFigure(met: 48, of: 60))
        await #expect(throws: AppraisalRefusal.roundExists(2025)) { try await setup.open() }
    }

    @Test("A code takes thirty forms a minute and not more than its limit", arguments: Engine.available)
    func limits(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open(limit: 31)
        let code = try await setup.sheet(1).code
        for _ in 1...30 { try await setup.teacher(code, 20) }
        await #expect(throws: AppraisalRefusal.flood) { try await setup.teacher(code, 20) }
        try await setup.teacher(code, 20, minute: 1)
        await #expect(throws: AppraisalRefusal.codeUsedUp) { try await setup.teacher(code, 20, minute: 2) }
    }

    @Test(
        "A round without posted schools, of a year to come or with no limit is not opened", arguments: Engine.available)
    func refused(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        for (year, limit, refusal) in [
            (2024, 300, AppraisalRefusal.noPostings), (2026, 300, .yearOutOfRange), (2025, 0, .limit),
            (2025, 2_001, .limit),
        ] {
            await #expect(throws: refusal) {
                try await setup.act { act in
                    let terms = RatingTerms(until: act.day, limit: limit)
                    try RatingRounds.open(year: year, terms: terms, secret: "s", act)
                }
            }
        }
    }

    @Test(
        "A round takes answers on its last day and counts the day after; the school is told until then",
        arguments: Engine.available)
    func until(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open(until: "2025-12-20")
        let code = try await setup.sheet(1).code
        func waiting(_ day: Day) async throws -> [TodoKind: Int] {
            try await setup.zones.database.read { db in
                let list = try Todos.list(visibleTo: AppraisalSetup.principal(1, on: day), in: db)
                #expect(list.rows.allSatisfy { $0.dueOn == "2025-12-20" && $0.about == "2025年度" })
                return list.counts
            }
        }
        #expect(try await waiting("2025-12-20") == [.rateInspectors: 1, .askTeachers: 1])
        try await setup.school(1, 20, on: "2025-12-20")
        #expect(try await waiting("2025-12-20") == [.askTeachers: 1])
        for _ in 1...4 { try await setup.teacher(code, 16) }
        #expect(try await waiting("2025-12-20") == [.askTeachers: 1])
        try await setup.teacher(code, 16, on: "2025-12-20")
        #expect(try await waiting("2025-12-20").isEmpty)
        #expect(try await setup.record(on: "2025-12-20").figure(.teachers) == .unknown)
        await #expect(throws: AppraisalRefusal.roundClosed) { try await setup.teacher(code, 4, on: "2025-12-21") }
        await #expect(throws: AppraisalRefusal.roundClosed) { try await setup.school(2, 4, on: "2025-12-21") }
        #expect(try await setup.record(on: "2025-12-21").figure(.teachers) == AppraisalFigure(met: 80, of: 100))
        func waits(_ serial: Int, _ day: Day) async throws -> Int {
            try await setup.zones.database.read { db in
                try Todos.list(visibleTo: AppraisalSetup.principal(serial, on: day), in: db).total
            }
        }
        #expect(try await waits(2, "2025-12-20") == 2)
        #expect(try await waits(2, "2025-12-21") == 0)
        #expect(try await waits(6, "2025-12-20") == 0, "a school without an inspector is not asked")
    }

    @Test(
        "An office prolongs a round and takes more forms while it is open, and not afterwards",
        arguments: Engine.available)
    func change(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open(limit: 1, until: "2025-12-20")
        let sheet = try await setup.sheet(1)
        try await setup.teacher(sheet.code, 20)
        await #expect(throws: AppraisalRefusal.codeUsedUp) { try await setup.teacher(sheet.code, 20) }
        func change(_ until: Day, _ limit: Int, on day: Day, as viewer: Viewer = AppraisalSetup.director) async throws {
            try await setup.act(on: day, as: viewer) { act in
                try RatingRounds.change(sheet.round, terms: RatingTerms(until: until, limit: limit), act)
            }
        }
        try await change("2025-12-31", 2, on: "2025-12-20")
        try await setup.teacher(sheet.code, 20, on: "2025-12-31")
        let neighbour = SampleUnits.officer(.county, "500113")
        await #expect(throws: AppraisalRefusal.notFound) {
            try await change("2026-01-31", 2, on: "2025-12-20", as: neighbour)
        }
        await #expect(throws: AppraisalRefusal.until) { try await change("2025-12-29", 2, on: "2025-12-30") }
        await #expect(throws: AppraisalRefusal.roundClosed) { try await change("2026-01-31", 2, on: "2026-01-01") }
        let listed = try await setup.zones.database.read { db in
            let round = try RatingRounds.require(sheet.round, visibleTo: AppraisalSetup.director, in: db)
            let schools = try RatingRounds.schools(of: round.id, isDone: nil, text: "", PageRequest(), in: db)
            return (round.limit, schools.rows.map(\.forms))
        }
        #expect(listed.0 == 2 && listed.1 == [2, 0, 0, 0, 0])
    }
}
