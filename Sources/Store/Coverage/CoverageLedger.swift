package import SQLCore
package import Supervision

/// A school as the ledger of coverage shows it.
package struct CoverageSchool: Sendable, Equatable {
    package let id: OrganisationID
    package let code: String
    package let name: String
    package let kind: OrganisationKind
    package let stages: [Stage]
    package let place: Place
    package let rule: CoverageRule
    package let coverage: SchoolCoverage
    /// Who is responsible for it; empty where nobody is named.
    package internal(set) var inspectors: [CoverageInspector] = []
    /// The name of its responsibility zone (责任区); empty where it has none.
    package internal(set) var zone = ""
}

/// The ledger of coverage: schools by months and terms, from the counts that each visit settles.
package enum CoverageLedger {
    /// Every school that the viewer may see and that was open in the span, by code, each with its inspectors.
    package static func schools(
        _ span: CoverageSpan, at district: District? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CoverageSchool] {
        let selected = try CoverageScope.schools(of: viewer, at: district, in: db)
        let inspectors = try CoverageInspectors.responsible(selected, on: viewer.day, in: db)
        let zones = try CoverageInspectors.zones(selected, on: viewer.day, in: db)
        var years = try CoverageYears(span, on: viewer.day, in: db)
        return try db.rows(
            """
            SELECT \(counted(span)), o.id, o.code, o.name, o.kind, o.stages FROM organisation o \(joins(span))
            WHERE \(selected) AND \(wasOpen(span)) ORDER BY o.code
            """
        ).map { row in
            var school = try school(row, span, &years, db)
            school.inspectors = inspectors[school.id] ?? []
            school.zone = zones[school.id] ?? ""
            return school
        }
    }

    /// The same for one school; refused where it is not the viewer's to see.
    package static func require(
        _ id: OrganisationID, _ span: CoverageSpan, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CoverageSchool {
        let selected: SQL = "\(try CoverageScope.schools(of: viewer, in: db)) AND o.id = \(id)"
        let row = try db.first(
            """
            SELECT \(counted(span)), o.id, o.code, o.name, o.kind, o.stages FROM organisation o \(joins(span))
            WHERE \(selected)
            """)
        guard let row else { throw CoverageRefusal.notFound }
        var years = try CoverageYears(span, on: viewer.day, in: db)
        var school = try school(row, span, &years, db)
        school.inspectors = try CoverageInspectors.responsible(selected, on: viewer.day, in: db)[id] ?? []
        return school
    }

    /// Whether a school's page is the viewer's to open; never for what is no school.
    package static func shows(
        _ id: OrganisationID, to viewer: Viewer, in db: SQLConnection
    ) throws -> Bool {
        let selected: SQL = "\(try CoverageScope.schools(of: viewer, in: db)) AND o.id = \(id)"
        return try db.first("SELECT 1 FROM organisation o WHERE \(selected)") != nil
    }

    /// The schools of a viewer's region added up by who manages them, for the counties of a city or province.
    package static func sums(
        _ span: CoverageSpan, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Place: CoverageSum] {
        var years = try CoverageYears(span, on: viewer.day, in: db)
        var sums: [Place: CoverageSum] = [:]
        // Schools of one place come one after another, so that a place is looked up once and not 300 times.
        var (last, sum) = (nil as Place?, CoverageSum(span))
        try db.forEach(
            """
            SELECT \(counted(span)) FROM organisation o \(joins(span))
            WHERE \(try CoverageScope.schools(of: viewer, in: db)) AND \(wasOpen(span))
            """
        ) { row in
            let (place, coverage, _) = try read(row, span, &years, db)
            if place != last {
                if let last { sums[last] = sum }
                (last, sum) = (place, sums[place] ?? CoverageSum(span))
            }
            sum.add(coverage)
        }
        if let last { sums[last] = sum }
        return sums
    }

    private static func wasOpen(_ span: CoverageSpan) -> SQL {
        "(o.closed_on IS NULL OR o.closed_on >= \(span.first)) AND (o.version > 1 OR o.since <= \(span.last))"
    }

    // MARK: Columns

    /// Place, first and last day open, then six counts for each term of the span.
    private static func counted(_ span: CoverageSpan) -> SQL {
        let terms: [SQL] = [
            ", t0.m1, t0.m2, t0.m3, t0.m4, t0.m5, t0.m6", ", t1.m1, t1.m2, t1.m3, t1.m4, t1.m5, t1.m6",
            ", t2.m1, t2.m2, t2.m3, t2.m4, t2.m5, t2.m6",
        ]
        return """
            o.province, o.city, o.county, o.zone, \(opened),
            o.closed_on\(.joined(Array(terms.prefix(span.terms.count)), separator: ""))
            """
    }

    /// The day on which a school opened, whatever became of it since.
    static let opened: SQL = """
        CASE WHEN o.version = 1 THEN o.since ELSE coalesce(
            (SELECT w.from_day FROM organisation_version w WHERE w.organisation_id = o.id AND w.number = 1), o.since) END
        """

    private static func countedWidth(_ span: CoverageSpan) -> Int { 6 + span.terms.count * 6 }

    private static func joins(_ span: CoverageSpan) -> SQL {
        let keys = span.terms.map(\.key)
        let joins: [SQL] = keys.enumerated().map { index, key in
            switch index {
            case 0: "LEFT JOIN coverage_count t0 ON t0.organisation_id = o.id AND t0.term = \(key)"
            case 1: "LEFT JOIN coverage_count t1 ON t1.organisation_id = o.id AND t1.term = \(key)"
            default: "LEFT JOIN coverage_count t2 ON t2.organisation_id = o.id AND t2.term = \(key)"
            }
        }
        return .joined(joins, separator: " ")
    }

    private static func school(
        _ row: SQLRow, _ span: CoverageSpan, _ years: inout CoverageYears, _ db: SQLConnection
    ) throws -> CoverageSchool {
        let (place, coverage, rule) = try read(row, span, &years, db)
        let base = countedWidth(span)
        let kind: String = try row.get(base + 3)
        let stages: String = try row.get(base + 4)
        return CoverageSchool(
            id: try row.get(base), code: try row.get(base + 1), name: try row.get(base + 2),
            kind: OrganisationKind(rawValue: kind) ?? .school, stages: stages.words.compactMap(Stage.init).sorted(),
            place: place, rule: rule, coverage: coverage)
    }

    private static func read(
        _ row: SQLRow, _ span: CoverageSpan, _ years: inout CoverageYears, _ db: SQLConnection
    ) throws -> (Place, SchoolCoverage, CoverageRule) {
        let place = try Place(province: row.get(0), city: row.get(1), county: row.get(2), zone: row.get(3))
        let year = try years.year(at: place, in: db)
        var months = Array(repeating: 0, count: 12)
        var terms = Array(repeating: 0, count: years.offsets.count)
        for (term, offset) in years.offsets.enumerated() {
            for index in 0..<6 {
                let count: Int? = try row.get(6 + term * 6 + index)
                guard let count, count > 0 else { continue }
                terms[term] += count
                if months.indices.contains(offset + index) { months[offset + index] = count }
            }
        }
        // Most schools opened long before: their day is not even read.
        let opened: String = try row.get(4)
        let coverage = year.coverage(
            opened: opened <= years.earliest ? nil : Day(opened), closed: try row.get(5), visits: months,
            termVisits: terms)
        return (place, coverage, year.rule)
    }
}
