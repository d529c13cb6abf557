import Foundation
import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct FigureCountingTests {
    private static let periods: [FigurePeriod] = [
        .year(2025), .year(2026), .quarter(2, of: 2026), .term(.spring, of: 2026), .month(Month(of: "2026-03-01")),
        .year(2019),
    ]

    private static func filled(_ engine: Engine, seed: UInt64) async throws -> (any SQLDatabase, FigureWorld) {
        let database = try await engine.makeDatabase()
        let world = FigureWorld(seed)
        try await database.write { db in try world.insert(in: db) }
        return (database, world)
    }

    @Test(
        "Every shipped figure is what counting the records one by one gives, for each of two neighbouring districts",
        arguments: Engine.available, [1, 2])
    func recounted(on engine: Engine, _ seed: UInt64) async throws {
        let (database, world) = try await FigureCountingTests.filled(engine, seed: seed)
        for county in FigureWorld.counties {
            let viewer = FigureWorld.viewer(county)
            for period in FigureCountingTests.periods {
                let recount = FigureRecount(world: world, county: county, period: period)
                let readings = try await database.read { db in
                    try Figures.read(
                        ShippedFigures.all.map { FigureRequest($0.code, period) },
                        from: Figures.book(for: viewer, in: db), visibleTo: viewer, in: db)
                }
                for reading in readings where reading.figure.chapter != "round" {
                    let code = reading.request.code
                    if case .share(let part, let whole) = reading.figure.measure {
                        try FigureCountingTests.compare(reading, recount.value(part), recount.value(whole))
                    } else {
                        #expect(
                            reading.value == recount.value(code),
                            "\(code) \(county) \(period.text): \(reading.value) \(String(describing: recount.value(code)))"
                        )
                    }
                }
            }
        }
    }

    private static func compare(_ reading: FigureReading, _ part: FigureValue?, _ whole: FigureValue?) throws {
        let (part, whole) = (try #require(part), try #require(whole))
        guard let below = whole.number, let above = part.number ?? .some(.zero) else {
            #expect(reading.value == whole, "\(reading.request.code)")
            return
        }
        let expected = above.divided(by: below).map { FigureValue.number($0) } ?? .undefined
        #expect(reading.value == expected, "\(reading.request.code)")
    }

    @Test("The link of every figure opens as many rows as it says", arguments: Engine.available)
    func linked(on engine: Engine) async throws {
        let (database, _) = try await FigureCountingTests.filled(engine, seed: 3)
        for county in FigureWorld.counties {
            let viewer = FigureWorld.viewer(county)
            let opened = try await database.read { db in
                let requests = FigureCountingTests.periods.flatMap { period in
                    ShippedFigures.all.map { FigureRequest($0.code, period) }
                        + [FigureRequest("inspection.visited.organisations", ["小学"], period)]
                        + [FigureRequest("finding.found", ["幼儿园", "民办"], period)]
                }
                return try Figures.read(
                    requests, from: Figures.book(for: viewer, in: db), visibleTo: viewer, in: db
                ).map { ($0, try $0.link.map { try OpenedLink($0).rows(visibleTo: viewer, in: db) }) }
            }
            for (reading, rows) in opened where reading.figure.chapter != "round" {
                // What is counted as it is now has no rows in a time that is over.
                guard let rows else {
                    #expect(reading.value == .noData, "\(reading.request.key)")
                    continue
                }
                let told = reading.parts.first ?? reading.value
                switch reading.figure.measure {
                case .sum, .mean: continue
                default:
                    let count = told.number.map { Int($0.numerator) } ?? 0
                    #expect(
                        rows == count, "\(reading.request.key) \(reading.request.period.text) \(reading.link ?? "")")
                }
            }
        }
    }

    @Test("A figure of nothing is no data, a share of nothing says nothing, and zero among something is zero")
    func missing() async throws {
        let (database, _) = try await FigureCountingTests.filled(.sqlite, seed: 1)
        let viewer = FigureWorld.viewer("500101")
        let readings = try await database.read { db in
            try Figures.read(
                [
                    FigureRequest("finding.found", .year(2019)), FigureRequest("finding.closed.share", .year(2019)),
                    FigureRequest("document.reminder", .year(2025)),
                    FigureRequest("finding.closed.share", ["校外培训机构"], .year(2026)),
                ], from: FigureBook(), visibleTo: viewer, in: db)
        }
        #expect(readings.map(\.value) == [.noData, .noData, FigureValue(0), .undefined])
        #expect(readings.map(\.text) == ["尚无数据", "尚无数据", "0份", "无从计算"])
    }

    @Test("Units, teams and the neighbour count nothing of an office's records")
    func strangers() async throws {
        let (database, world) = try await FigureCountingTests.filled(.sqlite, seed: 1)
        let teacher = Viewer(
            account: "a", person: "stranger", name: "", role: .inspector, scope: .granted, day: FigureWorld.today)
        let nowhere = FigureWorld.viewer("500199")
        for viewer in [teacher, nowhere] {
            let readings = try await database.read { db in
                try Figures.read(
                    ShippedFigures.all.map { FigureRequest($0.code, .year(2026)) }, from: FigureBook(),
                    visibleTo: viewer, in: db)
            }
            for reading in readings { #expect(reading.value == .noData, "\(reading.request.code)") }
        }
        #expect(!world.parts.isEmpty)
    }
}

/// A figure's link as its list's page would read it.
private struct OpenedLink {
    private let path: String
    private let asked: [String: String]

    init(_ link: String) {
        let halves = link.split(separator: "?", maxSplits: 1).map(String.init)
        path = halves[0]
        let pairs = (halves.count == 2 ? halves[1] : "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (sides[0], sides[1].removingPercentEncoding ?? "")
        }
        asked = Dictionary(uniqueKeysWithValues: pairs)
    }

    func rows(visibleTo viewer: Viewer, in db: SQLConnection) throws -> Int {
        let ask = { (name: String) in asked[name] ?? "" }
        let page = PageRequest(size: 200)
        func count<Row>(_ listing: Listing<Row>) -> Int {
            #expect(listing.total > 200 || listing.rows.count == listing.total)
            return listing.total
        }
        switch path {
        case "/findings": return count(try Findings.list(FindingFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/findings/extensions":
            return count(try Extensions.list(ExtensionFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/findings/rechecks":
            return count(try Rechecks.list(RecheckFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/campaigns":
            return count(try Campaigns.list(CampaignFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/inspections":
            let filter = InspectionFilter(asking: ask, on: viewer.day)
            return count(try Inspections.list(filter, page, visibleTo: viewer, in: db))
        case "/results/uses":
            return count(try ResultUses.list(ResultUseFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/documents": return try Documents.list(DocumentFilter(asking: ask), page, visibleTo: viewer, in: db).total
        case "/objections":
            return try Objections.list(ObjectionFilter(asking: ask), page, visibleTo: viewer, in: db).total
        case "/duty-targets":
            return count(try DutyTargets.list(DutyTargetFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/receptions":
            return count(try Receptions.list(ReceptionFilter(asking: ask), page, visibleTo: viewer, in: db))
        case "/organisations":
            return try Organisations.list(OrganisationFilter(asking: ask), page, visibleTo: viewer, in: db).total
        case "/inspectors":
            return try Inspectors.list(InspectorFilter(asking: ask), page, visibleTo: viewer, in: db).total
        default:
            let ledger = try #require(FigureLedger.plain.first { $0.path == path })
            return count(
                try PlainRecords.list(PlainRecordFilter(ledger, asking: ask), page, visibleTo: viewer, in: db))
        }
    }
}
