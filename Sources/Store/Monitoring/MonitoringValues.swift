package import SQLCore
package import Supervision

/// A unit with what it reported for a year.
package struct MonitoredUnit: Sendable, Equatable {
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let kind: OrganisationKind
    package let category: SchoolCategory?
    package let stages: Set<Stage>
    package let tags: Set<String>
    /// Where it lies, a six-digit code or a local one.
    package let region: String
    package let values: RecordedValues
    /// Whether there is a record that nobody can read: the unit has no figures then, and its county is judged without.
    package let isUnreadable: Bool

    package init(
        organisation: OrganisationID, code: String, name: String, kind: OrganisationKind,
        category: SchoolCategory? = nil,
        stages: Set<Stage>, tags: Set<String> = [], region: String, values: RecordedValues,
        isUnreadable: Bool = false
    ) {
        self.organisation = organisation
        self.code = code
        self.name = name
        self.kind = kind
        self.category = category
        self.stages = stages
        self.tags = tags
        self.region = region
        self.values = values
        self.isUnreadable = isUnreadable
    }
}

/// Reported figures for whoever judges by them: evaluations, reports, exports.
package enum MonitoringValues {
    /// Which figures are wanted.
    package enum Which: Sendable {
        /// Whatever is there, also drafts.
        case all
        /// Only what was locked.
        case locked

        var column: SQL { self == .all ? "c.figures" : "c.locked" }
    }

    /// Every unit that lies in the region and was asked that year, with its figures: one query.
    ///
    /// A county is judged by all that lies in it, whoever manages it, so this goes by place. A unit that was asked and
    /// said nothing is there without figures; closed ones are left out.
    package static func units(
        _ kinds: Set<OrganisationKind> = [.school], region: String? = nil, year: Int, _ which: Which = .all,
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [MonitoredUnit] {
        var units: [MonitoredUnit] = []
        try forEach(kinds, region: region, year: year, which, visibleTo: viewer, in: db) { units.append($0) }
        return units
    }

    /// The figures of a district's own return, of its government and departments; the first that says a figure counts.
    ///
    /// What lies in a district inside it, as a zone in a county, reports of that one and not of this.
    package static func ofCounty(
        region: String, year: Int, _ which: Which = .all, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> RecordedValues {
        guard let level = try Place.of(region: region, in: db)?.level else { return RecordedValues() }
        let inside: [SQL] =
            switch level {
            case .province: ["c.city = ''", "c.county = ''", "c.zone = ''"]
            case .city: ["c.county = ''", "c.zone = ''"]
            case .county: ["c.zone = ''"]
            case .zone: []
            }
        let condition = try condition(
            [.government, .department], region: region, year: year, visibleTo: viewer, in: db)
        var values = RecordedValues()
        try forEach(.joined([condition] + inside, separator: " AND "), which, in: db) { unit in
            values = unit.values.merging(values)
        }
        return values
    }

    /// As `units`, one by one, for a province or the nation; by region, then code.
    package static func forEach(
        _ kinds: Set<OrganisationKind>, region: String?, year: Int, _ which: Which, visibleTo viewer: Viewer,
        in db: SQLConnection, _ body: (MonitoredUnit) throws -> Void
    ) throws {
        try forEach(
            try condition(kinds, region: region, year: year, visibleTo: viewer, in: db), which, in: db, body)
    }

    private static func forEach(
        _ condition: SQL, _ which: Which, in db: SQLConnection, _ body: (MonitoredUnit) throws -> Void
    ) throws {
        try db.forEach(
            """
            SELECT o.id, o.code, o.name, o.kind, o.category, o.stages, o.tags, o.region_code, \(which.column)
            FROM collection_record c JOIN organisation o ON o.id = c.organisation_id
            WHERE \(condition) ORDER BY o.region_code, o.code
            """
        ) { row in
            try body(try MonitoredUnit(row))
        }
    }

    /// Open units `o` of these kinds that lie in the region, with their record `c` of the year.
    static func condition(
        _ kinds: Set<OrganisationKind>, region: String?, year: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> SQL {
        var conditions: [SQL] = [
            visible(to: viewer), "c.year = \(year)", "o.state = 'open'",
            "o.kind IN (\(list: kinds.map(\.rawValue).sorted()))",
        ]
        if let region { conditions.append(try lying(in: region, db)) }
        return .joined(conditions, separator: " AND ")
    }

    /// Years for which anything was asked in the region, the latest first.
    package static func years(
        region: String? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Int] {
        var conditions: [SQL] = [visible(to: viewer)]
        if let region { conditions.append(try lying(in: region, db)) }
        return try db.rows(
            """
            SELECT DISTINCT c.year FROM collection_record c WHERE \(.joined(conditions, separator: " AND "))
            ORDER BY c.year DESC
            """
        ).map { try $0.get(0) }
    }

    /// The counties, and the zones that lie in none, in which anything was asked.
    package static func districts(visibleTo viewer: Viewer, in db: SQLConnection) throws -> Set<String> {
        let rows = try db.rows(
            """
            SELECT DISTINCT CASE WHEN c.county = '' THEN c.zone ELSE c.county END FROM collection_record c
            WHERE \(visible(to: viewer))
            """)
        return Set(try rows.map { try $0.get(0) })
    }

    /// An office sees what lies in its region, a unit itself.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { "c.organisation_id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "c.")
    }

    private static func lying(in region: String, _ db: SQLConnection) throws -> SQL {
        guard let level = try Place.of(region: region, in: db)?.level else { return "false" }
        return switch level {
        case .province: "c.province = \(region)"
        case .city: "c.city = \(region)"
        case .county: "c.county = \(region)"
        case .zone: "c.zone = \(region)"
        }
    }
}

extension MonitoredUnit {
    fileprivate init(_ row: SQLRow) throws {
        let (kind, category, tags): (String, String, String) = (try row.get(3), try row.get(4), try row.get(6))
        let values = RecordedValues(packed: try row.get(8))
        self.init(
            organisation: try row.get(0), code: try row.get(1), name: try row.get(2),
            kind: OrganisationKind(rawValue: kind) ?? .other, category: SchoolCategory(rawValue: category),
            stages: CollectionUnits.stages(try row.get(5)),
            tags: Set(tags.split(separator: " ").map { String($0).replacing("\u{A0}", with: " ") }),
            region: try row.get(7),
            values: values ?? RecordedValues(), isUnreadable: values == nil)
    }
}
