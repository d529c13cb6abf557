import SQLCore
import TestKit
import Testing

@Suite struct ValueTests {
    private static let values: [(Int?, Double?, Bool?, String?)] = [
        (nil, nil, nil, nil),
        (0, 0, false, ""),
        (Int.max, 0.1, true, "督导'\"\\;--\n"),
        (Int.min, -1.5e300, false, "𠮷野家🏫"),
        (1, 1, true, "1"),
    ]

    @Test("A value of every kind comes back as it went in, and so does NULL", arguments: Engine.available)
    func roundTrip(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        try await database.write { db in
            try db.execute(
                "CREATE TABLE thing (n INTEGER PRIMARY KEY, i BIGINT, r DOUBLE PRECISION, b BOOLEAN, t TEXT)")
            for (number, value) in ValueTests.values.enumerated() {
                try db.execute(
                    """
                    INSERT INTO thing (n, i, r, b, t)
                    VALUES (\(number), \(value.0), \(value.1), \(value.2), \(value.3))
                    """)
            }
        }
        let rows = try await database.read { db in try db.rows("SELECT i, r, b, t FROM thing ORDER BY n") }
        for (row, value) in zip(rows, ValueTests.values) {
            #expect(try row.get(0) == value.0)
            #expect(try row.get("r") == value.1)
            #expect(try row.get(2) == value.2)
            #expect(try row.get("t") == value.3)
        }
        #expect(rows.count == ValueTests.values.count)
    }

    @Test("A text loses its U+0000 and nothing else", arguments: Engine.available)
    func zeroByte(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let text = try await database.read { db in
            try db.first("SELECT CAST(\("督\u{0}导") AS TEXT)")?.get(0) as String?
        }
        #expect(text == "督导")
    }

    @Test("Counts, sums and averages are numbers", arguments: Engine.available)
    func aggregates(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let row = try await database.write { db in
            try db.execute("CREATE TABLE thing (i BIGINT, flag BOOLEAN)")
            try db.execute("INSERT INTO thing (i, flag) VALUES (1, true), (2, false)")
            return try db.first("SELECT count(*), sum(i), avg(i), count(*) FILTER (WHERE flag) FROM thing")
        }
        #expect(row?.values == [.integer(2), .integer(3), .real(1.5), .integer(1)])
    }

    @Test("Lists and pieces of SQL nest, and an empty list matches nothing", arguments: Engine.available)
    func nested(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let inner: SQL = "i IN (\(list: [2, 3, 5])) AND t <> \("b")"
        let found = try await database.write { db in
            try db.execute("CREATE TABLE thing (i BIGINT, t TEXT)")
            let rows = ["a", "b", "c"].enumerated().map { index, text in "(\(index + 1), \(text))" as SQL }
            try db.execute("INSERT INTO thing (i, t) VALUES \(SQL.joined(rows, separator: ", "))")
            let none: [Int] = []
            return [
                try db.rows("SELECT t FROM thing WHERE \(inner) AND i < \(9)").map { try $0.get(0) as String },
                try db.rows("SELECT t FROM thing WHERE i IN (\(list: none))").map { try $0.get(0) as String },
            ]
        }
        #expect(found == [["c"], []])
    }

    @Test("Chinese text and letters are in code point order", arguments: Engine.available)
    func ordering(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let words = ["阿城", "中心小学", "一中", "Zeta", "alpha", "a-c", "ab", "朝阳区", "", "𠮷", "10", "9", "长沙"]
        let sorted = try await database.write { db in
            try db.execute("CREATE TABLE thing (t TEXT)")
            for word in words { try db.execute("INSERT INTO thing (t) VALUES (\(word))") }
            return try db.rows("SELECT t FROM thing ORDER BY t").map { try $0.get(0) as String }
        }
        #expect(sorted == words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
    }

    @Test("A stream gives the rows one by one while other statements run", arguments: Engine.available)
    func stream(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let total = try await database.write { db in
            try db.execute("CREATE TABLE thing (i BIGINT)")
            for number in 1...2_500 { try db.execute("INSERT INTO thing (i) VALUES (\(number))") }
            var total = 0
            try db.forEach("SELECT i FROM thing WHERE i > \(500) ORDER BY i") { row in
                let same = try db.first("SELECT i FROM thing WHERE i = \(row.get(0) as Int)")
                total += try same?.get(0) ?? 0
            }
            return total
        }
        #expect(total == (501...2_500).reduce(0, +))
    }

    @Test("Reading a column that is not there, or as something else, is an error", arguments: Engine.available)
    func misread(on engine: Engine) async throws {
        let database = try await engine.makeDatabase(migrated: false)
        let row = try #require(try await database.read { db in try db.first("SELECT 1 AS one") })
        #expect(throws: SQLError.noColumn("two")) { try row.get("two") as Int }
        #expect(throws: SQLError.unreadable(column: "one")) { try row.get("one") as String }
    }
}
