package import SQLCore
package import Supervision

/// The certification procedures that every deployment has, with the numbers of years that an office set instead.
package enum CertificationProcedures {
    /// As shipped in `Data/certification`.
    package static let shipped: [CertificationProcedure] = Asset.paths(in: "Store/Data/certification").map(procedure)

    /// Those that can be planned, 优质均衡 first.
    package static let all: [CertificationProcedure] = shipped.sorted { left, right in
        let (first, second) = (left.standard == "youzhi-junheng", right.standard == "youzhi-junheng")
        return first == second ? left.standard < right.standard : first
    }

    private static func procedure(_ path: String) -> CertificationProcedure {
        do {
            return try CertificationProcedureFile.parse(SheetText.rows(Asset.text(path) ?? ""))
        } catch {
            preconditionFailure("the shipped procedure \(path) is not well formed: \(error.problems)")
        }
    }

    package static func find(_ standard: String) -> CertificationProcedure? {
        shipped.first { $0.standard == standard }
    }

    package static func name(of standard: String) -> String {
        if let found = find(standard) { return found.name }
        let conditions = shipped.flatMap(\.preconditions)
        return conditions.first { $0.standard == standard }?.name ?? standard
    }

    /// Standards whose titles can be recorded: also those that only come before another.
    package static var recorded: [(code: String, name: String)] {
        let conditions = shipped.flatMap(\.preconditions).map { (code: $0.standard, name: $0.name) }
        return all.map { ($0.standard, $0.name) } + conditions.filter { condition in find(condition.code) == nil }
    }

    /// The procedure as the offices above a district have set it; the nearest one counts.
    package static func require(
        _ standard: String, for place: Place, in db: SQLConnection
    ) throws -> CertificationProcedure {
        guard let found = find(standard) else { throw CertificationRefusal.noStandard }
        var years: [String: Int] = [:]
        for row in try preconditions(of: standard, above: place, in: db) { years[row.required] = row.years }
        return found.replacing(years: years)
    }

    /// What an office set, with its basis.
    package struct SetYears: Sendable, Equatable {
        package let required: String
        package let years: Int
        package let basis: String
        package let byName: String
        package let at: Instant
    }

    /// What the province and then the city of a place set; a later one goes before an earlier one.
    package static func preconditions(
        of standard: String, above place: Place, in db: SQLConnection
    ) throws -> [SetYears] {
        try db.rows(
            """
            SELECT required, years, basis, by_name, at FROM certification_precondition
            WHERE standard = \(standard) AND county = '' AND zone = ''
                AND (province = \(place.province) AND city = '' OR city = \(place.city) AND city <> '')
            ORDER BY CASE WHEN city = '' THEN 0 ELSE 1 END
            """
        ).map { row in
            SetYears(
                required: try row.get(0), years: try row.get(1), basis: try row.get(2), byName: try row.get(3),
                at: try row.get(4))
        }
    }

    package static func set(_ years: Int, of required: String, before standard: String, basis: String, _ act: Act)
        throws
    {
        let place = try RoadmapDistricts.planner(act)
        try act.db.execute(
            """
            INSERT INTO certification_precondition (standard, required, years, basis, by_name, at, province, city, county,
                zone)
            VALUES (\(standard), \(required), \(years), \(basis), \(act.viewer.name), \(act.at), \(place.province),
                \(place.city), '', '')
            ON CONFLICT (standard, required, province, city, county, zone) DO UPDATE SET years = excluded.years,
                basis = excluded.basis, by_name = excluded.by_name, at = excluded.at
            """)
        try act.record(
            "roadmap.preconditionSet", of: "roadmap", "\(standard)/\(required)", in: place, ["years": "\(years)"])
    }
}
