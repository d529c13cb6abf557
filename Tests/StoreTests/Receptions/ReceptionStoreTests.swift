import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ReceptionStoreTests {
    private let officer = FindingSamples.officer("500101")
    private let bureau = GovernmentSample.viewer("bureau-500101")
    private let school = GovernmentSample.viewer("school-500101")

    private func started(on engine: Engine) async throws -> (any SQLDatabase, ReceptionID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        let id = try await FindingSamples.act(as: officer, in: database) { act in
            let new = Reception(
                id: act.newID(), title: "评价通知", documentNumber: "渝教督〔2026〕3号", sender: "市督导室",
                receivedOn: act.day, dueOn: "2026-04-10")
            try Receptions.create(new, act)
            try ReceptionItems.add(
                [
                    item("1", "经费", "bureau-500101", due: "2026-03-20", of: new.id, act),
                    item("2", "安全", "school-500101", due: "2026-03-05", of: new.id, act),
                ], to: new.id, act)
            return new.id
        }
        return (database, id)
    }

    private func item(
        _ number: String, _ title: String, _ unit: OrganisationID, due: Day, of id: ReceptionID, _ act: Act
    ) -> ReceptionItem {
        ReceptionItem(
            id: act.newID(), reception: id, number: number, title: title, organisation: unit, dueOn: due,
            needsEvidence: number == "1")
    }

    private func items(_ viewer: Viewer, _ state: String = "", in database: any SQLDatabase) async throws
        -> [ReceptionItemRow]
    {
        try await database.read { db in
            var filter = ReceptionItemFilter()
            filter.state = state
            return try ReceptionItems.list(filter, PageRequest(), visibleTo: viewer, in: db).rows
        }
    }

    @Test(
        "Each unit sees what it prepares, with its clock and its to-do; the neighbour's office sees nothing",
        arguments: Engine.available)
    func visibility(on engine: Engine) async throws {
        let (database, id) = try await started(on: engine)
        #expect(try await items(bureau, in: database).map(\.item.number) == ["1"])
        #expect(try await items(officer, in: database).map(\.item.number) == ["1", "2"])
        #expect(try await items(officer, "late", in: database).map(\.item.number) == ["2"])
        for stranger in [FindingSamples.officer("500102"), GovernmentSample.viewer("bureau-500102")] {
            #expect(try await items(stranger, in: database).isEmpty)
            await #expect(throws: ReceptionRefusal.notFound) {
                try await database.read { db in try Receptions.require(id, visibleTo: stranger, in: db) }
            }
        }
        let todos = try await database.read { db in
            try Todos.list(visibleTo: GovernmentSample.viewer("school-500101"), in: db)
        }
        #expect(todos.rows.map(\.kind) == [.prepareItem] && todos.rows.first?.daysLate(on: FindingSamples.day) == 5)
        let clocks = try await database.read { db in
            try db.rows("SELECT due_on FROM deadline WHERE subject_kind = 'reception-item' ORDER BY due_on").map {
                try $0.get(0) as Day
            }
        }
        #expect(clocks == ["2026-03-05", "2026-03-20"])
    }

    @Test("Handed in, given back, taken over, sent up, receipted and finished", arguments: Engine.available)
    func walk(on engine: Engine) async throws {
        let (database, id) = try await started(on: engine)
        let second = try #require(try await items(school, in: database).first).item
        try await FindingSamples.act(as: school, in: database) {
            try ReceptionItems.submit(second.id, answer: "已排查", version: 1, $0)
        }
        await #expect(throws: ReceptionRefusal.stale) {
            try await FindingSamples.act(as: officer, in: database) {
                try ReceptionItems.accept(second.id, version: 1, $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) {
            try ReceptionItems.giveBack(second.id, reason: "缺台账", version: 2, $0)
        }
        try await FindingSamples.act(as: school, in: database) {
            try ReceptionItems.submit(second.id, answer: "已补台账", version: 3, $0)
        }
        try await FindingSamples.act(as: officer, in: database) { try ReceptionItems.accept(second.id, version: 4, $0) }
        await #expect(throws: ReceptionRefusal.missing(["1"])) {
            try await FindingSamples.act(as: officer, in: database) {
                try Receptions.report(id, text: "自评", excuse: "", version: 1, $0)
            }
        }
        let reminded = try await FindingSamples.act(as: officer, in: database) {
            try ReceptionItems.remind(nil, of: id, $0)
        }
        #expect(reminded == 1)
        try await FindingSamples.act(as: officer, in: database) { act in
            try Receptions.report(id, text: "自评", excuse: "决算未审结，4月补报", version: 1, act)
            try Receptions.receipt(id, .init(number: "回12", from: "市督导室", on: act.day), version: 2, act)
        }
        await #expect(throws: ReceptionRefusal.wrongState("报送", .receipted)) {
            let first = try #require(try await items(bureau, in: database).first).item
            try await FindingSamples.act(as: bureau, in: database) {
                try ReceptionItems.submit(first.id, answer: "x", version: 1, $0)
            }
        }
        let finding = try await FindingSamples.act(as: officer, in: database) { act in
            try ReceptionFindings.issue(FindingSamples.problem(["bureau-500101", "school-500101"]), of: id, act)
        }
        let found = try await database.read { db in try ReceptionFindings.list(of: id, in: db) }
        #expect(found.map(\.id) == [finding] && found[0].units.count == 2)
        let ledger = try await database.read { db in
            var filter = FindingFilter()
            filter.source = .superior
            return try Findings.list(filter, PageRequest(), visibleTo: officer, in: db)
        }
        #expect(ledger.total == 2)
        try await FindingSamples.act(as: officer, in: database) { try Receptions.finish(id, version: 3, $0) }
        let record = try await database.read { db in try Receptions.require(id, visibleTo: officer, in: db) }
        #expect(record.reception.state == .finished && record.counts.findings == 1 && record.counts.accepted == 1)
        let open = try await database.read { db in
            try db.rows(
                "SELECT 1 FROM deadline WHERE subject_kind = 'reception-item' AND met_on IS NULL AND cancelled_on IS NULL"
            )
        }
        #expect(open.isEmpty)
    }

    @Test(
        "An office above looks but does not act; a number stands once; what was begun is not deleted",
        arguments: Engine.available)
    func guarded(on engine: Engine) async throws {
        let (database, id) = try await started(on: engine)
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        _ = try await database.read { db in try Receptions.require(id, visibleTo: city, in: db) }
        await #expect(throws: ReceptionRefusal.notYours) {
            try await FindingSamples.act(as: city, in: database) { _ = try ReceptionItems.remind(nil, of: id, $0) }
        }
        await #expect(throws: ReceptionRefusal.numberTaken("1")) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try ReceptionItems.add([item("1", "又一项", "school-500101", due: "2026-03-20", of: id, act)], to: id, act)
            }
        }
        let mine = try #require(try await items(bureau, in: database).first).item
        try await FindingSamples.act(as: bureau, in: database) {
            try ReceptionItems.save(mine.id, answer: "在办", version: 1, $0)
        }
        await #expect(throws: ReceptionRefusal.begun) {
            try await FindingSamples.act(as: officer, in: database) { _ = try ReceptionItems.remove(mine.id, $0) }
        }
        var moved = mine
        moved.organisation = "school-500101"
        moved.dueOn = "2026-03-28"
        try await FindingSamples.act(as: officer, in: database) { [moved] in
            try ReceptionItems.edit(moved, version: 2, $0)
        }
        #expect(try await items(bureau, in: database).isEmpty)
        let clock = try await database.read { db in
            try db.first("SELECT organisation_id, due_on FROM deadline WHERE subject_id = \(mine.id)")
        }
        #expect(try clock?.get(0) == "school-500101" && clock?.get(1) == "2026-03-28")
    }
}
