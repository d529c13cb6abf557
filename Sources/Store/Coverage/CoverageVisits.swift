package import SQLCore
package import Supervision

/// A visit as coverage tells of it: when and by whom, to whoever may see the school.
package struct CoverageVisit: Sendable, Equatable {
    package let id: VisitID
    package let day: Day
    package let personName: String
    package let kind: Visit.Kind
    package let theme: String
    /// The viewer may open it.
    package let isOpen: Bool
}

/// Visits behind the counts: who went, when last, and how fast it goes.
package enum CoverageVisits {
    /// Who visited each of some schools in each month of a span: `张三、李四2次`.
    package static func visitors(
        of schools: [OrganisationID], _ span: CoverageSpan, in db: SQLConnection
    ) throws -> [OrganisationID: [String: String]] {
        guard !schools.isEmpty else { return [:] }
        var found: [OrganisationID: [String: String]] = [:]
        let rows = try db.rows(
            """
            SELECT v.organisation_id, substr(v.visited_on, 1, 7) AS month, v.person_name, count(*) FROM visit v
            WHERE v.organisation_id IN (\(list: schools)) AND v.visited_on >= \(span.first) AND v.visited_on <= \(span.last)
                AND NOT v.is_void
            GROUP BY v.organisation_id, substr(v.visited_on, 1, 7), v.person_name
            ORDER BY v.organisation_id, month, v.person_name
            """)
        for row in rows {
            let (school, month): (OrganisationID, String) = (try row.get(0), try row.get(1))
            let (name, count): (String, Int) = (try row.get(2), try row.get(3))
            let text = count > 1 ? "\(name)\(count)次" : name
            let before = found[school]?[month]
            found[school, default: [:]][month] = before.map { "\($0)、\(text)" } ?? text
        }
        return found
    }

    /// The day of the last visit to each of some schools.
    package static func last(
        of schools: [OrganisationID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: Day] {
        try last("\(CoverageScope.schools(of: viewer, in: db)) AND o.id IN (\(list: schools))", in: db)
    }

    /// Open problems of each of some schools, as their ledger lists them.
    package static func openFindings(
        of schools: [OrganisationID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: Int] {
        let selected: SQL = "\(try CoverageScope.schools(of: viewer, in: db)) AND o.id IN (\(list: schools))"
        return try CoverageFacts.findings(selected, on: viewer.day, in: db).mapValues(\.open)
    }

    /// The day of the last visit to each school of the viewer's that was ever visited.
    package static func last(
        at district: District?, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: Day] {
        try last(CoverageScope.schools(of: viewer, at: district, in: db), in: db)
    }

    private static func last(_ schools: SQL, in db: SQLConnection) throws -> [OrganisationID: Day] {
        let rows = try db.rows(
            """
            SELECT o.id, (SELECT v.visited_on FROM visit v WHERE v.organisation_id = o.id AND NOT v.is_void
                ORDER BY v.visited_on DESC LIMIT 1) FROM organisation o WHERE \(schools)
            """)
        var last: [OrganisationID: Day] = [:]
        for row in rows { last[try row.get(0)] = try row.get(1) as Day? }
        return last
    }

    /// The days of all visits from one on, by school.
    static func days(
        from: Day, at district: District?, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationID: [Day]] {
        var days: [OrganisationID: [Day]] = [:]
        let rows = try db.rows(
            """
            SELECT o.id, v.visited_on FROM organisation o JOIN visit v ON v.organisation_id = o.id
            WHERE \(try CoverageScope.schools(of: viewer, at: district, in: db)) AND v.visited_on >= \(from) AND NOT v.is_void
            """)
        for row in rows { days[try row.get(0), default: []].append(try row.get(1)) }
        return days
    }

    /// The visits to one school in a span, the latest first; what others wrote down is only named.
    package static func list(
        of school: OrganisationID, _ span: CoverageSpan, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CoverageVisit] {
        try db.rows(
            """
            SELECT v.id, v.visited_on, v.person_name, v.kind, v.theme,
                CASE WHEN \(Visits.visible(to: viewer)) THEN true ELSE false END FROM visit v
            WHERE v.organisation_id = \(school) AND v.visited_on >= \(span.first) AND v.visited_on <= \(span.last)
                AND NOT v.is_void
            ORDER BY v.visited_on DESC, v.id DESC LIMIT 500
            """
        ).map {
            try CoverageVisit(
                id: $0.get(0), day: $0.get(1), personName: $0.get(2), kind: $0.get(3), theme: $0.get(4),
                isOpen: $0.get(5))
        }
    }
}
