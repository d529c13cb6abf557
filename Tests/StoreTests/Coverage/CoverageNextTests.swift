import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CoverageNextTests {
    private static func weeks(_ viewer: Viewer, in database: any SQLDatabase) async throws -> [NextWeek] {
        try await database.read { db in try CoverageNext.weeks(visibleTo: viewer, in: db) }
    }

    @Test(
        "Where problems wait is gone to first, each inspector to the own schools, those of nobody stand last",
        arguments: Engine.available)
    func proposal(on engine: Engine) async throws {
        let database = try await CoverageLedgerTests.plant(engine)
        try await CoverageLedgerTests.visit(1, "school-500101", "2026-02-27", in: database)
        try await CoverageLedgerTests.visit(2, "school-b", "2026-02-27", in: database)
        try await database.write { db in try VisitSample.post(at: ["school-500101", "school-b"], in: db) }
        let officer = CoverageLedgerTests.officer(on: "2026-03-10")
        try await FindingSamples.act(as: officer, in: database) { act in
            _ = try Findings.issue(FindingSamples.problem(["school-b"]), act)
        }
        let later = CoverageLedgerTests.officer(on: "2026-06-10")
        let weeks = try await Self.weeks(later, in: database)
        #expect(weeks.map { $0.inspector?.person } == ["inspector", nil])
        let due = weeks[0].visits
        #expect(due.map(\.school.id) == ["school-b", "school-500101"] && due.map(\.isDue) == [true, false])
        #expect(due[0].facts.openFindings == 1 && due[0].facts.overdueFindings == 1)
        #expect(due[0].urgency.points > due[1].urgency.points && due[0].facts.lastVisit == "2026-02-27")
        #expect(weeks[1].visits.map(\.school.id) == ["school-new"])
        let own = try await Self.weeks(VisitSample.inspector(on: "2026-06-10"), in: database)
        #expect(own.count == 1 && own[0].visits.map(\.school.id) == ["school-b", "school-500101"])
        #expect(
            try await Self.weeks(CoverageLedgerTests.officer("500102", on: "2026-06-10"), in: database)
                .flatMap(\.visits).map(\.school.id) == ["school-500102"])
    }

    @Test(
        "The forecast takes its pace from useful visits of the last weeks, and stays open after holidays",
        arguments: Engine.available)
    func forecast(on engine: Engine) async throws {
        let database = try await CoverageLedgerTests.plant(engine)
        _ = try await database.write { db in
            for number in 0..<8 {
                try FindingSamples.organisation("s\(number)", "s\(number)", .school, county: "500101", db)
            }
        }
        try await CoverageLedgerTests.visit(1, "s0", "2026-02-10", in: database)
        try await CoverageLedgerTests.visit(2, "s1", "2026-03-03", in: database)
        try await CoverageLedgerTests.visit(3, "s1", "2026-03-04", in: database)
        try await CoverageLedgerTests.visit(4, "s2", "2026-03-05", in: database)
        func outlook(_ day: Day) async throws -> CoverageOutlook {
            try await database.read { db in
                try CoverageForecasts.outlook(visibleTo: CoverageLedgerTests.officer(on: day), in: db)
            }
        }
        let march = try await outlook("2026-03-19")
        // 28 days, all of teaching; two schools were helped in them, twelve days are left: none more.
        #expect(march.from == "2026-02-20" && march.lines.count == 1 && march.lines[0].month.useful == 2)
        #expect(march.lines[0].month.pastDays == 28 && march.lines[0].month.daysLeft == 12)
        #expect(march.month.lacking == 8 && march.month.missed == 8)
        #expect(march.lines[0].term.useful == 3)
        let august = try await outlook("2026-08-20")
        #expect(august.month.lacking == 0 && august.lines[0].month.expected == nil)
    }

    @Test(
        "Joint visits and visits stand in the school's one calendar; a school is not told of one beforehand",
        arguments: Engine.available)
    func calendar(on engine: Engine) async throws {
        let database = try await CoverageLedgerTests.plant(engine)
        try await CoverageLedgerTests.visit(1, "school-500101", "2026-03-10", in: database)
        let officer = CoverageLedgerTests.officer(on: "2026-03-10")
        let tasks = try await FindingSamples.act(as: officer, in: database) { act in
            try VisitSample.appoint("second", in: act.db)
            return try ["2026-03-12", "2026-03-14"].map { (day: Day) in
                try VisitTasks.create(
                    NewVisitTask(
                        school: "school-500101", theme: "联合", checklist: nil, from: day, dueOn: day,
                        people: ["inspector", "second"]), act)
            }
        }
        func calendar(_ viewer: Viewer) async throws -> UnitCalendar {
            try await database.read { db in try UnitCalendars.find("school-500101", visibleTo: viewer, in: db) }
        }
        let found = try await calendar(officer)
        #expect(found.calls.map(\.isMade) == [false, false, true] && found.calls[0].people == "inspector、second")
        #expect(try await calendar(FindingSamples.unit()).calls.map(\.isMade) == [true])
        let clashes = try await database.read { db in try Clashes.ahead(visibleTo: officer, in: db) }
        #expect(clashes.map(\.kind) == [.near(days: 2)])
        #expect(Set(([clashes[0].own] + clashes[0].others).map(\.source)) == Set(tasks.map { .task($0) }))
        let checks = try await database.read { db in
            try UnitCalendars.checks(of: ["school-500101"], visibleTo: officer, in: db)
        }
        #expect(checks == ["school-500101": [SchoolTerm("2026-03-10"): 2]])
    }
}
