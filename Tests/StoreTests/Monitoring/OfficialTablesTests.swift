import Foundation
import Jobs
import Office
import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// 表Ⅰ to 表Ⅵ read back, by us and by LibreOffice.
@Suite struct OfficialTablesTests {
    private func tables(on engine: Engine) async throws -> OfficialTables {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) where row.value.organisation != "nine" {
            var values = try CollectionSample.values(row.value.stages)
            if row.value.organisation == "p-2" { values["mediaRooms"] = nil }
            let entered = values
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, entered, source: .form, version: 1, act)
            }
        }
        return try await database.read { db in
            let viewer = FindingSamples.officer()
            let county = try BalanceCounties.read(BalanceQuestion(), visibleTo: viewer, in: db)
            let whole = try StandardCounty.read(StandardQuestion(), visibleTo: viewer, in: db)
            let own = try MonitoringValues.ofCounty(region: whole.region, year: 2026, visibleTo: viewer, in: db)
            return OfficialTables(
                county: county, standard: .qualityBalance, whole: whole, own: own, units: whole.units,
                today: "2026-03-31")
        }
    }

    private func cells(_ bytes: [UInt8]) throws -> [String: [[String]]] {
        var sheets: [String: [[String]]] = [:]
        for name in try SpreadsheetReader.open(bytes: bytes).sheetNames {
            var rows: [[String]] = []
            try SpreadsheetReader.open(bytes: bytes, sheet: name).forEachRow { _, cells in
                rows.append(Array(cells.reversed().drop { $0.isEmpty }.reversed()))
            }
            sheets[name] = rows
        }
        return sheets
    }

    @Test("Seven sheets, with the digits of the forms; what is missing has its mark", arguments: Engine.available)
    func contents(on engine: Engine) async throws {
        let sheets = try cells(try await tables(on: engine).bytes)
        #expect(Set(sheets.keys) == ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ", "表Ⅳ", "表Ⅴ", "表Ⅵ"])
        let basics = try #require(sheets["表Ⅰ"])
        let row = try #require(basics.dropFirst(5).first)
        #expect(row.count == 24 && row[0] == "—" && row[7] == "缺" && row[19] == "缺")
        let schools = try #require(sheets["表Ⅱ-2"]).filter { $0.count > 12 && $0[0].allSatisfy(\.isNumber) }
        #expect(schools.count == 2)
        let second = try #require(schools.first { $0[2].contains("第2小学") })
        #expect(second[12] == "缺" && second[4] == "—" && !second.contains("0"))
        let uneven = try #require(sheets["表Ⅲ"])
        #expect(uneven.contains { $0.contains("≤0.50") && $0.contains("0") || $0.contains("缺") })
        let government = try #require(sheets["表Ⅳ"])
        #expect(Set(government.compactMap { Int($0.first ?? "") }) == Set(1...15))
        #expect(Set(try #require(sheets["表Ⅴ"]).compactMap { Int($0.first ?? "") }) == Set(1...9))
        #expect(try #require(sheets["表Ⅵ"]).contains { $0.starts(with: ["缺", "缺", "≥85"]) })
    }

    @Test(
        "LibreOffice reads every cell as it was written",
        .enabled(if: LibreOffice.isInstalled, "soffice is not installed: bin/setup --for test installs it"))
    func office() async throws {
        let bytes = try await tables(on: .sqlite).bytes
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dudao-tables-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("again"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("tables.xlsx")
        try Data(bytes).write(to: file)
        try LibreOffice.run(
            "soffice",
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", "xlsx", "--outdir",
                folder.appendingPathComponent("again").path, file.path,
            ])
        let again = try Data(contentsOf: folder.appendingPathComponent("again/tables.xlsx"))
        let (ours, theirs) = (try cells(bytes), try cells(Array(again)))
        #expect(Set(ours.keys) == Set(theirs.keys))
        for (name, rows) in ours {
            let others = theirs[name] ?? []
            #expect(rows.count == others.count, "\(name)")
            for (mine, other) in zip(rows, others) { #expect(mine == other, "\(name)") }
        }
    }
}
