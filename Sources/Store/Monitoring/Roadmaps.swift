package import SQLCore
package import Supervision

/// The tables roadmap_goal and roadmap_change.
package enum Roadmaps {
    /// Planned years by district and tier.
    package static func years(
        _ standard: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: [String: Int]] {
        var years: [String: [String: Int]] = [:]
        try db.forEach(
            """
            SELECT g.district, g.tier, g.year FROM roadmap_goal g
            WHERE g.standard = \(standard) AND \(visible(to: viewer, "g."))
            """
        ) { row in
            let (district, tier): (String, String) = (try row.get(0), try row.get(1))
            years[district, default: [:]][tier] = try row.get(2)
        }
        return years
    }

    /// A county's next year by that standard; nil where none is planned or everything is held.
    package static func next(
        _ standard: String, of district: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (tier: String, year: Int?)? {
        guard let procedure = CertificationProcedures.find(standard) else { return nil }
        let found = try RoadmapDistricts.require(district, visibleTo: viewer, in: db)
        return try roadmap(procedure, of: found, in: db).next
    }

    /// What is wrong, by the district's code and tier; nothing is stored then.
    package struct Problems: Refusal, Equatable {
        package let found: [String: [String: RoadmapRefusal]]

        package var code: String { "roadmap.problems" }
        package var kind: RefusalKind { .invalid }
        package var message: String {
            "有\(found.values.reduce(0) { $0 + $1.count })处年份不能采用，一处都没有保存，请看标出的栏目。"
        }
    }

    /// Sets years of many counties at once, each with its history; all or none.
    ///
    /// `was` is what the form showed: a year that somebody else has changed meanwhile is not overwritten.
    @discardableResult
    package static func change(
        _ changes: [String: [String: Int?]], was: [String: [String: Int]]? = nil, of standard: String, reason: String,
        _ act: Act
    ) throws -> Int {
        _ = try RoadmapDistricts.planner(act)
        guard CertificationProcedures.find(standard) != nil else { throw CertificationRefusal.noStandard }
        let districts = Dictionary(
            try RoadmapDistricts.all(visibleTo: act.viewer, in: act.db).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first })
        let years = try years(standard, visibleTo: act.viewer, in: act.db)
        let titles = try CertifiedTitles.held(visibleTo: act.viewer, in: act.db)
        var problems: [String: [String: RoadmapRefusal]] = [:]
        var count = 0
        for (code, wanted) in changes.sorted(by: { $0.key < $1.key }) {
            guard let district = districts[code] else { throw CertificationRefusal.noDistrict }
            let now = years[code] ?? [:]
            let real = wanted.filter { $0.value != now[$0.key] }
            if let was, real.keys.contains(where: { was[code]?[$0] != now[$0] }) {
                throw CertificationRefusal.yearsStale(district.name)
            }
            guard !real.isEmpty else { continue }
            let procedure = try CertificationProcedures.require(standard, for: district.place, in: act.db)
            let roadmap = Roadmap(procedure, years: now, held: titles[code] ?? HeldTitles([]))
            let wrong = roadmap.problems(real, today: act.day)
            guard wrong.isEmpty else {
                problems[code] = wrong
                continue
            }
            for (tier, year) in real.sorted(by: { $0.key < $1.key }) {
                try store(year, tier, standard, district, before: now[tier], reason: reason, act)
                count += 1
            }
        }
        guard problems.isEmpty else { throw Problems(found: problems) }
        return count
    }

    private static func store(
        _ year: Int?, _ tier: String, _ standard: String, _ district: RoadmapDistrict, before: Int?, reason: String,
        _ act: Act
    ) throws {
        let (place, id): (Place, Identifier<Roadmap>) = (district.place, act.newID())
        if let year {
            try act.db.execute(
                """
                INSERT INTO roadmap_goal (district, standard, tier, year, province, city, county, zone)
                VALUES (\(district.code), \(standard), \(tier), \(year), \(place.province), \(place.city), \(place.county),
                    \(place.zone))
                ON CONFLICT (district, standard, tier) DO UPDATE SET year = excluded.year
                """)
        } else {
            try act.db.execute(
                "DELETE FROM roadmap_goal WHERE district = \(district.code) AND standard = \(standard) AND tier = \(tier)"
            )
        }
        try act.db.execute(
            """
            INSERT INTO roadmap_change (id, district, district_name, standard, tier, year_before, year_after, reason,
                by_person, by_name, at, province, city, county, zone)
            VALUES (\(id), \(district.code), \(district.name), \(standard), \(tier), \(before), \(year), \(reason),
                \(act.viewer.person), \(act.viewer.name), \(act.at), \(place.province), \(place.city), \(place.county),
                \(place.zone))
            """)
        try act.record(
            "roadmap.changed", of: "roadmap", district.code, in: place,
            [
                "standard": standard, "tier": tier, "before": before.map { "\($0)" } ?? "",
                "after": year.map { "\($0)" } ?? "",
            ])
    }

    /// A county's roadmap with what it holds.
    package static func roadmap(
        _ procedure: CertificationProcedure, of district: RoadmapDistrict, in db: SQLConnection
    ) throws -> Roadmap {
        let rows = try db.rows(
            """
            SELECT tier, year FROM roadmap_goal
            WHERE district = \(district.code) AND standard = \(procedure.standard)
            """
        ).map { (try $0.get(0) as String, try $0.get(1) as Int) }
        return Roadmap(
            procedure, years: Dictionary(rows, uniquingKeysWith: { $1 }),
            held: try CertifiedTitles.held(by: district.code, in: db))
    }

    static func visible(to viewer: Viewer, _ alias: SQL) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: alias)
    }
}

/// A planned year that somebody set, moved or took off.
package struct RoadmapChange: Sendable, Equatable {
    package let district: String
    package let name: String
    package let tier: String
    package let before: Int?
    package let after: Int?
    package let reason: String
    package let byName: String
    package let at: Instant
}

extension Roadmaps {
    /// The latest first; `text` is a part of the county's name.
    package static func history(
        _ standard: String, text: String = "", _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<RoadmapChange> {
        var conditions: [SQL] = ["c.standard = \(standard)", visible(to: viewer, "c.")]
        if !text.isEmpty {
            conditions.append("c.district_name LIKE \("%\(text.likeEscaped)%") ESCAPE '\\'")
        }
        let condition = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT c.district, c.district_name, c.tier, c.year_before, c.year_after, c.reason, c.by_name, c.at
            FROM roadmap_change c WHERE \(condition) ORDER BY c.at DESC, c.id DESC
            LIMIT \(page.size) OFFSET \(page.offset)
            """
        ).map { row in
            RoadmapChange(
                district: try row.get(0), name: try row.get(1), tier: try row.get(2), before: try row.get(3),
                after: try row.get(4), reason: try row.get(5), byName: try row.get(6), at: try row.get(7))
        }
        let total: Int = try db.first("SELECT count(*) FROM roadmap_change c WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: rows, total: total, page: page)
    }
}
