import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FindingsTests {
    @Test(
        "A draft has no number and nobody's ledger shows it; issued it is numbered, due and the unit's to sign for",
        arguments: Engine.available)
    func issue(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let id = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            _ = try Findings.draft(FindingSamples.problem(), act)
            return try Findings.issue(FindingSamples.problem(["school-500101"], "消防通道堆物"), act)
        }
        let listing = try await database.read { db in
            try Findings.list(FindingFilter(), PageRequest(), visibleTo: FindingSamples.unit(), in: db)
        }
        #expect(listing.total == 1)
        #expect(listing.rows.map(\.finding) == [id])
        #expect(listing.rows.map(\.number) == ["督问〔2026〕1号"])
        #expect(listing.rows.map(\.dueOn) == ["2026-04-09"])
        #expect(listing.rows.map(\.state) == [.issued])
    }

    @Test("Numbers of a year have no gap, also when an issue in between is undone", arguments: Engine.available)
    func numbers(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        struct Undone: Error {}
        for round in 0..<4 {
            try? await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
                _ = try Findings.issue(FindingSamples.problem(), act)
                if round == 1 { throw Undone() }
            }
        }
        let rows = try await database.read { db in
            try Findings.list(
                FindingFilter(), order: .init(.number), PageRequest(), visibleTo: FindingSamples.officer(), in: db)
        }.rows
        #expect(rows.map(\.number) == ["督问〔2026〕1号", "督问〔2026〕2号", "督问〔2026〕3号"])
    }

    @Test(
        "A problem split over governments stands in each district's ledger and in the city's, each its own part",
        arguments: Engine.available)
    func split(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let city = Viewer(
            account: "a", person: "p", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        _ = try await FindingSamples.act(as: city, in: database) { act in
            try Findings.issue(FindingSamples.problem(["government-500101", "government-500102"]), act)
        }
        let seen = try await database.read { db in
            try [
                city, FindingSamples.officer("500101"), FindingSamples.officer("500102"),
                FindingSamples.unit("government-500102"), FindingSamples.unit(),
            ].map { viewer in
                let listing = try Findings.list(FindingFilter(), PageRequest(), visibleTo: viewer, in: db)
                #expect(listing.total == listing.rows.count)
                return listing.rows.map(\.number).sorted()
            }
        }
        let (first, second) = ("督问〔2026〕1-1号", "督问〔2026〕1-2号")
        #expect(seen == [[first, second], [first], [second], [second], []])
    }

    @Test("The tally says what counting says, before and after it was summed up", arguments: Engine.available)
    func tally(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        for _ in 0..<6 {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
                let id = try Findings.issue(FindingSamples.problem(), act)
                _ = try Findings.issue(FindingSamples.problem(["school-500102"]), act)
                let part: FindingPartID = try #require(
                    try act.db.first("SELECT id FROM finding_part WHERE finding_id = \(id)")
                ).get(0)
                let unit = Act(Change(command: "c", digest: "", viewer: FindingSamples.unit(), at: act.at), in: act.db)
                try Findings.change(part, of: id, version: 2, unit) { part, actor, moment in
                    try part.acknowledged(by: actor, moment)
                }
            }
        }
        let city = Viewer(
            account: "a", person: "p", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        let expected = [12, 12, 6, 6, 0]
        let groups: [FindingFilter.Group] = [.open, .all, .issued, .acknowledged, .closed]
        for round in 0..<2 {
            let totals = try await database.read { db in
                try groups.map { group in
                    var filter = FindingFilter()
                    filter.group = group
                    let listing = try Findings.list(filter, PageRequest(), visibleTo: city, in: db)
                    #expect(listing.rows.count == listing.total)
                    return listing.total
                }
            }
            #expect(totals == expected)
            let gone = try await FindingSamples.act(as: city, in: database) { act in try Tally.fold(act) }
            #expect((gone > 0) == (round == 0))
        }
    }
}
