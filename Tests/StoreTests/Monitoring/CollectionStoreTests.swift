import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CollectionStoreTests {
    private let officer = FindingSamples.officer()
    private let director = FindingSamples.officer(role: .director, person: "director")
    private let head = CollectionSample.unit("p-1")

    private func started(on engine: Engine) async throws -> (any SQLDatabase, CollectionRoundID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(in: db) }
        return (database, try await CollectionSample.round(in: database))
    }

    private func mine(
        _ round: CollectionRoundID, _ unit: String = "p-1", in database: any SQLDatabase
    ) async throws -> CollectionReturnRow {
        try #require(
            try await CollectionSample.rows(round, in: database).first { $0.value.organisation.rawValue == unit })
    }

    private func save(
        _ row: CollectionReturnRow, _ values: EnteredValues, as viewer: Viewer, reason: String = "",
        in database: any SQLDatabase
    ) async throws {
        try await FindingSamples.act(as: viewer, in: database) { act in
            _ = try CollectionReturns.save(
                row.id, values, source: .form, reason: reason, version: row.value.version, act)
        }
    }

    @Test(
        "A round asks the schools of its stages, each sees its own, the neighbour sees nothing",
        arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let rows = try await CollectionSample.rows(round, in: database)
        #expect(rows.map(\.value.organisation.rawValue).sorted() == ["nine", "p-1", "p-2", "p-3", "p-4", "p-5", "p-6"])
        #expect(try await CollectionSample.rows(round, visibleTo: head, in: database).count == 1)
        let next = FindingSamples.officer("500102")
        #expect(try await CollectionSample.rows(round, visibleTo: next, in: database).isEmpty)
        await #expect(throws: CollectionRefusal.notFound) {
            try await database.read { db in try CollectionRounds.require(round, visibleTo: next, in: db) }
        }
        let todos = try await database.read { [head] db in try Todos.list(visibleTo: head, in: db) }
        #expect(todos.counts[.fillReturn] == 1 && todos.rows.first?.dueOn == "2026-03-20")
        await #expect(throws: CollectionRefusal.notYours) {
            let city = Viewer(
                account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
                day: FindingSamples.day)
            try await FindingSamples.act(as: city, in: database) { try CollectionRounds.close(round, 1, $0) }
        }
    }

    @Test("From the first value to the lock and back, with the history and the to-dos", arguments: Engine.available)
    func walk(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        var row = try await mine(round, in: database)
        try await save(row, ["primary.pupils": Points(500)], as: head, in: database)
        row = try await mine(round, in: database)
        #expect(row.filled == 1 && row.value.version == 2)
        try await save(row, try CollectionSample.values(), as: head, in: database)
        row = try await mine(round, in: database)
        #expect(row.missing == 0 && row.open == 0)
        let (submitted, id) = (row.value.version, row.id)
        try await FindingSamples.act(as: head, in: database) {
            try CollectionReturns.submit(id, version: submitted, $0)
        }
        await #expect(throws: CollectionRefusal.wrongState("修改", .submitted)) {
            try await self.save(
                try await self.mine(round, in: database), ["books": Points(1)], as: self.head, in: database)
        }
        let waiting = try await database.read { [officer] db in try Todos.list(visibleTo: officer, in: db) }
        #expect(waiting.counts[.reviewReturn] == 1)
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionReturns.review(id, version: submitted + 1, $0)
            try CollectionReturns.lock(id, version: submitted + 2, $0)
        }
        let record = try await database.read { db in try CollectionRecords.find("p-1", year: 2026, in: db) }
        #expect(record.locked == record.figures && record.figures["primary.teachers"] == Points(66))
        await #expect(throws: CollectionRefusal.wrongState("修改", .locked)) {
            try await self.save(
                try await self.mine(round, in: database), ["books": Points(1)], as: self.officer, reason: "更正",
                in: database)
        }
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionReturns.unlock(id, reason: "统计报表更正", version: submitted + 3, $0)
        }
        let unlocked = try await database.read { db in try CollectionRecords.find("p-1", year: 2026, in: db) }
        #expect(unlocked.locked.isEmpty)
        let history = try await database.read { db in
            try ValueHistory.list(of: "p-1", year: 2026, PageRequest(), in: db)
        }
        #expect(history.total == 3 && history.rows.map(\.reason).contains("解锁：统计报表更正"))
        #expect(
            history.rows.flatMap(\.changes).contains(
                ValueChange(key: "primary.pupils", from: Points(500), to: Points(1_000))))
    }

    @Test(
        "An incomplete or unexplained return is not handed in; an explanation stands while its values do",
        arguments: Engine.available)
    func questions(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        var row = try await mine(round, in: database)
        let id = row.id
        await #expect(throws: CollectionRefusal.self) {
            try await FindingSamples.act(as: self.head, in: database) {
                try CollectionReturns.submit(id, version: 1, $0)
            }
        }
        var values = try CollectionSample.values()
        values["indoorSportsArea"] = Points(7_000)
        try await save(row, values, as: head, in: database)
        row = try await mine(round, in: database)
        #expect(row.open == 1)
        let version = row.value.version
        await #expect(throws: CollectionRefusal.unexplained(1)) {
            try await FindingSamples.act(as: self.head, in: database) {
                try CollectionReturns.submit(id, version: version, $0)
            }
        }
        try await FindingSamples.act(as: head, in: database) { act in
            try CollectionFindings.explain("indoor", "新馆单独建账", of: id, act)
            try CollectionReturns.submit(id, version: version, act)
        }
        await #expect(throws: CollectionRefusal.unsettled(1)) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionReturns.review(id, version: version + 1, $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionFindings.accept(["indoor"], of: id, act)
        }
        // The office puts the value right itself: the question goes, and somebody else must review.
        row = try await mine(round, in: database)
        try await save(row, ["indoorSportsArea": Points(6_500)], as: officer, reason: "现场核实", in: database)
        let asked = try await database.read { db in try CollectionFindings.list(of: id, in: db) }
        #expect(asked.map(\.answer) == [.open] && asked.first?.explanation == "新馆单独建账")
        row = try await mine(round, in: database)
        try await save(row, ["indoorSportsArea": Points(600)], as: officer, reason: "现场核实", in: database)
        row = try await mine(round, in: database)
        #expect(row.open + row.explained == 0)
        let last = row.value.version
        await #expect(throws: FourEyesRefusal.self) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionReturns.review(id, version: last, $0)
            }
        }
        try await FindingSamples.act(as: director, in: database) { try CollectionReturns.review(id, version: last, $0) }
        await #expect(throws: CollectionRefusal.reasonMissing) {
            try await self.save(
                try await self.mine(round, in: database), ["books": Points(9)], as: self.officer, in: database)
        }
    }

    @Test(
        "A figure is asked for once: another round of the year has it, and what is locked stays",
        arguments: Engine.available)
    func once(on engine: Engine) async throws {
        let (database, first) = try await started(on: engine)
        let row = try await mine(first, in: database)
        try await save(row, try CollectionSample.values(), as: head, in: database)
        let second = try await CollectionSample.round(in: database)
        let other = try await mine(second, in: database)
        #expect(other.missing == 0, "the second round finds all of it")
        let id = row.id
        try await FindingSamples.act(as: head, in: database) { try CollectionReturns.submit(id, version: 2, $0) }
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionReturns.review(id, version: 3, $0)
            try CollectionReturns.lock(id, version: 4, $0)
        }
        await #expect(throws: CollectionRefusal.lockedElsewhere("图书册数")) {
            try await self.save(
                try await self.mine(second, in: database), ["books": Points(1)], as: self.head, in: database)
        }
        let next = try await CollectionSample.round(year: 2027, in: database)
        #expect(try await mine(next, in: database).filled == 0, "another year is another record")
    }

    @Test("Two at one form: the later one is told, nothing is lost", arguments: Engine.available)
    func stale(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let row = try await mine(round, in: database)
        try await save(row, ["books": Points(10)], as: head, in: database)
        await #expect(throws: CollectionRefusal.stale) {
            try await self.save(row, ["books": Points(20)], as: self.head, in: database)
        }
        await #expect(throws: CollectionRefusal.notFound) {
            try await self.save(row, ["books": Points(20)], as: CollectionSample.unit("p-2"), in: database)
        }
    }

    @Test("Checks against the others find who stands out", arguments: Engine.available)
    func peers(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        for number in 1...6 {
            let unit = "p-\(number)"
            var values = try CollectionSample.values(pupils: 900 + 20 * number)
            if number == 6 { values["equipment"] = Points(2_000_000) }
            try await save(
                try await mine(round, unit, in: database), values, as: CollectionSample.unit(unit), in: database)
        }
        #expect(try await mine(round, "p-6", in: database).open == 1, "beyond what is plausible")
        let questioned = try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionFindings.recheck(round, act)
        }
        #expect(questioned >= 1)
        let id = try await mine(round, "p-6", in: database).id
        let asked = try await database.read { db in try CollectionFindings.list(of: id, in: db) }
        #expect(asked.contains { $0.finding.check == "unit-equipment" && $0.finding.sentence.contains("元、万元") })
        let bulk = try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionReturns.review([id], in: round, act)
        }
        #expect(bulk.done == 0 && bulk.refused == 1 && bulk.reason.contains("第6小学"))
    }

    @Test(
        "New schools are taken in, those that owe are reminded, a closed round takes nothing",
        arguments: Engine.available)
    func round(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await database.write { db in
            try FindingSamples.organisation("new", "新校", .school, county: "500101", db)
            try db.execute("UPDATE organisation SET stages = 'primary' WHERE id = 'new'")
        }
        let (taken, reminded) = try await FindingSamples.act(as: officer, in: database) { act in
            (try CollectionRounds.takeIn(round, act), try CollectionReturns.remind([], of: round, act))
        }
        #expect(taken == 1 && reminded == 8)
        #expect(try await mine(round, "new", in: database).remindedOn == FindingSamples.day)
        let closed = try await mine(round, "new", in: database)
        await #expect(throws: CollectionRefusal.reasonMissing) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionReturns.remove(closed.id, reason: "", version: 1, $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionReturns.remove(closed.id, reason: "已撤并", version: 1, $0)
        }
        #expect(try await CollectionSample.rows(round, in: database).count == 7)
        try await FindingSamples.act(as: officer, in: database) { act in
            try CollectionRounds.postpone(round, to: "2026-04-01", 1, act)
            try CollectionRounds.close(round, 2, act)
        }
        await #expect(throws: CollectionRefusal.roundClosed) {
            try await self.save(
                try await self.mine(round, in: database), ["books": Points(1)], as: self.head, in: database)
        }
        let todos = try await database.read { [head] db in try Todos.list(visibleTo: head, in: db) }
        #expect(todos.counts[.fillReturn] == nil)
    }
}
