import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct BalanceCountyTests {
    private func filled(on engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) where row.value.organisation != "p-2" {
            let values = try CollectionSample.values(row.value.stages)
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
        return database
    }

    @Test("A county's office sees its county; a silent school keeps it from passing", arguments: Engine.available)
    func own(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let county = try await database.read { db in
            try BalanceCounties.read(BalanceQuestion(), visibleTo: FindingSamples.officer(), in: db)
        }
        #expect(county.year == 2026 && county.years == [2026] && county.schools.schools.count == 3)
        #expect(county.evaluation?.verdict == .pass && county.verdict == .undetermined)
        #expect(county.organisation(of: county.schools.schools[0].code) == county.schools.organisations[0])
        var locked = BalanceQuestion()
        locked.which = .locked
        let question = locked
        let bare = try await database.read { db in
            try BalanceCounties.read(question, visibleTo: FindingSamples.officer(), in: db)
        }
        #expect(bare.evaluation?.stages.isEmpty == true && bare.verdict == .undetermined)
    }

    @Test(
        "Another county's office finds nothing there, and the city's finds each of its counties",
        arguments: Engine.available)
    func others(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        var question = BalanceQuestion()
        question.district = District(.county, "500101")
        let asked = question
        let neighbour = FindingSamples.officer("500102")
        await #expect(throws: BalanceRefusal.noDistrict) {
            try await database.read { db in try BalanceCounties.read(asked, visibleTo: neighbour, in: db) }
        }
        let mine = try await database.read { db in
            try BalanceCounties.read(BalanceQuestion(), visibleTo: neighbour, in: db)
        }
        #expect(mine.schools.schools.isEmpty && mine.verdict == .undetermined)
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: "2026-03-01")
        let lines = try await database.read { db in
            try BalanceCounties.lines(year: 2026, BalanceQuestion(), visibleTo: city, in: db)
        }
        #expect(lines.map(\.district) == [District(.county, "500101")])
        #expect(lines.first?.schools == 3 && lines.first?.silent == 1 && lines.first?.verdict == .undetermined)
        let one = try await database.read { db in try BalanceCounties.read(asked, visibleTo: city, in: db) }
        #expect(one.schools.schools.count == 3)
    }
}
