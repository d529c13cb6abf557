package import SQLCore
package import Supervision

/// A county or zone that can pass a standard, with where it lies.
package struct RoadmapDistrict: Sendable, Hashable {
    package let district: District
    package let name: String
    /// The name of the city in which it lies; empty right below a province.
    package let cityName: String
    package let columns: ScopeColumns

    package var code: String { district.code }
    package var place: Place { Place(columns) }
}

/// The counties and zones of an office.
package enum RoadmapDistricts {
    /// Every county and zone of the viewer's region, by code; a county's or zone's own office sees itself.
    package static func all(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [RoadmapDistrict] {
        let start: SQL
        switch viewer.scope {
        case .nation: start = "SELECT code FROM region WHERE parent = ''"
        case .region(_, let code): start = "SELECT code FROM region WHERE code = \(code)"
        case .organisation, .granted: return []
        }
        let rows = try db.rows(
            """
            WITH RECURSIVE down (code) AS (
                \(start) UNION SELECT region.code FROM region JOIN down ON region.parent = down.code
            )
            SELECT \(Regions.columns) FROM region r JOIN down ON down.code = r.code
            WHERE r.until_day >= \(viewer.day) ORDER BY r.code
            """
        ).map(Region.init(row:))
        return try chained(rows, under: viewer.scope, in: db)
    }

    /// One of them; refused where it is none of the viewer's.
    package static func require(
        _ code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RoadmapDistrict {
        guard let found = try Place.of(region: code, in: db),
            viewer.scope == .nation || viewer.scope.covers(found.place),
            found.level == .county || found.level == .zone, let region = try Regions.find(code, in: db)
        else { throw CertificationRefusal.noDistrict }
        let city = found.place.city.isEmpty ? nil : try Regions.find(found.place.city, in: db)?.name
        return RoadmapDistrict(
            district: District(found.level, code), name: region.name, cityName: city ?? "",
            columns: ScopeColumns(found.place))
    }

    /// The place of an office that plans for counties: a city's or a province's.
    static func planner(_ act: Act) throws -> Place {
        guard canPlan(act.viewer.scope) else { throw CertificationRefusal.notPlanner }
        return try Place.of(act.viewer.scope, in: act.db)
    }

    /// Whether an office of this scope sets years for the counties below it.
    package static func canPlan(_ scope: Scope) -> Bool {
        if case .region(let level, _) = scope { level == .province || level == .city } else { false }
    }

    private static func chained(
        _ regions: [Region], under scope: Scope, in db: SQLConnection
    ) throws -> [RoadmapDistrict] {
        let above = try Place.of(scope, in: db)
        let known = Dictionary(regions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let aboveCity = above.city.isEmpty || known[above.city] != nil ? nil : try Regions.find(above.city, in: db)
        return regions.filter { $0.level == .county || $0.level == .zone }.map { region in
            var columns = ScopeColumns(above)
            var (next, city): (Region?, String) = (region, aboveCity?.name ?? "")
            while let here = next {
                columns[here.level] = here.code
                if here.level == .city { city = here.name }
                next = here.parent.flatMap { known[$0] }
            }
            return RoadmapDistrict(
                district: District(region.level, region.code), name: region.name, cityName: city, columns: columns)
        }
    }
}

extension ScopeColumns {
    package init(_ place: Place) {
        self.init()
        self[.province] = place.province
        self[.city] = place.city
        self[.county] = place.county
        self[.zone] = place.zone
    }
}
