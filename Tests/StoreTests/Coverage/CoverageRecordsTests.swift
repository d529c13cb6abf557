import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CoverageRecordsTests {
    private static let today: Day = "2026-04-15"

    private static func months(
        _ school: OrganisationID, in database: any SQLDatabase
    ) async throws -> [CoverageMonth.State] {
        let schools = try await CoverageLedgerTests.schools(CoverageLedgerTests.officer(on: today), in: database)
        return schools.first { $0.id == school }?.coverage.months.map(\.state) ?? []
    }

    @Test(
        "A visit of a phone whose clock stood years back begins no records, while it is undecided or once it is void",
        arguments: Engine.available)
    func clock(on engine: Engine) async throws {
        let database = try await CoverageLedgerTests.plant(engine)
        try await CoverageLedgerTests.visit(1, "school-500101", "2019-03-04", in: database)
        try await CoverageLedgerTests.visit(2, "school-500101", "2026-02-25", in: database)
        let id: VisitID = VisitSample.id(1)
        for (marks, isVoid) in [(1, false), (0, true)] {
            _ = try await database.write { db in
                try db.execute("UPDATE visit SET open_marks = \(marks), is_void = \(isVoid) WHERE id = \(id)")
            }
            let months = try await Self.months("school-b", in: database)
            #expect(months[1] == .unknown && months[4] == .unknown && months[7] == .late)
        }
        _ = try await database.write { db in
            try db.execute("UPDATE visit SET open_marks = 0, is_void = false WHERE id = \(id)")
        }
        #expect(try await Self.months("school-b", in: database)[1] == .late)
    }

    @Test(
        "A zone's own office began later than its county: nothing was missed there before", arguments: Engine.available)
    func zone(on engine: Engine) async throws {
        let database = try await CoverageLedgerTests.plant(engine)
        try await CoverageLedgerTests.visit(1, "school-500101", "2025-09-05", in: database)
        try await CoverageLedgerTests.visit(2, "school-b", "2026-03-10", in: database)
        #expect(try await Self.months("school-b", in: database)[2] == .late)
        _ = try await database.write { db in
            try FindingSamples.region("500101Z01", "高新区", .zone, "500101", db)
            try db.execute("UPDATE organisation SET zone = '500101Z01' WHERE id = 'school-b'")
            try db.execute("UPDATE visit SET zone = '500101Z01' WHERE organisation_id = 'school-b'")
        }
        let months = try await Self.months("school-b", in: database)
        #expect(months[2] == .unknown && months[7] == .visited)
        #expect(try await Self.months("school-500101", in: database)[2] == .late)
    }

    @Test("An office cannot name a day to come as the one from which it records")
    func ahead() async throws {
        let database = try await CoverageLedgerTests.plant(.sqlite)
        let officer = CoverageLedgerTests.officer(on: Self.today)
        await #expect(throws: CoverageRefusal.notRule) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try CoverageRules.save(CoverageRule(recordsFrom: "2026-04-16"), version: 0, act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try CoverageRules.save(CoverageRule(recordsFrom: "2026-04-15"), version: 0, act)
        }
    }
}
