import SQLCore
import Store
import Supervision
import TestKit

/// Two districts with findings, for tests of summaries.
enum SummaryWorld {
    static let officer = FindingSamples.officer()
    static let director = FindingSamples.officer(role: .director, person: "director")
    static let neighbour = FindingSamples.officer("500102", person: "neighbour")
    static let city = Viewer(
        account: "a-city", person: "city", name: "city", role: .officer, scope: .region(.city, code: "500100"),
        day: FindingSamples.day)
    static let year = SummarySpan(yearOf: FindingSamples.day)

    static func make(
        _ engine: Engine, districts: [String] = ["500101", "500102"]
    ) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in
            try FindingSamples.plant(districts: districts, in: db)
            for (person, name) in [("officer", "周敏"), ("director", "钱进")] {
                try db.execute(
                    """
                    INSERT INTO person (id, name, created_at) VALUES (\(person), \(name), '2026-01-01T00:00:00.000Z')
                    ON CONFLICT DO NOTHING
                    """)
            }
        }
        return database
    }

    @discardableResult
    static func act<T: Sendable>(
        _ viewer: Viewer = officer, in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        try await FindingSamples.act(as: viewer, in: database, body)
    }

    /// Issues `count` problems to the school of a district.
    static func find(_ count: Int, by viewer: Viewer = officer, in database: any SQLDatabase) async throws {
        guard case .region(_, let code) = viewer.scope else { return }
        try await act(viewer, in: database) { act in
            for number in 0..<count {
                _ = try Findings.issue(
                    FindingSamples.problem([Identifier("school-\(code)")], "问题\(number)"), act)
            }
        }
    }

    static func template(_ body: String, title: String = "{{年度}}年总结", in database: any SQLDatabase) async throws
        -> SummaryWordingID
    {
        try await act(in: database) { act in
            try SummaryWordings.create(SummaryWording(kind: .year, name: "模板", title: title, body: body), act)
        }
    }

    static func begin(_ body: String, by viewer: Viewer = officer, in database: any SQLDatabase) async throws
        -> SummaryID
    {
        let template = try await act(viewer, in: database) { act in
            try SummaryWordings.create(SummaryWording(kind: .year, name: "模板", title: "{{年度}}年总结", body: body), act)
        }
        return try await act(viewer, in: database) { act in
            try Summaries.begin(NewSummary(kind: .year, span: year, template: template), act)
        }
    }

    static func record(_ id: SummaryID, _ viewer: Viewer = officer, in database: any SQLDatabase) async throws
        -> SummaryRecord
    {
        try await database.read { db in try Summaries.require(id, visibleTo: viewer, in: db) }
    }

    static func plain(_ id: SummaryID, in database: any SQLDatabase) async throws -> String {
        try await record(id, in: database).summary.draft.document().plain
    }

    static func changes(_ id: SummaryID, in database: any SQLDatabase) async throws -> [String] {
        try await database.read { db in
            let record = try Summaries.require(id, visibleTo: officer, in: db)
            let now = try Summaries.now(record, visibleTo: officer, at: Instant(milliseconds: 0), in: db)
            return record.summary.draft.changes(against: now).map(\.words)
        }
    }

    /// A figure that nobody counts, entered for a year with its source.
    static func enter(
        _ code: String, _ name: String, _ unit: String, digits: Int = 0, values: [Int: String],
        in database: any SQLDatabase
    ) async throws {
        let figure = Figure(code, name, unit, .entered, name, digits: digits)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO own_figure (id, code, name, unit, number, content, province, city, county, zone, created_by,
                    updated_at, version)
                VALUES (\("own-\(code)"), \(code), \(name), \(unit), 1, \(try JSONColumn.text(figure)), '500000', '500100',
                    '500101', '', 'officer', '2026-01-01T00:00:00.000Z', 1)
                """)
            for (year, value) in values {
                try db.execute(
                    """
                    INSERT INTO figure_entry (id, figure, period, number, is_current, kind, value, unit, source, document,
                        file_name, by_person, by_name, on_day, at, province, city, county, zone)
                    VALUES (\("entry-\(code)-\(year)"), \(code), \("\(year)"), 1, true, 'entered', \(value), \(unit),
                        '满意度调查报告第3页', '', '', 'officer', '周敏', '2026-01-05', '2026-01-05T00:00:00.000Z', '500000',
                        '500100', '500101', '')
                    """)
            }
        }
    }
}
