package import SQLCore
package import Supervision

/// A county, a zone, or what a city's or province's own office manages itself, with its schools added up.
package struct CoverageDistrict: Sendable, Equatable {
    package let district: District
    package let name: String
    package let cityName: String
    package let sum: CoverageSum
    /// A zone's schools are counted in its county's line as well.
    package var isWithin: Bool { district.level == .zone }
}

/// One of the counties below a city or a province, by which schools are told apart.
package struct CoverageDistrictName: Sendable, Hashable {
    package let district: District
    package let name: String
    package let cityName: String
    package let schools: Int
}

extension District {
    /// The county in which a school is counted; a zone that lies in none, or the city's or province's own office.
    package init(_ place: Place) {
        if !place.county.isEmpty {
            self.init(.county, place.county)
        } else if !place.zone.isEmpty {
            self.init(.zone, place.zone)
        } else if !place.city.isEmpty {
            self.init(.city, place.city, isOwn: true)
        } else {
            self.init(.province, place.province, isOwn: true)
        }
    }
}

/// The counties below a city or a province, each with its coverage.
package enum CoverageDistricts {
    /// Those that have schools, by code; the office's own schools come first.
    package static func list(
        _ span: CoverageSpan, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CoverageDistrict] {
        let sums = try CoverageLedger.sums(span, visibleTo: viewer, in: db)
        let known = try RoadmapDistricts.all(visibleTo: viewer, in: db)
        let names = Dictionary(known.map { ($0.code, $0) }) { first, _ in first }
        var counties: [String: CoverageSum] = [:]
        var zones: [String: CoverageSum] = [:]
        var own: [District: CoverageSum] = [:]
        for (place, sum) in sums {
            if !place.zone.isEmpty { zones[place.zone, default: CoverageSum(span)].add(sum) }
            if !place.county.isEmpty {
                counties[place.county, default: CoverageSum(span)].add(sum)
            } else if place.zone.isEmpty {
                let office =
                    place.city.isEmpty
                    ? District(.province, place.province, isOwn: true) : District(.city, place.city, isOwn: true)
                own[office, default: CoverageSum(span)].add(sum)
            }
        }
        let first = try own.sorted { $0.key.code < $1.key.code }.map { district, sum in
            let name = try Regions.find(district.code, in: db)?.name ?? district.code
            return CoverageDistrict(district: district, name: "\(name)本级", cityName: "", sum: sum)
        }
        let below =
            counties.map { (District(.county, $0.key), $0.value) } + zones.map { (District(.zone, $0.key), $0.value) }
        return first
            + below.sorted { $0.0.code < $1.0.code }.map { district, sum in
                CoverageDistrict(
                    district: district, name: names[district.code]?.name ?? district.code,
                    cityName: names[district.code]?.cityName ?? "", sum: sum)
            }
    }

    /// Those of a viewer over several counties that have schools, with how many are open; none for anybody else.
    package static func names(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [CoverageDistrictName] {
        guard isWide(viewer) else { return [] }
        let rows = try db.rows(
            """
            SELECT o.province, o.city, o.county, o.zone, count(*) FROM organisation o
            WHERE \(CoverageScope.schools(of: viewer, in: db)) AND o.state = 'open'
            GROUP BY o.province, o.city, o.county, o.zone
            """)
        var counts: [District: Int] = [:]
        for row in rows {
            let place = try Place(province: row.get(0), city: row.get(1), county: row.get(2), zone: row.get(3))
            let count: Int = try row.get(4)
            counts[District(place), default: 0] += count
        }
        let known = Dictionary(
            try RoadmapDistricts.all(visibleTo: viewer, in: db).map { ($0.district, $0) }
        ) { first, _ in first }
        // The office's own schools come first.
        let sorted = counts.sorted { ($0.key.isOwn ? 0 : 1, $0.key.code) < ($1.key.isOwn ? 0 : 1, $1.key.code) }
        return try sorted.map { district, count in
            let own = district.isOwn ? try Regions.find(district.code, in: db).map { "\($0.name)本级" } : nil
            return CoverageDistrictName(
                district: district, name: own ?? known[district]?.name ?? district.code,
                cityName: known[district]?.cityName ?? "", schools: count)
        }
    }

    /// Over more schools nobody reads a list of where to go; one county is chosen first.
    package static let most = 5_000

    /// Whether a viewer looks at several counties first.
    package static func isWide(_ viewer: Viewer) -> Bool {
        switch viewer.scope {
        case .nation, .region(.province, _), .region(.city, _): true
        case .region, .organisation, .granted: false
        }
    }

    /// The name of a district for a heading; nil where it is none of the viewer's.
    package static func name(
        of district: District, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> String? {
        guard let found = try Place.of(region: district.code, in: db), found.level == district.level,
            viewer.scope == .nation || viewer.scope.covers(found.place),
            let region = try Regions.find(district.code, in: db)
        else { return nil }
        return district.isOwn ? "\(region.name)本级" : region.name
    }
}
