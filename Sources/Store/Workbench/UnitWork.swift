package import SQLCore
package import Supervision

/// How much of each kind of preparation a unit has been given, for the tabs of its page.
package struct UnitWork: Sendable, Equatable {
    package let items: Int
    package let shares: Int
    package let targets: Int
    package let cases: Int
    package let notices: Int

    package init(of unit: OrganisationID, in db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT (SELECT count(*) FROM reception_item t WHERE t.organisation_id = \(unit)),
                (SELECT count(*) FROM indicator_share h JOIN inspection i ON i.id = h.inspection_id
                    WHERE h.organisation_id = \(unit) AND i.state <> 'prepared' AND NOT i.hidden),
                (SELECT count(*) FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id
                    WHERE t.organisation_id = \(unit) AND s.state <> 'draft'),
                (SELECT count(*) FROM inspection i JOIN organisation_version v ON v.id = i.organisation_version_id
                    WHERE i.organisation_id = \(unit) AND i.state <> 'prepared' AND NOT i.hidden
                        AND v.kind IN (\(list: GovernmentCases.kinds.map(\.rawValue)))),
                (SELECT count(*) FROM result_party y JOIN result_notice n ON n.id = y.notice_id
                    WHERE y.organisation_id = \(unit) AND n.state <> 'draft')
            """)
        items = try row?.get(0) ?? 0
        shares = try row?.get(1) ?? 0
        targets = try row?.get(2) ?? 0
        cases = try row?.get(3) ?? 0
        notices = try row?.get(4) ?? 0
    }
}
