import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A district judged by a whole standard from what was reported and judged.
@Suite struct StandardCountyTests {
    private static let officer = FindingSamples.officer()

    private func filled(on engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database)
        return database
    }

    private func county(
        _ database: any SQLDatabase, _ viewer: Viewer = officer, region: String? = nil
    ) async throws -> StandardCounty {
        try await database.read { db in
            var question = StandardQuestion()
            question.region = region
            return try StandardCounty.read(question, visibleTo: viewer, in: db)
        }
    }

    @Test(
        "Figures of schools and of the county's own return come from the records; what is missing stays open",
        arguments: Engine.available)
    func figures(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let county = try await county(database)
        #expect(county.standard.code == "youzhi-junheng" && county.year == 2026 && county.units.count == 3)
        #expect(county.input.data.county["recognition"] == .number(86))
        #expect(county.ledger.line("4.1")?.grade == .met)
        #expect(county.ledger.line("3.2")?.grade == .undetermined, "nobody reported disabled children")
        #expect(county.ledger.line("3.4")?.grade == .met, "5 % in 万元 on both sides")
        #expect(county.verdict == .undetermined)
        #expect(StandardGrade.allCases.map(county.ledger.count).reduce(0, +) == county.ledger.lines.count)
    }

    @Test(
        "A school that says nothing keeps everything over schools open, also where stages are judged apart",
        arguments: Engine.available)
    func silent(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await LedgerSample.fill(database, but: ["p-2"])
        let county = try await county(database)
        #expect(county.silent.map(\.stage) == [.primary])
        for code in ["schools", "2.4", "2.5", "2.9", "2.12"] {
            #expect(county.ledger.line(code)?.grade == .undetermined, "\(code)")
        }
        #expect(county.evaluation.missing.contains { $0.figure?.variable == "primary.pupils" })
    }

    @Test("The office above reads each of its counties, a neighbour and a unit nothing", arguments: Engine.available)
    func access(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        #expect(try await county(database, city, region: "500101").units.count == 3)
        await #expect(throws: BalanceRefusal.noDistrict) { _ = try await county(database, city) }
        for other in [FindingSamples.officer("500102"), FindingSamples.unit()] {
            await #expect(throws: BalanceRefusal.noDistrict) {
                _ = try await county(database, other, region: "500101")
            }
        }
        let counties = try await database.read { db in
            let standard = try Standards.require("youzhi-junheng", visibleTo: city, in: db)
            return try CountyLedger.counties(standard, year: 2026, visibleTo: city, in: db)
        }
        #expect(counties.map(\.region) == ["500101"] && counties.first?.units == 3)
    }

    @Test(
        "A judgement counts with its basis, keeps its history, and two writers do not overwrite each other",
        arguments: Engine.available)
    func judgements(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        func give(
            _ grade: StandardGrade, _ seen: Int, by viewer: Viewer = Self.officer, basis: String = "查阅规划"
        ) async throws {
            try await FindingSamples.act(as: viewer, in: database) { act in
                var question = StandardQuestion()
                (question.region, question.year) = ("500101", 2026)
                let target = try CountyLedger.writing(question, act)
                let new = try NewJudgement(grade, of: "2.1", basis: basis, seen: seen, by: target.standard)
                try Judgements.give(new, target.key, at: target.place, act)
            }
        }
        await #expect(throws: LedgerRefusal.basisMissing) { try await give(.met, 0, basis: "　") }
        await #expect(throws: LedgerRefusal.noBasic) { try await give(.basic, 0) }
        await #expect(throws: LedgerRefusal.nothingToWithdraw) { try await give(.undetermined, 0) }
        try await give(.met, 0)
        #expect(try await county(database).ledger.line("2.1")?.grade == .met)
        await #expect(throws: LedgerRefusal.stale) { try await give(.notMet, 0) }
        try await give(.notMet, 1)
        #expect(try await county(database).ledger.line("2.1")?.grade == .notMet)
        try await give(.undetermined, 2, basis: "材料不足")
        let last = try await county(database)
        #expect(last.ledger.line("2.1")?.grade == .undetermined && last.judgements["2.1"]?.isWithdrawn == true)
        let history = try await database.read { db in
            try Judgements.history(
                of: "2.1", JudgementKey(standard: "youzhi-junheng", region: "500101", year: 2026),
                visibleTo: Self.officer, in: db)
        }
        #expect(history.map(\.version) == [3, 2, 1])
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        await #expect(throws: LedgerRefusal.notOwn) { try await give(.met, 3, by: city) }
        await #expect(throws: BalanceRefusal.noDistrict) {
            try await give(.met, 3, by: FindingSamples.officer("500102"))
        }
    }

    @Test(
        "A department answers on in the next year, its deadline does not; an older form is refused",
        arguments: Engine.available)
    func duties(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let place = Place(province: "500000", city: "500100", county: "500101")
        func set(_ year: Int, _ version: Int, _ department: String) async throws {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                try IndicatorDuties.set(
                    IndicatorDuty(department: department, person: "", dueOn: "2026-06-30", version: version),
                    of: "2.1", JudgementKey(standard: "youzhi-junheng", region: "500101", year: year), at: place, act)
            }
        }
        func list(_ year: Int, _ viewer: Viewer = Self.officer) async throws -> IndicatorDuty? {
            try await database.read { db in
                try IndicatorDuties.list(
                    JudgementKey(standard: "youzhi-junheng", region: "500101", year: year), visibleTo: viewer, in: db)[
                        "2.1"]
            }
        }
        try await set(2026, 0, "教育局")
        try await set(2026, 1, "规划局")
        await #expect(throws: LedgerRefusal.stale) { try await set(2026, 1, "财政局") }
        await #expect(throws: LedgerRefusal.stale) { try await set(2026, 0, "财政局") }
        #expect(try await list(2026)?.department == "规划局")
        #expect(try await list(2027) == IndicatorDuty(department: "规划局", person: "", dueOn: nil, version: 0))
        #expect(try await list(2026, FindingSamples.officer("500102")) == nil)
    }

    @Test(
        "An indicator's finding is remembered, seen by those who see it, and gone with its draft",
        arguments: Engine.available)
    func findings(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let key = JudgementKey(standard: "youzhi-junheng", region: "500101", year: 2026)
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            let id = try Findings.issue(FindingSamples.problem(["bureau-500101"]), act)
            try IndicatorFindings.link(id, to: "2.1", key, act)
            let draft = try Findings.draftByHand(FindingSamples.problem(["bureau-500101"]), act)
            try IndicatorFindings.link(draft, to: "2.1", key, act)
            try Findings.discard(draft, act)
        }
        let found = try await database.read { db in
            try IndicatorFindings.list(key, visibleTo: Self.officer, in: db)
        }
        #expect(found["2.1"]?.count == 1 && found["2.1"]?.first?.state == .issued)
        let hidden = try await database.read { db in
            try IndicatorFindings.list(key, visibleTo: FindingSamples.officer("500102"), in: db)
        }
        #expect(hidden.isEmpty)
        await #expect(throws: LedgerRefusal.noIndicator) {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                let id = try Findings.issue(FindingSamples.problem(), act)
                try IndicatorFindings.link(id, to: "9.9", key, act)
            }
        }
    }

    @Test(
        "A city's threshold holds in its counties; the county may be stricter, never looser",
        arguments: Engine.available)
    func rules(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        func set(_ limit: Int, by viewer: Viewer) async throws {
            try await FindingSamples.act(as: viewer, in: database) { act in
                try LocalRules.set(
                    StandardOverride(condition: "4.1", limit: Points(limit), basis: "市文件"), of: "youzhi-junheng", act)
            }
        }
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        await #expect(throws: StandardOverrideRefusal.looser("4.1", than: Points(85))) { try await set(80, by: city) }
        try await set(87, by: city)
        #expect(try await county(database).ledger.line("4.1")?.grade == .notMet, "86 is below the city's 87")
        await #expect(throws: StandardOverrideRefusal.looser("4.1", than: Points(87))) {
            try await set(86, by: Self.officer)
        }
        try await set(88, by: Self.officer)
        let mine = try await county(database)
        #expect(mine.local.threshold(of: "4.1", stage: nil)?.region == "500101")
        try await FindingSamples.act(as: Self.officer, in: database) { act in
            try LocalRules.removeThreshold("4.1", stage: nil, of: "youzhi-junheng", act)
        }
        let left = try await county(database)
        #expect(left.local.threshold(of: "4.1", stage: nil)?.region == "500100")
        await #expect(throws: LedgerRefusal.noThreshold) {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                try LocalRules.removeThreshold("4.1", stage: nil, of: "youzhi-junheng", act)
            }
        }
        try await FindingSamples.act(as: city, in: database) { act in
            try LocalRules.setTolerance(
                "rooms-2016", isInForce: false, basis: "市文件", of: "youzhi-junheng", act)
        }
        #expect(try await county(database).standard.tolerances.first { $0.code == "rooms-2016" }?.isInForce == false)
        await #expect(throws: LedgerRefusal.toleranceLapsed("市辖区")) {
            try await FindingSamples.act(as: Self.officer, in: database) { act in
                try LocalRules.setTolerance(
                    "rooms-2016", isInForce: true, basis: "县文件", of: "youzhi-junheng", act)
            }
        }
        // A bound that cannot be read is no bound of zero.
        try await database.write { db in _ = try db.execute("UPDATE local_threshold SET bound = '八十七'") }
        await #expect(throws: SQLError.unreadable(column: "bound")) { _ = try await county(database) }
    }

    @Test(
        "What the office of a zone reports is the zone's and not that of the county around it",
        arguments: Engine.available)
    func zones(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let figures = RecordedValues(["disabledChildren": Points(100), "disabledEnrolled": Points(10)]).packed
        try await database.write { db in
            try FindingSamples.region("500101Z01", "开发区", .zone, "500101", db)
            try FindingSamples.organisation("bureau-zone", "开发区教育局", .department, county: "500101", db)
            try db.execute(
                "UPDATE organisation SET region_code = '500101Z01', zone = '500101Z01' WHERE id = 'bureau-zone'")
            _ = try db.execute(
                """
                INSERT INTO collection_record (organisation_id, year, figures, locked, province, city, county, zone,
                    updated_at)
                SELECT 'bureau-zone', year, \(figures), locked, province, city, county, '500101Z01', updated_at
                FROM collection_record WHERE organisation_id = 'bureau-500101'
                """)
        }
        let around = try await county(database)
        #expect(around.ledger.line("3.2")?.grade == .undetermined, "the zone's children are not the county's")
        #expect(around.input.data.county["recognition"] == .number(86))
        let inside = try await county(database, region: "500101Z01")
        #expect(inside.ledger.line("3.2")?.grade == .notMet && inside.input.data.county["recognition"] == nil)
        let city = Viewer(
            account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"),
            day: FindingSamples.day)
        let own = try await database.read { db in
            try ["500100", "500101", "500101Z01"].map {
                try MonitoringValues.ofCounty(region: $0, year: 2026, visibleTo: city, in: db).keys.count
            }
        }
        #expect(own == [0, 2, 2], "a city has no return of its own here")
    }
}
