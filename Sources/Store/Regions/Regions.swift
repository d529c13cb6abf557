package import SQLCore
package import Supervision

/// The region table: divisions of the standard and zones that offices added.
package enum Regions {
    /// Every place; some 3,400 rows, for imports and for choosing.
    package static func all(in db: SQLConnection) throws -> RegionTable {
        try RegionTable(try db.rows("SELECT \(columns) FROM region r ORDER BY r.code").map(Region.init(row:)))
    }

    package static func find(_ code: String, in db: SQLConnection) throws -> Region? {
        try db.first("SELECT \(columns) FROM region r WHERE r.code = \(code)").map(Region.init(row:))
    }

    package static func require(_ code: String, in db: SQLConnection) throws -> Region {
        guard let region = try find(code, in: db) else { throw RegionRefusal.unknown(code) }
        return region
    }

    /// A place and all that it lies in: enough of the table to tell who manages what lies there.
    package static func chain(of code: String, in db: SQLConnection) throws -> RegionTable {
        try RegionTable(
            try db.rows(
                """
                WITH RECURSIVE up (code) AS (
                    SELECT code FROM region WHERE code = \(code)
                    UNION SELECT region.parent FROM region JOIN up ON region.code = up.code WHERE region.parent <> ''
                )
                SELECT \(columns) FROM region r JOIN up ON up.code = r.code ORDER BY r.code
                """
            ).map(Region.init(row:)))
    }

    /// The chain of several places at once, such as all that stand on one page.
    package static func chains(of codes: [String], in db: SQLConnection) throws -> RegionTable {
        try RegionTable(
            try db.rows(
                """
                WITH RECURSIVE up (code) AS (
                    SELECT code FROM region WHERE code IN (\(list: Array(Set(codes))))
                    UNION SELECT region.parent FROM region JOIN up ON region.code = up.code WHERE region.parent <> ''
                )
                SELECT \(columns) FROM region r JOIN up ON up.code = r.code ORDER BY r.code
                """
            ).map(Region.init(row:)))
    }

    /// Stores places, several hundred a statement; a known code takes the new name, level and parent.
    package static func insert(_ regions: some Collection<Region>, in db: SQLConnection) throws {
        var rest = regions[...]
        while !rest.isEmpty {
            let rows = rest.prefix(500).map { region -> SQL in
                """
                (\(region.code), \(region.name), \(region.level), \(region.parent ?? ""), \(region.isLocal),
                \(region.validity?.from ?? Day.beginning), \(region.validity?.until ?? Day.never))
                """
            }
            try db.execute(
                """
                INSERT INTO region (code, name, level, parent, is_local, from_day, until_day)
                VALUES \(SQL.joined(rows, separator: ", "))
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent
                """)
            rest = rest.dropFirst(500)
        }
    }

    static var columns: SQL { "r.code, r.name, r.level, r.parent, r.from_day, r.until_day" }
}

extension Regions {
    private static let planted = "data.regions"

    /// Plants the shipped places unless this database has had this very list.
    package static func plant(in database: any SQLDatabase) async throws {
        let digest = sha256(Asset.text("Store/Data/regions.csv") ?? "")
        let known = try await database.read { db in try DeploymentSettings.value(of: planted, in: db) }
        guard known != digest else { return }
        let shipped = try RegionTable.shipped().regions
        try await database.write { db in
            try insert(shipped, in: db)
            try DeploymentSettings.set(planted, digest, in: db)
        }
    }
}

extension Day {
    /// In a column that says until when: no end is known.
    package static let never: Day = "2199-12-31"
    /// In a column that says from when: since ever.
    package static let beginning: Day = "1949-10-01"

    /// The last day as people are told it; nil for no end.
    package var known: Day? { self == Day.never ? nil : self }
}

extension Region {
    init(row: SQLRow) throws {
        let parent: String = try row.get(3)
        let from = Day(try row.get(4) as String) ?? .beginning
        let until = Day(try row.get(5) as String)?.known
        self.init(
            code: try row.get(0), name: try row.get(1), level: try row.get(2), parent: parent.isEmpty ? nil : parent,
            validity: Period(from: from, until: until))
    }
}
