package import SQLCore
package import Supervision

/// The indicator_duty table: who answers for an indicator in a county, and by when it is to be met.
package enum IndicatorDuties {
    /// By indicator; who answered the year before still does until somebody says otherwise, the deadline does not last.
    package static func list(
        _ key: JudgementKey, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: IndicatorDuty] {
        let rows = try db.rows(
            """
            SELECT d.indicator, d.year, d.department, d.person, d.due_on, d.version FROM indicator_duty d
            WHERE \(visible(to: viewer)) AND d.region = \(key.region) AND d.standard = \(key.standard)
                AND d.year <= \(key.year) ORDER BY d.year
            """)
        var found: [String: IndicatorDuty] = [:]
        for row in rows {
            let isNow = try row.get(1) == key.year
            found[try row.get(0)] = IndicatorDuty(
                department: try row.get(2), person: try row.get(3), dueOn: isNow ? try row.get(4) : nil,
                version: isNow ? try row.get(5) : 0)
        }
        return found
    }

    /// `new.version` is the one that the person saw.
    package static func set(
        _ new: IndicatorDuty, of indicator: String, _ key: JudgementKey, at place: Place, _ act: Act
    ) throws {
        let changed = try act.db.execute(
            """
            UPDATE indicator_duty SET department = \(new.department), person = \(new.person), due_on = \(new.dueOn),
                version = version + 1
            WHERE region = \(key.region) AND standard = \(key.standard) AND year = \(key.year)
                AND indicator = \(indicator) AND version = \(new.version)
            """)
        if changed == 0 {
            guard new.version == 0 else { throw LedgerRefusal.stale }
            let added = try act.db.execute(
                """
                INSERT INTO indicator_duty (standard, region, year, indicator, department, person, due_on, version,
                    province, city, county, zone)
                VALUES (\(key.standard), \(key.region), \(key.year), \(indicator), \(new.department), \(new.person),
                    \(new.dueOn), 1, \(place.province), \(place.city), \(place.county), \(place.zone))
                ON CONFLICT (region, standard, year, indicator) DO NOTHING
                """)
            guard added == 1 else { throw LedgerRefusal.stale }
        }
        try act.record(
            "indicator.assigned", of: "indicator", "\(key.standard)/\(indicator)", in: place,
            ["region": key.region, "year": "\(key.year)", "due": new.dueOn?.text ?? ""])
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "d.")
    }
}

extension IndicatorDuties {
    /// Names to choose a 责任部门 from: departments, townships and the government that lie in the county.
    package static func departments(
        of county: StandardCounty, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String] {
        try db.rows(
            """
            SELECT o.name FROM organisation o WHERE \(Organisations.visible(to: viewer)) AND o.state = 'open'
                AND o.region_code = \(county.region) AND o.kind IN ('department', 'government', 'township')
            ORDER BY o.code LIMIT 200
            """
        ).map { try $0.get(0) }
    }
}
