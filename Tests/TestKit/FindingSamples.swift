package import SQLCore
package import Store
package import Supervision

/// A district with units, for tests of findings.
package enum FindingSamples {
    package static let day: Day = "2026-03-10"

    /// Two districts of a city, each with a school, a bureau and a government, such as `school-500101`.
    ///
    /// The city is 500100 in the province 500000.
    package static func plant(districts: [String] = ["500101", "500102"], in db: SQLConnection) throws {
        try region("500000", "重庆市", .province, "", db)
        try region("500100", "市辖区", .city, "500000", db)
        for code in districts {
            try region(code, "第\(code.suffix(3))区", .county, "500100", db)
            try organisation("school-\(code)", "第\(code.suffix(3))小学", .school, county: code, db)
            try organisation("bureau-\(code)", "第\(code.suffix(3))区教育局", .department, county: code, db)
            try organisation("government-\(code)", "第\(code.suffix(3))区人民政府", .government, county: code, db)
        }
    }

    package static func officer(_ county: String = "500101", role: Role = .officer, person: String = "officer")
        -> Viewer
    {
        Viewer(
            account: Identifier("a-\(person)"), person: Identifier(person), name: person, role: role,
            scope: .region(.county, code: county), day: day)
    }

    package static func unit(_ organisation: String = "school-500101", person: String = "principal") -> Viewer {
        Viewer(
            account: Identifier("a-\(person)"), person: Identifier(person), name: person, role: .principal,
            scope: .organisation(Identifier(organisation)), day: day)
    }

    package static func problem(
        _ organisations: [OrganisationID] = ["school-500101"], _ text: String = "食品留样记录不全"
    ) -> NewFinding {
        NewFinding(
            source: .superior, basis: "《学校食品安全与营养健康管理规定》", problem: text, requirement: "补齐记录，建立台账。",
            grade: .serious, parts: organisations.map { NewFinding.Part(organisation: $0) })
    }

    /// Does something as somebody, as a request would.
    package static func act<T: Sendable>(
        as viewer: Viewer, in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let at = Instant(milliseconds: (viewer.day.number * 24 + 2) * 3_600_000)
        let change = Change(command: NewID.random(at: at), digest: "test", viewer: viewer, at: at)
        return try await database.write { db in try body(Act(change, in: db)) }
    }

    package static func region(
        _ code: String, _ name: String, _ level: RegionLevel, _ parent: String, _ db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO region (code, name, level, parent, is_local, from_day, until_day)
            VALUES (\(code), \(name), \(level), \(parent), false, '1980-01-01', '2199-12-31') ON CONFLICT DO NOTHING
            """)
    }

    package static func organisation(
        _ id: String, _ name: String, _ kind: OrganisationKind, county: String, _ db: SQLConnection
    ) throws {
        let managed = kind == .government ? "" : county
        try db.execute(
            """
            INSERT INTO organisation (id, code, name, name_folded, kind, category, running, authority, region_code,
                province, city, county, zone, stages, tags, address, state, since, version_id, version)
            VALUES (\(id), \("L-\(id)"), \(name), \(name), \(kind.rawValue), '', '', 'county', \(county),
                '500000', '500100', \(managed), '', '', '', '', 'open', '2000-01-01', \("v-\(id)"), 1)
            """)
    }
}
