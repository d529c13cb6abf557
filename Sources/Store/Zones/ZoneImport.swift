import SQLCore
package import Supervision

/// What an import of zones did.
package struct ZoneImportResult: Sendable, Equatable {
    package var zones = 0
    package var schools = 0
    package var postings = 0
    package var unchanged = 0
    package var problems: [RowProblem] = []
}

/// Rows that cannot be taken in; nothing was stored.
package struct ZoneImportProblems: Refusal, Equatable {
    package let found: [RowProblem]

    package var code: String { "zone.badRows" }
    package var kind: RefusalKind { .invalid }
    package var message: String { "有\(Set(found.map(\.row)).count)行不合格，没有导入任何数据。" }
}

extension Zones {
    /// Takes rows in one by one: makes zones that are missing, moves schools, posts inspectors.
    ///
    /// A bad row is left out whole when `skipsBad`; otherwise it refuses all of them.
    package static func take(
        _ rows: [ZoneRow], _ problems: [RowProblem], skipsBad: Bool, _ act: Act
    ) throws -> ZoneImportResult {
        var result = ZoneImportResult()
        result.problems = problems
        let place = try Place.of(act.viewer.scope, in: act.db)
        // A zone that the sheet makes begins with its earliest row.
        let firsts = Dictionary(rows.map { ($0.zone, $0.from ?? act.day) }, uniquingKeysWith: min)
        for row in rows {
            do {
                result = try act.db.savepoint {
                    var next = result
                    try take(row, at: place, since: firsts[row.zone] ?? act.day, &next, act)
                    return next
                }
            } catch let refusal as any Refusal {
                result.problems.append(
                    RowProblem(
                        row: row.row, column: row.inspector.isEmpty ? "学校" : "责任督学", value: row.school,
                        reason: refusal.message))
            }
        }
        result.problems.sort { $0.row < $1.row }
        guard skipsBad || result.problems.isEmpty else { throw ZoneImportProblems(found: result.problems) }
        guard result.zones + result.schools + result.postings + result.unchanged > 0 else {
            throw ZoneImportProblems(found: result.problems)
        }
        try act.record(
            "zone.imported", of: "zone", "", in: place,
            [
                "zones": "\(result.zones)", "schools": "\(result.schools)", "postings": "\(result.postings)",
                "bad": "\(result.problems.count)",
            ])
        return result
    }

    private static func take(
        _ row: ZoneRow, at place: Place, since first: Day, _ result: inout ZoneImportResult, _ act: Act
    ) throws {
        let day = row.from ?? act.day
        guard let school = try Organisations.find(named: row.school, visibleTo: act.viewer, in: act.db) else {
            throw ZoneRefusal.unknownSchools([row.school])
        }
        let record = try zone(named: row.zone, at: place, on: day, since: first, &result, act)
        try record.zone.require(day)
        let isThere = try act.db.first(
            """
            SELECT 1 FROM zone_school m WHERE m.zone_id = \(record.id) AND m.organisation_id = \(school.id)
                AND \(holds("m.", on: day))
            """)
        let before = result
        if isThere == nil {
            try Zones.place(school, in: record, from: day, act)
            try requireRoom(record, on: day, act)
            result.schools += 1
        }
        if !row.inspector.isEmpty { try post(row.inspector, school, record, from: day, &result, act) }
        if before == result { result.unchanged += 1 }
    }

    private static func zone(
        named name: String, at place: Place, on day: Day, since first: Day, _ result: inout ZoneImportResult,
        _ act: Act
    ) throws -> ZoneRecord {
        let row = try act.db.first(
            """
            SELECT z.id FROM responsibility_zone z WHERE z.name = \(name) AND z.until_day >= \(day)
                AND z.province = \(place.province) AND z.city = \(place.city) AND z.county = \(place.county)
                AND z.zone = \(place.zone)
            """)
        if let row { return try require(try row.get(0), visibleTo: act.viewer, in: act.db) }
        let zone = try ResponsibilityZone(id: act.newID(), name: name, validity: Period(from: first))
        try insert(zone, act)
        result.zones += 1
        return try require(zone.id, visibleTo: act.viewer, in: act.db)
    }

    private static func post(
        _ text: String, _ school: OrganisationRecord, _ record: ZoneRecord, from day: Day,
        _ result: inout ZoneImportResult, _ act: Act
    ) throws {
        guard let id = try inspector(text, at: record.place, in: act.db) else {
            throw ZoneRefusal.unknownInspectors([text])
        }
        let inspector = try Inspectors.require(id, visibleTo: act.viewer, in: act.db).inspector
        let isPosted = try act.db.first(
            """
            SELECT 1 FROM zone_posting x WHERE x.organisation_id = \(school.id) AND x.person_id = \(id)
                AND \(holds("x.", on: day))
            """)
        guard isPosted == nil else { return }
        try join(id, record, from: day, act)
        try post(inspector, at: school, in: record, from: day, by: .sheet, act)
        result.postings += 1
    }
}
