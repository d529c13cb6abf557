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
    /// A school besides, with so many pupils in each stage.
    private struct Extra {
        let id: String
        let name: String
        let stages: Set<Stage>
        let pupils: Int
    }

    /// Two primary schools and a nine-year school, which says nothing where `isSilent`.
    private func tables(
        on engine: Engine, isSilent: Bool = true, and extras: [Extra] = []
    ) async throws -> OfficialTables {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try CollectionSample.plant(2, in: db)
            for extra in extras {
                try FindingSamples.organisation(extra.id, extra.name, .school, county: "500101", db)
                let stages = extra.stages.sorted().map(\.rawValue).joined(separator: " ")
                try db.execute("UPDATE organisation SET stages = \(stages) WHERE id = \(extra.id)")
            }
        }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) {
            let id = row.value.organisation.rawValue
            guard !isSilent || id != "nine" else { continue }
            let pupils = extras.first { $0.id == id }?.pupils ?? 1_000
            var values = try CollectionSample.values(row.value.stages, pupils: pupils)
            if isSilent, id == "p-2" { values["mediaRooms"] = nil }
            let entered = values
            try await FindingSamples.act(as: CollectionSample.unit(id), in: database) { act in
                _ = try CollectionReturns.save(row.id, entered, source: .form, version: 1, act)
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

    /// The one row of 表Ⅰ.
    private func basics(_ sheets: [String: [[String]]]) throws -> [String] {
        let rows = try #require(sheets["表Ⅰ"])
        return try #require(rows.dropFirst(5).first)
    }

    @Test("Seven sheets, with the digits of the forms; what is missing has its mark", arguments: Engine.available)
    func contents(on engine: Engine) async throws {
        let sheets = try cells(try await tables(on: engine).bytes)
        #expect(Set(sheets.keys) == ["表Ⅰ", "表Ⅱ-1", "表Ⅱ-2", "表Ⅲ", "表Ⅳ", "表Ⅴ", "表Ⅵ"])
        let row = try basics(sheets)
        #expect(row.count == 24 && row[0] == "—" && row[7] == "缺" && row[19] == "缺")
        // The nine-year school is one of each stage, though it has not said how many pupils it has.
        #expect(row[3] == "3" && row[4] == "1" && row[10] == "1" && row[14] == "缺")
        let schools = try #require(sheets["表Ⅱ-2"]).filter { $0.count > 12 && $0[0].allSatisfy(\.isNumber) }
        #expect(schools.map { "\($0[2])\($0[3])" } == ["九年一贯制学校小学", "第1小学小学", "第2小学小学", "九年一贯制学校初中"])
        let second = try #require(schools.first { $0[2].contains("第2小学") })
        #expect(second[12] == "缺" && second[4] == "—" && !second.contains("0"))
        for silent in schools where silent[2] == "九年一贯制学校" {
            #expect(Array(silent.dropFirst(5)) == Array(repeating: "缺", count: silent.count - 6) + ["数据不全，不能判定"])
        }
        let resources = try #require(sheets["表Ⅱ-1"]).filter { Int($0.first ?? "") != nil }
        #expect(resources.count == 7 && resources.allSatisfy { $0.count == 11 })
        for line in resources {
            #expect(line.enumerated().allSatisfy { ![4, 5, 6, 8, 9, 10].contains($0.offset) || $0.element == "缺" })
        }
        let uneven = try #require(sheets["表Ⅲ"])
        #expect(
            uneven.filter { Int($0.first ?? "") != nil }.allSatisfy { $0.dropFirst(2).filter { $0 == "缺" }.count == 8 })
        for sheet in ["表Ⅱ-1", "表Ⅲ"] {
            let head = try #require(sheets[sheet]?.compactMap(\.first).first { $0.hasPrefix("参加评估") })
            #expect(head == "参加评估：小学3所、在校生缺（1所没有填报）；初中1所、在校生缺（1所没有填报）　　资源配置判定：数据不全，不能判定")
        }
        let government = try #require(sheets["表Ⅳ"])
        #expect(Set(government.compactMap { Int($0.first ?? "") }) == Set(1...15))
        #expect(Set(try #require(sheets["表Ⅴ"]).compactMap { Int($0.first ?? "") }) == Set(1...9))
        #expect(try #require(sheets["表Ⅵ"]).contains { $0.starts(with: ["缺", "缺", "≥85"]) })
    }

    @Test("Where everybody has reported, counts, verdicts and coefficients are printed", arguments: Engine.available)
    func whole(on engine: Engine) async throws {
        let sheets = try cells(try await tables(on: engine, isSilent: false).bytes)
        let row = try basics(sheets)
        #expect(row[7] == "3000" && row[14] == "1000")
        let resources = try #require(sheets["表Ⅱ-1"]).filter { Int($0.first ?? "") != nil }
        #expect(resources.allSatisfy { $0[5] == "3" && $0[9] == "1" && !$0.contains("缺") })
        let uneven = try #require(sheets["表Ⅲ"]).filter { Int($0.first ?? "") != nil }
        #expect(uneven.count == 7 && uneven.allSatisfy { $0[5] == "≤0.5" || $0[5] == "≤0.50" })
        #expect(uneven.allSatisfy { $0[6] == "在限值内" && !$0.contains("缺") })
        let head = try #require(sheets["表Ⅲ"]?.compactMap(\.first).first { $0.hasPrefix("参加评估") })
        #expect(head == "参加评估：小学3所、在校生3000人；初中1所、在校生1000人　　资源配置判定：达到")
    }

    @Test("表Ⅰ counts the schools that are judged: small teaching points and those without pupils are none")
    func counted() async throws {
        let extras = [
            Extra(id: "t-1", name: "东山教学点", stages: [.primary], pupils: 40),
            Extra(id: "t-2", name: "西山教学点", stages: [.primary], pupils: 60),
            // 30 in each stage are 60 together.
            Extra(id: "t-3", name: "南山教学点", stages: [.primary, .junior], pupils: 30),
            Extra(id: "e-1", name: "新建小学", stages: [.primary], pupils: 0),
        ]
        let sheets = try cells(try await tables(on: .sqlite, isSilent: false, and: extras).bytes)
        let row = try basics(sheets)
        #expect(
            row[3] == "5" && row[4] == "2" && row[5] == "2" && row[7] == "3090" && row[10] == "2" && row[14] == "1030")
        let schools = try #require(sheets["表Ⅱ-2"]).filter { $0.count > 12 && $0[0].allSatisfy(\.isNumber) }
        #expect(schools.count { $0[3] == "小学" } == 5 && schools.count { $0[3] == "初中" } == 2)
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
