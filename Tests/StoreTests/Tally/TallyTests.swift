import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct TallyTests {
    private static let city = viewer(.region(.city, code: "500100"))
    private static let first = viewer(.region(.county, code: "500101"))
    private static let second = viewer(.region(.county, code: "500102"))

    private static func viewer(_ scope: Scope, on day: Day = FindingSamples.day) -> Viewer {
        Viewer(account: "a", person: "p", name: "领导", role: .leader, scope: scope, day: day)
    }

    /// Two districts with issued findings and two campaigns with inspections.
    private static func filled(_ engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try FindingSamples.plant(in: db) }
        for county in ["500101", "500102"] { _ = try await Sample.campaign(in: database, county: county, units: 6) }
        try await FindingSamples.act(as: city, in: database) { act in
            // One of the two is the city's, so that its districts do not know of its unannounced checks.
            try act.db.execute("UPDATE campaign SET county = '' WHERE id = 'campaign-500102'")
            for number in 0..<24 {
                let county = number % 3 == 0 ? "500102" : "500101"
                _ = try Findings.issue(FindingSamples.problem([Identifier("school-\(county)")], "问题\(number)"), act)
            }
            _ = try Findings.draft(FindingSamples.problem(), act)
        }
        return database
    }

    /// Anything that a statement may do to a row, whoever writes it.
    private static func shake(_ dice: inout SplitMix, _ act: Act) throws {
        let parts = try act.db.rows("SELECT id FROM finding_part ORDER BY id").map { try $0.get(0) as String }
        let inspections = try act.db.rows("SELECT id FROM inspection ORDER BY id").map { try $0.get(0) as String }
        let part = parts[dice.below(parts.count)]
        let inspection = inspections[dice.below(inspections.count)]
        switch dice.below(7) {
        case 0, 1:
            let state = FindingPart.State.allCases.dropFirst()[1 + dice.below(7)]
            let issued: String? = try act.db.first("SELECT issued_on FROM finding_part WHERE id = \(part)")?.get(0)
            let closed: String? =
                state == .closed ? max(issued ?? "", FindingSamples.day.adding(days: -dice.below(90)).text) : nil
            try act.db.execute(
                """
                UPDATE finding_part SET state = \(state), is_open = \(state.isOpen), closed_on = \(closed)
                WHERE id = \(part) AND state <> 'draft'
                """)
        case 2:
            let due = dice.below(5) == 0 ? "" : FindingSamples.day.adding(days: dice.below(40) - 20).text
            try act.db.execute("UPDATE finding_part SET due_on = \(due) WHERE id = \(part)")
        case 3:
            let county = ["500101", "500102", ""][dice.below(3)]
            try act.db.execute("UPDATE finding_part SET county = \(county) WHERE id = \(part)")
        case 4:
            let campaign: String? = dice.below(3) == 0 ? nil : "campaign-50010\(1 + dice.below(2))"
            try act.db.execute(
                """
                UPDATE finding_part SET campaign_id = \(campaign), issued_on = \(FindingSamples.day.adding(days: -dice.below(400)))
                WHERE id = \(part) AND state NOT IN ('draft', 'closed')
                """)
        case 5:
            let state = ["prepared", "running", "finished"][dice.below(3)]
            let isHidden = dice.below(2) == 0
            try act.db.execute("UPDATE inspection SET state = \(state), hidden = \(isHidden) WHERE id = \(inspection)")
        default:
            try act.db.execute("DELETE FROM finding_party WHERE part_id = \(part)")
            try act.db.execute("DELETE FROM finding_part WHERE id = \(part)")
        }
    }

    @Test("Whatever happens to a row, the numbers are those of the rows, summed up or not", arguments: Engine.available)
    func shaken(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        for round in 0..<12 {
            try await FindingSamples.act(as: TallyTests.city, in: database) { act in
                var dice = SplitMix(UInt64(round + 1))
                for _ in 0..<8 { try TallyTests.shake(&dice, act) }
                if round % 2 == 0 { _ = try Tally.fold(act, limit: 9) }
                #expect(try Tally.differences(in: act.db) == 0, "round \(round)")
            }
            if round % 4 == 3 {
                for viewer in [TallyTests.city, TallyTests.first, TallyTests.second] {
                    try await database.read { db in try TallyTests.compare(viewer, in: db) }
                }
            }
        }
    }

    @Test("A number that does not fit is found, and counting anew mends it", arguments: Engine.available)
    func recount(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        try await FindingSamples.act(as: TallyTests.city, in: database) { act in
            while try Tally.fold(act) > 0 {}
            try act.db.execute("UPDATE tally SET n = n + 1 WHERE cube = 'grade' AND scope = '500101'")
            #expect(try Tally.differences(in: act.db) > 0)
            #expect(try Tally.recount(in: act.db) > 0)
            #expect(try Tally.differences(in: act.db) == 0)
        }
    }

    /// Each number of the page against the rows that its filter finds.
    private static func compare(_ viewer: Viewer, in db: SQLConnection) throws {
        let page = try LeaderOverview.read(visibleTo: viewer, in: db)
        func rows(_ change: (inout FindingFilter) -> Void) throws -> Int {
            var filter = FindingFilter()
            change(&filter)
            let found = try Findings.chunk(filter, order: .init(), after: nil, limit: 1_000, visibleTo: viewer, in: db)
            #expect(try Findings.total(filter, visibleTo: viewer, in: db) == found.count, "\(filter)")
            return found.count
        }
        func same(_ findings: LeaderOverview.Findings, _ change: (inout FindingFilter) -> Void) throws {
            let groups: [(FindingFilter.Group, Int)] = [
                (.open, findings.open), (.late, findings.late), (.soon, findings.soon), (.closed, findings.closed),
                (.submitted, findings.submitted), (.verified, findings.verified), (.all, findings.total),
            ]
            for (group, count) in groups {
                let found = try rows { filter in
                    change(&filter)
                    filter.group = group
                }
                #expect(found == count, "\(viewer.scope) \(group)")
            }
        }
        try same(page.findings) { _ in }
        for line in page.districts { try same(line.findings) { $0.district = line.district } }
        for line in page.campaigns { try same(line.findings) { $0.campaign = line.id } }
        for line in page.kinds {
            try same(line.findings) { $0.kind = line.kind.map { .campaign($0) } ?? .noCampaign }
        }
        for line in page.sources { try same(line.findings) { $0.source = line.kind } }
        for line in page.grades { try same(line.findings) { $0.grade = line.kind } }
        for line in page.months {
            let asked: [(Int, (inout FindingFilter) -> Void)] = [
                (line.issued, { $0.issuedIn = .month(line.month) }),
                (line.closed, { $0.closedIn = .month(line.month) }),
                (line.open, { $0.openOn = line.until }),
            ]
            for (count, change) in asked {
                let found = try rows { filter in
                    change(&filter)
                    filter.group = .all
                }
                #expect(found == count, "\(viewer.scope) \(line.month.text)")
            }
        }
        func units(_ change: (inout InspectionFilter) -> Void) throws -> Int {
            var filter = InspectionFilter()
            filter.campaignState = "running"
            change(&filter)
            return try Inspections.list(filter, PageRequest(), visibleTo: viewer, in: db).total
        }
        let (all, finished) = (try units { _ in }, try units { $0.state = "finished" })
        #expect(all == page.units.all && finished == page.units.finished)
        for line in page.districts {
            let found = try units { $0.district = line.district }
            #expect(found == line.units.all)
        }
    }

    @Test("Late is what the day makes late, without anybody touching a row", arguments: Engine.available)
    func days(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        let lates = try await database.read { db in
            try ["2026-04-05", "2026-04-06", "2026-04-09", "2026-04-10"].map { (day: Day) in
                let scope = Scope.region(.city, code: "500100")
                let found = try LeaderOverview.read(visibleTo: TallyTests.viewer(scope, on: day), in: db).findings
                return [found.soon, found.late]
            }
        }
        #expect(lates == [[0, 0], [24, 0], [24, 0], [0, 24]])
    }

    @Test("A neighbour's district is not there, and one's own is the same from above", arguments: Engine.available)
    func neighbours(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        try await database.read { db in
            let district = District(.county, "500102")
            #expect(throws: LeaderRefusal.noDistrict) {
                _ = try LeaderOverview.read(district, visibleTo: TallyTests.first, in: db)
            }
            let own = try LeaderOverview.read(visibleTo: TallyTests.second, in: db)
            let above = try LeaderOverview.read(district, visibleTo: TallyTests.city, in: db)
            #expect(own.findings == above.findings && own.findings.open == 8)
            #expect(above.isNarrowed && above.above.map(\.code) == ["500100"])
            var filter = FindingFilter()
            filter.district = district
            let rows = try Findings.list(filter, PageRequest(), visibleTo: TallyTests.first, in: db)
            #expect(rows.total == 0 && rows.rows.isEmpty)
        }
    }

    @Test(
        "An unannounced check of the city is not counted for its district before somebody was there",
        arguments: Engine.available)
    func unannounced(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        _ = try await database.write { db in
            try db.execute("UPDATE inspection SET hidden = true WHERE campaign_id = 'campaign-500102'")
        }
        let seen = try await database.read { db in
            try [TallyTests.city, TallyTests.second].map { viewer in
                let page = try LeaderOverview.read(visibleTo: viewer, in: db)
                return (page.units.all, page.campaigns.contains { $0.id == "campaign-500102" })
            }
        }
        #expect(seen.map(\.0) == [12, 0] && seen.map(\.1) == [true, false])
    }

    @Test("An office sets its own rule; a second change on the same page is refused", arguments: Engine.available)
    func rule(on engine: Engine) async throws {
        let database = try await TallyTests.filled(engine)
        var rule = LampRule.shipped
        rule.redLateCount = 3
        let changed = rule
        try await FindingSamples.act(as: TallyTests.first, in: database) { act in
            try LampRules.set(changed, version: 0, act)
            #expect(throws: LeaderRefusal.staleRule) { try LampRules.set(.shipped, version: 0, act) }
        }
        let held = try await database.read { db in
            try [TallyTests.first, TallyTests.second].map { try LampRules.held(by: $0, in: db) }
        }
        #expect(held == [.init(rule: changed, version: 1), .init(rule: .shipped, version: 0)])
    }
}

/// The same walk in every run.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) >> 33) % bound
    }
}
