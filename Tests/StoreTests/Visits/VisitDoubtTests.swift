import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Days that were said wrong, and who decides about them.
@Suite struct VisitDoubtTests {
    private let day = FindingSamples.day
    private let officer = FindingSamples.officer()
    private let city = Viewer(
        account: "a-city", person: "city", name: "city", role: .officer, scope: .region(.city, code: "500100"),
        day: FindingSamples.day)

    private func decide(
        _ mark: VisitMark, _ decision: VisitMark.Decision, was: VisitMark.Decision? = nil, reason: String = "核实",
        as viewer: Viewer? = nil, in database: any SQLDatabase
    ) async throws {
        try await FindingSamples.act(as: viewer ?? officer, in: database) { act in
            try VisitSteps.decide(mark, of: VisitSample.id(1), decision, reason: reason, was: was, act)
        }
    }

    @Test("A visit of long ago is kept with a mark for the office, whenever it was sent", arguments: Engine.available)
    func longAgo(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let near = VisitSample.visit(1, on: day.adding(days: -35))
        #expect(try await VisitsTests.send(near, in: database).marks == [])
        let far = VisitSample.visit(2, on: day.adding(days: -37))
        #expect(try await VisitsTests.send(far, in: database).marks == [.longAgo])
        #expect(try await VisitsTests.send(VisitSample.visit(3, on: "1970-01-01"), in: database).marks == [.longAgo])
        let todos = try await database.read { db in try Todos.list(visibleTo: officer, in: db) }
        #expect(todos.counts[.decideVisit] == 2)
    }

    @Test(
        "A correction to another day is doubted as if it had been sent with that day; one of the words is not",
        arguments: Engine.available)
    func corrected(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        let other = day.adding(days: -2)
        try await VisitsTests.send(VisitSample.visit(1, location: nil), in: database)
        try await VisitsTests.send(VisitSample.visit(2, on: other), in: database)
        func correct(_ next: Day, version: Int) async throws -> VisitRow {
            let visit = VisitSample.visit(1, on: next, record: "改于\(next)")
            try await FindingSamples.act(as: VisitSample.inspector(), in: database) { act in
                try VisitSteps.correct(visit, reason: "记错了", version: version, act)
            }
            return try await database.read { db in try Visits.require(visit.id, visibleTo: officer, in: db).row }
        }
        let words = try await correct(day, version: 1)
        #expect(words.marks == [.noLocation] && words.openMarks == 0)
        let twice = try await correct(other, version: 2)
        #expect(twice.marks == [.noLocation, .twice] && twice.openMarks == 1)
        try await decide(.twice, .accepted, in: database)
        let away = try await correct(day.adding(days: -3), version: 3)
        #expect(away.marks == [.noLocation, .twice] && away.openMarks == 0)
        // Back on the day of the other one, what was accepted before is asked again.
        #expect(try await correct(other, version: 4).openMarks == 1)
        let far = try await correct(day.adding(days: -37), version: 5)
        #expect(far.marks == [.longAgo, .noLocation, .twice] && far.openMarks == 2)
    }

    @Test(
        "The school's own office decides, one at a time, and every reason stays",
        arguments: Engine.available)
    func decided(on engine: Engine) async throws {
        let database = try await VisitsTests.plant(engine)
        try await VisitsTests.send(VisitSample.visit(location: nil), in: database)
        await #expect(throws: VisitRefusal.otherOffice) {
            try await decide(.noLocation, .void, as: city, in: database)
        }
        await #expect(throws: VisitRefusal.notFound) {
            try await decide(.noLocation, .void, as: FindingSamples.officer("500102"), in: database)
        }
        await #expect(throws: VisitRefusal.noMark) { try await decide(.twice, .void, in: database) }
        try await decide(.noLocation, .void, was: .open, reason: "没有到校", in: database)
        await #expect(throws: VisitRefusal.ruledAlready) {
            try await decide(.noLocation, .accepted, was: .open, in: database)
        }
        try await decide(.noLocation, .accepted, was: .void, reason: "门卫证实到过", in: database)
        let found = try await database.read { db in
            try Visits.require(VisitSample.id(1), visibleTo: city, in: db)
        }
        #expect(!found.row.isVoid && found.notes.map(\.reason) == ["门卫证实到过"])
        #expect(found.rulings.map(\.reason) == ["没有到校"] && found.rulings.map(\.decision) == [.void])
    }
}
