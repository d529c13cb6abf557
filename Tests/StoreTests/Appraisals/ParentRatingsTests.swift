import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ParentRatingsTests {
    static let day: Day = "2026-03-12"

    static func take(
        _ points: Int, words: String = "", at school: Int = 1, of person: PersonID = "p1", from client: String?,
        nonce: String = "", isSolved: Bool = true, on day: Day = day, in setup: AppraisalSetup
    ) async throws {
        let answer = try ParentAnswer([.presence: points, .response: points, .openness: 6 - points], words: words)
        let caller = client.map {
            TipCaller(client: $0, nonce: nonce.isEmpty ? "\($0)/\(points)" : nonce, isSolved: isSolved)
        }
        try await setup.act(on: day, as: .system(on: day)) { act in
            try ParentRatings.take(answer, of: person, at: ZoneSetup.school(school), from: caller, act)
        }
    }

    static func list(
        _ filter: ParentRatingFilter = .init(year: 2026), as viewer: Viewer = AppraisalSetup.director,
        in setup: AppraisalSetup
    ) async throws -> [ParentRating] {
        try await setup.zones.database.read { db in
            try ParentRatings.list(filter, PageRequest(), visibleTo: viewer, in: db).rows
        }
    }

    static func words(
        _ filter: ParentRatingFilter = .init(year: 2026), as viewer: Viewer = AppraisalSetup.director,
        in setup: AppraisalSetup
    ) async throws -> [ParentWords] {
        try await setup.zones.database.read { db in
            try ParentRatings.words(filter, PageRequest(), visibleTo: viewer, in: db).rows
        }
    }

    @Test("Four answers are not shown, the fifth shows all, and the appraisal counts them", arguments: Engine.available)
    func batches(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        func figure() async throws -> AppraisalFigure {
            try await setup.zones.database.read { db in
                let viewer = Viewer(
                    account: "director", person: "director", name: "吴启明", role: .director,
                    scope: .region(.county, code: "500112"), day: Self.day)
                return try Appraisals.require("p1", year: 2026, visibleTo: viewer, in: db).figure(.parents)
            }
        }
        for number in 1...4 { try await Self.take(number, words: "话\(number)", from: "c\(number)", in: setup) }
        let few = try await Self.list(in: setup)
        #expect(few.map(\.shown.forms) == [0] && few.allSatisfy(\.isHolding) && few.map(\.topForms) == [4])
        #expect(try await Self.words(in: setup).isEmpty)
        #expect(try await figure() == .unknown)
        try await Self.take(5, from: "c5", on: Self.day.adding(days: 1), in: setup)
        let shown = try await Self.list(in: setup)
        #expect(shown.map(\.shown) == [.init(forms: 5, points: 30, openness: 15)] && shown.map(\.words) == [4])
        #expect(shown.map(\.topDay) == [Self.day] && shown.map(\.topForms) == [4])
        #expect(Set(try await Self.words(in: setup).map(\.words)) == ["话1", "话2", "话3", "话4"])
        #expect(try await figure() == AppraisalFigure(met: 30, of: 50))
        try await Self.take(1, words: "晚到的", from: "c6", in: setup)
        #expect(try await Self.list(in: setup).map(\.shown.forms) == [5])
        #expect(try await Self.words(in: setup).count == 4, "what is held is not read either")
    }

    @Test(
        "Of one network a day one answer counts; the others are told as a number; the next day is another",
        arguments: Engine.available)
    func repeats(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        for number in 1...12 { try await Self.take(5, from: "c", nonce: "n\(number)", in: setup) }
        let rows = try await Self.list(in: setup)
        #expect(rows.map(\.shown.forms) == [0] && rows.map(\.repeats) == [11] && rows.map(\.topForms) == [12])
        try await Self.take(5, at: 2, from: "c", nonce: "other", in: setup)
        #expect(try await Self.list(in: setup).map(\.repeats) == [11, 0], "another school is another matter")
        try await Self.take(5, from: "c", nonce: "next", on: Self.day.adding(days: 1), in: setup)
        #expect(try await Self.list(in: setup).map(\.repeats) == [11, 0])
        for number in 13...19 { try await Self.take(5, from: "c", nonce: "n\(number)", in: setup) }
        await #expect(throws: TipRefusal.flood) { try await Self.take(5, from: "c", nonce: "n21", in: setup) }
        await #expect(throws: TipRefusal.unsolved) { try await Self.take(5, from: "d", nonce: "n1", in: setup) }
        for number in 1...TipGateLimits.plainPerDay {
            try await Self.take(5, from: "e", nonce: "e\(number)", isSolved: false, in: setup)
        }
        await #expect(throws: TipRefusal.flood) {
            try await Self.take(5, from: "e", nonce: "e", isSolved: false, in: setup)
        }
    }

    @Test("Only whose name hangs at the gate is rated, while it does", arguments: Engine.available)
    func posted(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        for (school, person) in [(6, "p1"), (1, "p2"), (1, "nobody")] as [(Int, PersonID)] {
            await #expect(throws: AppraisalRefusal.notPosted) {
                try await Self.take(5, at: school, of: person, from: "c", in: setup)
            }
        }
        await #expect(throws: AppraisalRefusal.notPosted) {
            try await Self.take(5, from: "c", on: "2025-08-31", in: setup)
        }
        try await setup.act { act in try act.db.execute("UPDATE organisation SET state = 'closed', closed_on = since") }
        await #expect(throws: AppraisalRefusal.notPosted) { try await Self.take(5, from: "c", in: setup) }
        #expect(try await Self.list(in: setup).isEmpty)
    }

    @Test(
        "The office reads and removes the words; neighbours, offices above and leaders find none",
        arguments: Engine.available)
    func access(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        for number in 1...5 { try await Self.take(3, words: "骂人的话", from: "c\(number)", in: setup) }
        let id = try #require(try await Self.words(in: setup).first?.id)
        let scopes: [(Role, Scope)] = [
            (.officer, .region(.county, code: "500113")), (.officer, .region(.city, code: "500100")),
            (.director, .region(.province, code: "500000")), (.inspector, .granted),
            (.principal, .organisation(ZoneSetup.school(1))), (.leader, .region(.county, code: "500112")),
        ]
        for (role, scope) in scopes {
            let viewer = Viewer(account: "x", person: "p1", name: "某", role: role, scope: scope, day: Self.day)
            #expect(try await Self.words(as: viewer, in: setup).isEmpty, "\(role) \(scope)")
            #expect(try await Self.list(as: viewer, in: setup).count == (role == .leader ? 1 : 0), "\(role) \(scope)")
            await #expect(throws: AppraisalRefusal.notFound) {
                try await setup.act(as: viewer) { act in try ParentRatings.removeWords(id, act) }
            }
        }
        var filter = ParentRatingFilter(year: 2026)
        filter.school = ZoneSetup.school(2)
        #expect(try await Self.words(filter, in: setup).isEmpty)
        try await setup.act { act in try ParentRatings.removeWords(id, act) }
        #expect(try await Self.words(in: setup).count == 4)
        #expect(try await Self.list(in: setup).map(\.shown.forms) == [5])
        await #expect(throws: AppraisalRefusal.notFound) {
            try await setup.act { act in try ParentRatings.removeWords(id, act) }
        }
    }
}
