import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct EarlyWarningTests {
    private let officer = FindingSamples.officer()

    /// Three schools that were even in 2025, and in 2026 are as `change` says; reviewed, not yet locked.
    private func county(
        on engine: Engine, change: @escaping @Sendable (String, inout EnteredValues) -> Void
    ) async throws -> (any SQLDatabase, CollectionRoundID, [CollectionReturnRow]) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) {
            let unit = row.value.organisation.rawValue
            let even = try CollectionSample.values(row.value.stages)
            var changed = even
            change(unit, &changed)
            let values = changed
            try await FindingSamples.act(as: CollectionSample.unit(unit), in: database) { act in
                _ = try CollectionReturns.save(row.id, even, source: .form, version: 1, act)
                try act.db.execute(
                    """
                    INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county, zone,
                        updated_at)
                    SELECT organisation_id, 2025, figures, figures, province, city, county, zone, updated_at
                    FROM collection_record WHERE organisation_id = \(unit) AND year = 2026
                    """)
                _ = try CollectionReturns.save(row.id, values, source: .form, version: 2, act)
            }
        }
        try await database.write { db in _ = try db.execute("UPDATE collection_return SET state = 'reviewed'") }
        return (database, round, try await CollectionSample.rows(round, in: database))
    }

    private func warnings(
        in database: any SQLDatabase, visibleTo viewer: Viewer = FindingSamples.officer()
    ) async throws -> [EarlyWarning] {
        try await database.read { db in
            try EarlyWarnings.list(EarlyWarningFilter(), PageRequest(), visibleTo: viewer, in: db).rows
        }
    }

    @Test(
        "The lock that makes a stage whole raises what crossed and who fell; unlocking and mending ends it",
        arguments: Engine.available)
    func raised(on engine: Engine) async throws {
        let (database, round, rows) = try await county(on: engine) { unit, values in
            if unit == "p-1" { values["primary.backboneTeachers"] = Points.zero }
        }
        let (first, rest) = (
            rows.filter { $0.value.organisation == "p-1" }, rows.filter { $0.value.organisation != "p-1" }
        )
        _ = try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionReturns.lock(rest.map(\.id), in: round, act)
        }
        #expect(try await warnings(in: database).isEmpty, "one school has locked nothing yet")
        try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionReturns.lock(first[0].id, version: first[0].value.version, act)
        }
        let found = try await warnings(in: database)
        #expect(
            Set(found.map(\.subject)) == [
                "youzhi-junheng/primary/teachers.backbone", "youzhi-junheng/primary/schools",
            ])
        #expect(found.allSatisfy { $0.state == .open && $0.year == 2026 && $0.district == District(.county, "500101") })
        let crossed = try #require(found.first { $0.subject.hasSuffix("backbone") }?.balance)
        guard case .crossed(2025, _, let now, let limit) = crossed.reason else {
            Issue.record("\(crossed)")
            return
        }
        #expect(now > 0.7 && now < 0.72 && limit == Points("0.5"))
        let fell = try #require(found.first { $0.subject.hasSuffix("schools") }?.balance)
        #expect(fell.reason == .fell(year: 2025, codes: [first[0].code]))
        let todo = try await database.read { [officer] db in try Todos.list(visibleTo: officer, in: db) }
        #expect(todo.counts[.readWarning] == 2)
        #expect(try await warnings(in: database, visibleTo: FindingSamples.officer("500102")).isEmpty)
        #expect(try await warnings(in: database, visibleTo: CollectionSample.unit("p-1")).isEmpty)

        // While the school corrects its figures nobody knows: neither warning is over, and a note stays.
        try await FindingSamples.act(as: officer, in: database) { act in
            try EarlyWarnings.see(found[0].id, note: "已约谈", act)
            try CollectionReturns.unlock(first[0].id, reason: "更正", version: first[0].value.version + 1, act)
        }
        let waiting = try await warnings(in: database)
        #expect(Set(waiting.map(\.state)) == [.open, .seen] && waiting.contains { $0.note == "已约谈" })
        let mended = try CollectionSample.values(first[0].value.stages)
        try await FindingSamples.act(as: officer, in: database) { act in
            let now = first[0].value.version + 2
            _ = try CollectionReturns.save(first[0].id, mended, source: .office, reason: "更正", version: now, act)
            try act.db.execute("UPDATE collection_return SET state = 'reviewed' WHERE id = \(first[0].id)")
            let row = try CollectionReturns.require(first[0].id, visibleTo: act.viewer, in: act.db)
            try CollectionReturns.lock(row.id, version: row.value.version, act)
        }
        #expect(try await warnings(in: database).allSatisfy { $0.state == .over && $0.overAt != nil })
    }

    @Test(
        "The first lock of a new year ends no warning of the last one, nor does a year that is as bad",
        arguments: Engine.available)
    func nextYear(on engine: Engine) async throws {
        let (database, round, rows) = try await county(on: engine) { unit, values in
            if unit == "p-1" { values["primary.backboneTeachers"] = Points.zero }
        }
        _ = try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionReturns.lock(rows.map(\.id), in: round, act)
        }
        let next = try await CollectionSample.round(year: 2027, in: database)
        let later = try await CollectionSample.rows(next, in: database).sorted {
            $0.value.organisation.rawValue < $1.value.organisation.rawValue
        }
        for (place, row) in later.enumerated() {
            let unit = row.value.organisation.rawValue
            try await FindingSamples.act(as: officer, in: database) { act in
                var values = try CollectionSample.values(row.value.stages)
                if unit == "p-1" { values["primary.backboneTeachers"] = Points.zero }
                _ = try CollectionReturns.save(row.id, values, source: .office, reason: "导入", version: 1, act)
                try act.db.execute("UPDATE collection_return SET state = 'reviewed' WHERE id = \(row.id)")
                let fresh = try CollectionReturns.require(row.id, visibleTo: act.viewer, in: act.db)
                try CollectionReturns.lock(row.id, version: fresh.value.version, act)
            }
            let states = try await warnings(in: database).map(\.state)
            #expect(states == [.open, .open], "after \(place + 1) of \(later.count) locks")
        }
    }

    @Test(
        "A note is asked for, keeps the warning until its reason is gone, and is refused after",
        arguments: Engine.available)
    func noted(on engine: Engine) async throws {
        let (database, round, rows) = try await county(on: engine) { unit, values in
            if unit == "p-1" { values["primary.backboneTeachers"] = Points.zero }
        }
        _ = try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionReturns.lock(rows.map(\.id), in: round, act)
        }
        let id = try #require(try await warnings(in: database).first?.id)
        for (note, refusal) in [(" ", EarlyWarningRefusal.noNote), (String(repeating: "字", count: 501), .longNote)] {
            await #expect(throws: refusal) {
                try await FindingSamples.act(as: officer, in: database) { try EarlyWarnings.see(id, note: note, $0) }
            }
        }
        let city = RoadmapStoreTests.viewer(.city, "500100")
        #expect(try await warnings(in: database, visibleTo: city).contains { $0.id == id })
        await #expect(throws: EarlyWarningRefusal.notOwn) {
            try await FindingSamples.act(as: city, in: database) { try EarlyWarnings.see(id, note: "市里知道", $0) }
        }
        await #expect(throws: EarlyWarningRefusal.notFound) {
            try await FindingSamples.act(as: FindingSamples.officer("500102"), in: database) {
                try EarlyWarnings.see(id, note: "邻区", $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) {
            try EarlyWarnings.see(id, note: "秋季补足骨干教师", $0)
        }
        let places = try await database.read { db in
            try db.rows("SELECT city, county FROM audit_entry WHERE action = 'warning.seen'").map {
                "\(try $0.get(0) as String) \(try $0.get(1) as String)"
            }
        }
        #expect(places == ["500100 500101"])
        // The next day's sweep finds the same and changes nothing.
        let swept = try await FindingSamples.act(as: Viewer.system(on: "2026-06-01"), in: database) { act in
            (try BalanceStandings.sweep(act), try BalanceStandings.sweep(act))
        }
        #expect(swept.0 == 1 && swept.1 == 0)
        let kept = try await database.read { [officer] db in
            try EarlyWarnings.require(id, visibleTo: officer, in: db)
        }
        #expect(kept.state == .seen && kept.note == "秋季补足骨干教师" && kept.seenBy == officer.name)
        // A school that is closed is judged no more: what it alone was the reason of is over.
        try await database.write { db in _ = try db.execute("UPDATE organisation SET state = 'closed' WHERE id = 'p-1'")
        }
        _ = try await FindingSamples.act(as: Viewer.system(on: "2026-06-02"), in: database) { act in
            try BalanceStandings.sweep(act)
        }
        #expect(try await warnings(in: database).allSatisfy { $0.state == .over })
        await #expect(throws: EarlyWarningRefusal.over) {
            try await FindingSamples.act(as: officer, in: database) { try EarlyWarnings.see(id, note: "知道了", $0) }
        }
    }
}
