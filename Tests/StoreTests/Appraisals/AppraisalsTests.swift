import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// A district with six schools, of which the first inspector looks after five.
struct AppraisalSetup {
    static let day: Day = "2025-12-10"
    static let director = Viewer(
        account: "director", person: "director", name: "吴启明", role: .director, scope: .region(.county, code: "500112"),
        day: day)
    let zones: ZoneSetup

    init(_ engine: Engine) async throws {
        zones = try await ZoneSetup(engine)
        try await zones.act(on: "2026-03-10") { act in
            try act.db.execute("UPDATE responsibility_zone SET from_day = '2025-01-01'")
            try act.db.execute("UPDATE organisation SET since = '2020-01-01'")
        }
        try await zones.act(on: "2025-09-01") { act in
            try Zones.addSchools((1...5).map { ZoneSetup.code($0) }, to: "z1", from: act.day, act)
            try Zones.addInspectors(["D1"], to: "z1", from: act.day, act)
            for school in 1...5 { try Zones.post("p1", at: ZoneSetup.school(school), of: "z1", from: act.day, act) }
        }
    }

    func act<T: Sendable>(
        on day: Day = day, as viewer: Viewer = director, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T { try await zones.act(on: day, as: viewer, body) }

    func record(_ person: PersonID = "p1", as viewer: Viewer = director) async throws -> AppraisalRecord {
        try await zones.database.read { db in
            try Appraisals.require(person, year: 2025, visibleTo: viewer, in: db)
        }
    }

    /// A visit on record, written the day it was made.
    func visit(_ serial: Int, on day: Day, to school: Int = 1) async throws {
        try await act { act in
            let id = "visit-\(serial)", unit = ZoneSetup.school(school)
            try act.db.execute(
                """
                INSERT INTO visit (id, number, organisation_id, organisation_name, person_id, person_name, kind, theme,
                    is_announced, visited_on, started_at, ended_at, sent_at, received_at, outcome, problem_count,
                    photo_count, told_outcome, told_problems, told_photos, photos_missing, marks,
                    open_marks, is_void, is_asked, signed_name, disagreement, digest, content, province, city, county,
                    zone, version)
                VALUES (\(id), \(id), \(unit), '一小', 'p1', '督学1', 'routine', '', false, \(day),
                    \("\(day)T01:00:00.000Z"), \("\(day)T02:00:00.000Z"), \("\(day)T02:00:00.000Z"),
                    \("\(day)T02:00:00.000Z"), 'none', 0, 0, 'none', 0, 0, 0, '', 0, false, false, '', '', '', '{}',
                    '500000', '500100', '500112', '', 1)
                """)
            try act.db.execute(
                """
                INSERT INTO visit_person (person_id, visited_on, visit_id, organisation_id)
                VALUES ('p1', \(day), \(id), \(unit))
                """)
        }
    }

    func open(limit: Int = 300) async throws {
        try await act { act in try RatingRounds.open(year: 2025, limit: limit, secret: "secret", act) }
    }

    func sheet(_ school: Int) async throws -> RatingSheet {
        try await zones.database.read { db in
            try #require(try Ratings.sheets(of: ZoneSetup.school(school), in: db).first)
        }
    }

    func teacher(_ code: String, _ points: Int, minute: Int = 0) async throws {
        let at = Instant(milliseconds: (Self.day.number * 1_440 + minute) * 60_000)
        try await zones.database.write { db in try Ratings.take(["p1": points], code: code, at: at, in: db) }
    }

    func school(_ serial: Int, _ points: Int?) async throws {
        let sheet = try await sheet(serial)
        let viewer = Viewer(
            account: "school", person: "school", name: "校长", role: .principal,
            scope: .organisation(ZoneSetup.school(serial)), day: Self.day)
        try await act(as: viewer) { act in try Ratings.rate("p1", in: sheet.round, points: points, act) }
    }

    func close() async throws {
        try await act { act in
            for round in try RatingRounds.list(visibleTo: act.viewer, in: act.db) {
                try RatingRounds.close(round.id, act)
            }
        }
    }
}

@Suite struct AppraisalsTests {
    @Test("Each figure has as many cases as it says, and what nobody knows is unknown", arguments: Engine.available)
    func counted(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.visit(1, on: "2025-09-10")
        try await setup.visit(2, on: "2025-09-20")
        try await setup.visit(3, on: "2025-10-08", to: 2)
        let record = try await setup.record()
        // Five schools in September, October and November; December is not over.
        #expect(record.figure(.coverage) == AppraisalFigure(met: 2, of: 15))
        #expect(record.figure(.visits).met == 3 && record.figure(.reports) == AppraisalFigure(met: 3, of: 3))
        #expect(record.score.unknown == [.findings, .training, .schools, .teachers])
        for measure in [AppraisalMeasure.visits, .coverage, .reports] {
            let cases = try await setup.zones.database.read { db in
                try Appraisals.cases(measure, of: record, in: db)
            }
            #expect(cases.count(where: \.isMet) == record.figure(measure).met)
        }
        try await setup.act { act in
            let new = NewInspectorActivity(kind: .training, day: act.day, title: "培训", organiser: "", tenths: 80)
            _ = try InspectorActivities.add(new, for: ["D2"], act)
        }
        #expect(try await setup.record().figure(.training) == AppraisalFigure(met: 0, of: 400))
        let list = try await setup.zones.database.read { db in
            var filter = AppraisalFilter(year: 2025)
            filter.sort = "score"
            return try Appraisals.list(filter, PageRequest(size: 1), visibleTo: AppraisalSetup.director, in: db)
        }
        #expect(list.total == 2 && list.rows.map(\.code) == ["D2"])
    }

    @Test("A confirmed year stays as it was; a departure wants a reason", arguments: Engine.available)
    func confirmed(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.visit(1, on: "2025-09-10")
        let seen = try await setup.record()
        let digest = seen.digest
        #expect(seen.computed == .failed)
        func confirm(
            _ grade: AppraisalGrade?, _ reason: String = "", on day: Day = "2025-12-10", as digest: String
        ) async throws {
            try await setup.act(on: day) { act in
                try Appraisals.confirm("p1", year: 2025, as: grade, reason: reason, digest: digest, act)
            }
        }
        await #expect(throws: AppraisalRefusal.gradeMissing) { try await confirm(nil, as: digest) }
        await #expect(throws: AppraisalRefusal.reasonMissing) { try await confirm(.basic, " ", as: digest) }
        await #expect(throws: AppraisalRefusal.figuresChanged) { try await confirm(.failed, as: "old") }
        await #expect(throws: AppraisalRefusal.tooEarly("2025-12-01")) {
            try await confirm(.failed, on: "2025-11-30", as: digest)
        }
        try await confirm(.basic, "长期病假", as: digest)
        await #expect(throws: AppraisalRefusal.confirmed) { try await confirm(.failed, as: digest) }
        try await setup.visit(2, on: "2025-10-10")
        try await setup.act { act in
            var rules = AppraisalRules.initial
            rules.basis = "某教督〔2026〕3号"
            rules.weights = [.visits: 100]
            for measure in AppraisalMeasure.allCases where measure != .visits { rules.weights[measure] = 0 }
            try AppraisalRuleBook.set(rules, act)
        }
        let kept = try await setup.record()
        #expect(kept.figures == seen.figures && kept.rules == seen.rules && kept.score == seen.score)
        #expect(kept.grade == .basic && kept.confirmation?.reason == "长期病假" && kept.confirmation?.by == "吴启明")
        let cases = try await setup.zones.database.read { db in try Appraisals.cases(.visits, of: kept, in: db) }
        #expect(cases.count == 1)
        #expect(try await setup.record("p2").rules.weight(.visits) == 100)
    }

    @Test("Nobody confirms the own year, and a neighbour finds none", arguments: Engine.available)
    func access(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        let digest = try await setup.record().digest
        let own = Viewer(
            account: "p1", person: "p1", name: "督学1", role: .director, scope: .region(.county, code: "500112"),
            day: AppraisalSetup.day)
        await #expect(throws: AppraisalRefusal.ownAppraisal) {
            try await setup.act(as: own) { act in
                try Appraisals.confirm("p1", year: 2025, as: .failed, reason: "", digest: digest, act)
            }
        }
        let inspector = Viewer(
            account: "p2", person: "p2", name: "督学2", role: .inspector, scope: .granted, day: AppraisalSetup.day)
        await #expect(throws: AppraisalRefusal.notFound) { try await setup.record(as: inspector) }
        #expect(try await setup.record("p2", as: inspector).person == "p2")
    }
}

@Suite struct RatingsTests {
    @Test(
        "Teachers' answers count once five of a school gave theirs and the round is over", arguments: Engine.available)
    func teachers(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open()
        let (one, two) = (try await setup.sheet(1).code, try await setup.sheet(2).code)
        #expect(one.utf8.count == 20 && one != two)
        for _ in 1...5 { try await setup.teacher(one, 16) }
        for _ in 1...4 { try await setup.teacher(two, 4) }
        #expect(try await setup.record().figure(.teachers) == .unknown)
        try await setup.close()
        #expect(try await setup.record().figure(.teachers) == AppraisalFigure(met: 80, of: 100))
        await #expect(throws: AppraisalRefusal.roundClosed) { try await setup.teacher(one, 16) }
        await #expect(throws: AppraisalRefusal.codeUnknown) { try await setup.teacher("01234567890123456789", 16) }
    }

    @Test("A school rates an inspector once; three schools are counted", arguments: Engine.available)
    func schools(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open()
        await #expect(throws: AppraisalRefusal.unanswered) { try await setup.school(1, nil) }
        try await setup.school(1, 20)
        await #expect(throws: AppraisalRefusal.alreadyRated) { try await setup.school(1, 4) }
        try await setup.school(2, 16)
        try await setup.school(3, 12)
        let rounds = try await setup.zones.database.read { db in
            try RatingRounds.list(visibleTo: AppraisalSetup.director, in: db)
        }
        #expect(rounds.map(\.schools) == [5] && rounds.map(\.rated) == [3])
        try await setup.close()
        #expect(try await setup.record().figure(.schools) == AppraisalFigure(met: 48, of: 60))
        await #expect(throws: AppraisalRefusal.roundExists(2025)) { try await setup.open() }
    }

    @Test("A code takes thirty forms a minute and not more than its limit", arguments: Engine.available)
    func limits(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open(limit: 31)
        let code = try await setup.sheet(1).code
        for _ in 1...30 { try await setup.teacher(code, 20) }
        await #expect(throws: AppraisalRefusal.flood) { try await setup.teacher(code, 20) }
        try await setup.teacher(code, 20, minute: 1)
        await #expect(throws: AppraisalRefusal.codeUsedUp) { try await setup.teacher(code, 20, minute: 2) }
    }

    @Test(
        "A round without posted schools, of a year to come or with no limit is not opened", arguments: Engine.available)
    func refused(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        for (year, limit, refusal) in [
            (2024, 300, AppraisalRefusal.noPostings), (2026, 300, .yearOutOfRange), (2025, 0, .limit),
            (2025, 2_001, .limit),
        ] {
            await #expect(throws: refusal) {
                try await setup.act { act in
                    try RatingRounds.open(year: year, limit: limit, secret: "s", act)
                }
            }
        }
    }
}
