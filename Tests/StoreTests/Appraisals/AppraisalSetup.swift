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

    @discardableResult
    func act<T: Sendable>(
        on day: Day = day, as viewer: Viewer = director, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T { try await zones.act(on: day, as: viewer, body) }

    func record(
        _ person: PersonID = "p1", as viewer: Viewer = director, on day: Day = day
    ) async throws -> AppraisalRecord {
        let viewer = Viewer(
            account: viewer.account, person: viewer.person, name: viewer.name, role: viewer.role, scope: viewer.scope,
            day: day)
        return try await zones.database.read { db in
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

    func open(limit: Int = 300, until: Day = "2025-12-20") async throws {
        try await act { act in
            let terms = RatingTerms(until: until, limit: limit)
            try RatingRounds.open(year: 2025, terms: terms, secret: "secret", act)
        }
    }

    func sheet(_ school: Int, on day: Day = day) async throws -> RatingSheet {
        try await zones.database.read { db in
            try #require(try Ratings.sheets(of: ZoneSetup.school(school), on: day, in: db).first)
        }
    }

    func teacher(_ code: String, _ points: Int, minute: Int = 0, on day: Day = day) async throws {
        let at = Instant(milliseconds: (Self.day.number * 1_440 + minute) * 60_000)
        try await zones.database.write { db in
            try Ratings.take(["p1": points], code: code, at: at, on: day, in: db)
        }
    }

    static func principal(_ serial: Int, on day: Day = day) -> Viewer {
        Viewer(
            account: "school", person: "school", name: "校长", role: .principal,
            scope: .organisation(ZoneSetup.school(serial)), day: day)
    }

    func school(_ serial: Int, _ points: Int?, on day: Day = day) async throws {
        let round = try await sheet(serial).round
        let given = points.map { ["p1" as PersonID: $0] } ?? [:]
        try await act(on: day, as: Self.principal(serial)) { act in try Ratings.rate(given, in: round, act) }
    }

    func close() async throws {
        try await act { act in
            for round in try RatingRounds.list(visibleTo: act.viewer, in: act.db) {
                try RatingRounds.close(round.id, act)
            }
        }
    }
}
