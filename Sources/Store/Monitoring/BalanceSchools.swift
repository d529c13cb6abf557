package import SQLCore
package import Supervision

/// The schools of a region as a balance standard judges them, from what they reported.
package struct BalanceSchools: Sendable, Equatable {
    package private(set) var schools: [BalanceSchool] = []
    /// Which organisation each of `schools` is, in their order.
    package private(set) var organisations: [OrganisationID] = []
    /// Where each of `schools` lies, in their order: a county or a zone of it.
    package private(set) var regions: [String] = []
    /// Stages that a school runs and whose pupils it has not reported.
    ///
    /// Such a stage is not zero and not left out: while one is here the county's verdict cannot be a pass. What the
    /// stages share stays unknown too, since it cannot be shared out.
    package private(set) var silent: [Silent] = []

    package struct Silent: Sendable, Equatable {
        package let organisation: OrganisationID
        package let code: String
        package let name: String
        package let stage: Stage
        /// The school has a record, and nobody can read it; it stands for no figure, and takes nobody else's away.
        package let isUnreadable: Bool
    }

    init() {}

    package init(_ units: [MonitoredUnit]) {
        for unit in units {
            append(
                unit.isUnreadable ? nil : BalanceFigures(unit.values), of: unit.organisation, code: unit.code,
                name: unit.name,
                category: unit.category, stages: unit.stages, tags: unit.tags, region: unit.region)
        }
    }

    /// By code of the school.
    package var organisationsByCode: [String: OrganisationID] {
        Dictionary(zip(schools.map(\.code), organisations), uniquingKeysWith: { $1 })
    }

    /// Zones that schools of a county lie in.
    func zones(of district: District) -> [String] {
        district.level == .county ? Set(regions).subtracting([district.code]).sorted() : []
    }

    /// Those of one region.
    func lying(in region: String) -> BalanceSchools {
        var found = BalanceSchools()
        for (place, school) in schools.enumerated() where regions[place] == region {
            found.schools.append(school)
            found.organisations.append(organisations[place])
            found.regions.append(region)
        }
        let own = Set(found.organisations)
        found.silent = silent.filter { own.contains($0.organisation) }
        return found
    }

    package static func of(
        region: String? = nil, year: Int, _ which: MonitoringValues.Which = .all, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> BalanceSchools {
        var (found, known) = (BalanceSchools(), StageColumns())
        let condition = try MonitoringValues.condition([.school], region: region, year: year, visibleTo: viewer, in: db)
        try db.forEach(
            """
            SELECT \(columns(which)) FROM collection_record c JOIN organisation o ON o.id = c.organisation_id
            WHERE \(condition) ORDER BY o.region_code, o.code
            """
        ) { row in
            try found.append(row, &known)
        }
        return found
    }

    /// Those of one county after each other, each county whole and only once in memory; a zone that lies in no county
    /// stands for itself.
    package static func forEachDistrict(
        region: String? = nil, year: Int, _ which: MonitoringValues.Which = .all, visibleTo viewer: Viewer,
        in db: SQLConnection,
        _ body: (District, BalanceSchools) throws -> Void
    ) throws {
        var (found, current, known): (BalanceSchools, District?, StageColumns) = (BalanceSchools(), nil, StageColumns())
        func finish() throws {
            if let current, !found.schools.isEmpty { try body(current, found) }
            found = BalanceSchools()
        }
        let condition = try MonitoringValues.condition(
            [.school], region: region, year: year, visibleTo: viewer, in: db)
        try db.forEach(
            """
            SELECT \(columns(which)), c.county, c.zone
            FROM collection_record c JOIN organisation o ON o.id = c.organisation_id
            WHERE \(condition) ORDER BY c.county, CASE WHEN c.county = '' THEN c.zone ELSE '' END, o.code
            """
        ) { row in
            let county: String = try row.get(8)
            let code = county.isEmpty ? try row.get(9) : county
            if current?.code != code {
                try finish()
                current = District(county.isEmpty ? .zone : .county, code)
            }
            try found.append(row, &known)
        }
        try finish()
    }

    private static func columns(_ which: MonitoringValues.Which) -> SQL {
        "o.id, o.code, o.name, o.category, o.stages, o.tags, \(which.column), o.region_code"
    }

    /// Nothing on the way is a dictionary: a nation's rows are read in a second.
    private mutating func append(_ row: SQLRow, _ known: inout StageColumns) throws {
        let (category, tags): (String, String) = (try row.get(3), try row.get(5))
        append(
            BalanceFigures(packed: try row.get(6)), of: try row.get(0), code: try row.get(1), name: try row.get(2),
            category: SchoolCategory(rawValue: category), stages: known.stages(try row.get(4)),
            tags: tags.isEmpty ? [] : Set(tags.split(separator: " ").map(String.init)), region: try row.get(7))
    }

    /// `reported` is nil where the record cannot be read.
    private mutating func append(
        _ reported: BalanceFigures?, of organisation: OrganisationID, code: String, name: String,
        category: SchoolCategory?, stages: Set<Stage>, tags: Set<String>, region: String
    ) {
        guard !stages.isDisjoint(with: [.primary, .junior]) else { return }
        let school = BalanceSchool(
            code: code, name: name, figures: (reported ?? BalanceFigures()).kept(stages),
            isTeachingPoint: BalanceSchool.isTeachingPoint(name: name, tags: tags),
            isSpecial: category == .special || stages == [.special])
        schools.append(school)
        organisations.append(organisation)
        regions.append(region)
        guard !school.isSpecial else { return }
        for stage in BalanceSchool.stages where stages.contains(stage) && school.pupils(in: stage) == nil {
            silent.append(
                Silent(organisation: organisation, code: code, name: name, stage: stage, isUnreadable: reported == nil))
        }
    }
}

/// Columns of stages that were read already: a nation's schools have some ten different ones.
private struct StageColumns {
    private var known: [String: Set<Stage>] = [:]

    mutating func stages(_ column: String) -> Set<Stage> {
        if let found = known[column] { return found }
        let read = CollectionUnits.stages(column)
        known[column] = read
        return read
    }
}
