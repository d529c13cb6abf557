import Jobs
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CollectionImportTests {
    private static let at = Instant(milliseconds: 1_773_100_000_000)
    private let officer = FindingSamples.officer()

    private func started(on engine: Engine) async throws -> (any SQLDatabase, CollectionRoundID) {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(in: db) }
        return (database, try await CollectionSample.round(in: database))
    }

    /// Checks a sheet as the job does, and gives what it found.
    private func check(
        _ text: String, _ round: CollectionRoundID, in database: any SQLDatabase
    ) async throws -> CollectionImport {
        let run = try await FindingSamples.act(as: officer, in: database) { act in
            try StoredFiles.insert(
                StoredFile(hash: sha256(text), size: text.utf8.count, mediaType: "text/csv"), at: act.at, in: act.db)
            let run = CollectionImport(
                id: act.newID(), round: round, account: act.viewer.account, fileName: "表.csv", fileHash: sha256(text),
                createdAt: act.at)
            try CollectionImports.begin(run, act)
            return run
        }
        return try await again(run, text, in: database)
    }

    private func again(
        _ run: CollectionImport, _ text: String, in database: any SQLDatabase
    ) async throws -> CollectionImport {
        let reading = CollectionReading(database, now: { Self.at })
        let stored = try await database.read { db in try CollectionImports.queued(run.id, in: db) }
        let next = try await reading.check(stored, .bytes(Array(text.utf8)))
        try await database.write { db in try CollectionImports.update(next, from: .waiting, in: db) }
        return next
    }

    private func problems(_ run: CollectionImport, in database: any SQLDatabase) async throws -> [RowProblem] {
        try await database.read { db in try CollectionImports.problems(of: run.id, PageRequest(), in: db) }.rows
    }

    private func books(_ unit: OrganisationID, in database: any SQLDatabase) async throws -> Points? {
        try await database.read { db in try CollectionRecords.find(unit, year: 2026, in: db) }.figures["books"]
    }

    @Test(
        "Good rows wait, are moved over at once, and the same sheet again changes nothing", arguments: Engine.available)
    func twice(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let text = """
            某区2026年统计表
            学校标识码,单位名称,年度,小学在校生数,教学仪器设备值（元）,图书册数
            L-p-1,第1小学,2026,"1,200",3000000,30000
            ,第2小学,2026,９８０,2450000.00,24000
            """
        let run = try await check(text, round, in: database)
        #expect(run.state == .checked && run.rows == 2 && run.changed == 2 && run.bad == 0)
        #expect(try await books("p-1", in: database) == nil, "checking changes nothing")
        await #expect(throws: CollectionRefusal.reasonMissing) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionImports.promote(run.id, submitting: false, reason: "", $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionImports.promote(run.id, submitting: true, reason: "统计报表", $0)
        }
        let record = try await database.read { db in try CollectionRecords.find("p-1", year: 2026, in: db) }.figures
        #expect(record.packed == "books=30000 equipment=300 primary.pupils=1200")
        let rows = try await CollectionSample.rows(round, in: database)
        #expect(rows.filter { $0.filled == 3 }.count == 2)
        #expect(rows.allSatisfy { $0.value.state == .draft }, "an incomplete one is not handed in")
        let history = try await database.read { db in
            try ValueHistory.list(of: "p-2", year: 2026, PageRequest(), in: db)
        }
        #expect(history.rows.map(\.source) == [.import] && history.rows.first?.reason == "统计报表")
        let second = try await check(text, round, in: database)
        #expect(second.changed == 0 && second.unchanged == 2)
        await #expect(throws: CollectionRefusal.importState) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionImports.promote(run.id, submitting: false, reason: "再来", $0)
            }
        }
    }

    @Test("Every bad cell is named with what to do; the others can be taken", arguments: Engine.available)
    func bad(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        try await database.write { db in
            try FindingSamples.organisation("far", "邻区小学", .school, county: "500102", db)
        }
        let run = try await check(
            """
            学校标识码,学校名称,年度,小学在校生数,初中在校生数,图书册数
            L-p-1,第1小学,2026,四百,,100
            L-p-2,第2小学,2026,0,,-5
            L-p-3,第3小学,2025,300,,100
            L-p-3,第3小学,2026,300,,100
            L-far,邻区小学,2026,300,,100
            L-nobody,无此校,2026,300,,100
            L-p-4,第4小学,2026,300,50,100
            L-p-5,第5小学,2026,300,0,100
            L-p-6,完全不同,2026,300,,100
            """, round, in: database)
        #expect(run.rows == 9 && run.changed == 1 && run.bad == 8)
        let found = try await problems(run, in: database)
        #expect(found.map(\.row) == [2, 3, 3, 4, 5, 6, 7, 8, 10])
        #expect(
            found.map(\.column) == [
                "小学在校生数", "小学在校生数", "图书册数", "年度", "学校标识码", "学校标识码", "学校标识码", "初中在校生数", "学校名称",
            ])
        #expect(found[4].reason.contains("第4行") && found[5].reason.contains("第102区"))
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionImports.promote(run.id, submitting: false, reason: "报表", $0)
        }
        #expect(try await books("p-5", in: database) == Points(100))
        #expect(try await books("p-1", in: database) == nil)
    }

    @Test("A sheet of another make is mapped once, with its unit, and known the next time", arguments: Engine.available)
    func mapped(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let text = "学校,账面原值,校长\n第1小学,3000000,某某\n"
        let run = try await check(text, round, in: database)
        #expect(run.state == .mapping && run.fields == ["name", "", ""] && run.sample.first?[1] == "3000000")
        await #expect(throws: CollectionMappingRefusal.self) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionImports.map(run.id, ["name", "", ""], $0)
            }
        }
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionImports.map(run.id, ["name", "equipment@元", ""], $0)
        }
        let checked = try await again(run, text, in: database)
        #expect(checked.state == .checked && checked.changed == 1)
        let next = try await check("校长,账面原值,学校\n某某,3100000,第2小学\n", round, in: database)
        #expect(next.state == .checked && next.fields == ["", "equipment@元", "name"])
    }

    @Test("元 in a column of 万元 shows against last year and stops the row", arguments: Engine.available)
    func unit(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        _ = try await CollectionSample.round(year: 2025, in: database)
        _ = try await database.write { db in
            try db.execute("UPDATE collection_record SET figures = 'equipment=280' WHERE year = 2025")
        }
        let run = try await check("学校,教学仪器设备值\n第1小学,3000000\n第2小学,290\n", round, in: database)
        #expect(run.bad == 1 && run.changed == 1)
        let found = try await problems(run, in: database)
        #expect(found.first?.row == 2 && found.first?.reason.contains("元、万元") == true)
    }

    @Test("Where a unit went on since the check, nothing at all is imported", arguments: Engine.available)
    func stale(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let run = try await check("学校,图书册数\n第1小学,100\n第2小学,200\n", round, in: database)
        let row = try #require(
            try await CollectionSample.rows(round, in: database).first { $0.value.organisation == "p-2" })
        try await FindingSamples.act(as: CollectionSample.unit("p-2"), in: database) { act in
            _ = try CollectionReturns.save(row.id, ["computers": Points(5)], source: .form, version: 1, act)
        }
        await #expect(throws: CollectionRefusal.importStale) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionImports.promote(run.id, submitting: false, reason: "报表", $0)
            }
        }
        #expect(try await books("p-1", in: database) == nil)
        let stranger = FindingSamples.officer(person: "other")
        await #expect(throws: CollectionRefusal.notFound) {
            try await FindingSamples.act(as: stranger, in: database) { try CollectionImports.discard(run.id, $0) }
        }
        try await FindingSamples.act(as: officer, in: database) { try CollectionImports.discard(run.id, $0) }
        while try await database.write({ db in
            try CollectionImports.clear(run.id, limit: 1, keepingProblems: true, in: db)
        }) {}
    }

    @Test("A complete sheet hands its units in for somebody else to review", arguments: Engine.available)
    func handsIn(on engine: Engine) async throws {
        let (database, round) = try await started(on: engine)
        let form = try ShippedForms.require(CollectionSample.form)
        let items = form.items(for: [.primary]).filter(\.isTyped)
        let values = try CollectionSample.values()
        let head = ["学校标识码"] + items.map(\.heading)
        let line = ["L-p-1"] + items.map { values[$0.key].flatMap { $0 }?.text ?? "" }
        let text = [head, line].map { $0.joined(separator: ",") }.joined(separator: "\n")
        let run = try await check(text, round, in: database)
        #expect(run.bad == 0 && run.changed == 1)
        try await FindingSamples.act(as: officer, in: database) {
            try CollectionImports.promote(run.id, submitting: true, reason: "报表", $0)
        }
        let row = try #require(
            try await CollectionSample.rows(round, in: database).first { $0.value.organisation == "p-1" })
        #expect(row.value.state == .submitted)
        await #expect(throws: FourEyesRefusal.self) {
            try await FindingSamples.act(as: self.officer, in: database) {
                try CollectionReturns.review(row.id, version: row.value.version, $0)
            }
        }
    }
}
