import SQLCore
import Supervision

extension Tally {
    static let nation = "000000"

    /// The scope under which a viewer's totals are kept; nil for those who see single rows.
    static func scope(of viewer: Viewer) -> String? {
        switch viewer.scope {
        case .nation: nation
        case .region(_, let code): code
        case .organisation, .granted: nil
        }
    }

    /// How many findings a filter finds in a whole scope; nil where it asks more than the cells know.
    ///
    /// Counting a city's million rows for one page is too slow.
    static func total(_ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection) throws -> Int? {
        guard filter.isWhole(of: viewer) else { return nil }
        if filter.group == .late || filter.group == .soon { return try late(filter, visibleTo: viewer, in: db) }
        guard filter.isTallied, let scope = scope(of: viewer) else { return nil }
        let states = filter.tallied.map(\.rawValue)
        let campaign = campaign(of: filter)
        let summed = try db.rows(
            """
            SELECT item, sum(n) FROM tally WHERE scope = \(scope) AND cube = 'ledger' AND state IN (\(list: states))
                AND \(campaign) GROUP BY item
            """)
        let noted = try db.rows(
            """
            SELECT grade || '/' || source, sum(sign) FROM tally_note WHERE kind = 'finding' AND \(place(of: viewer))
                AND state IN (\(list: states)) AND \(campaign) GROUP BY grade, source
            """)
        return try (summed + noted).reduce(0) { total, row in
            let item = (try row.get(0) as String).split(separator: "/").map(String.init)
            let isWanted =
                item.count == 2 && filter.grade.map { $0.rawValue == item[0] } ?? true
                && filter.source.map { $0.rawValue == item[1] } ?? true
            return isWanted ? total + (try row.get(1)) : total
        }
    }

    private static func campaign(of filter: FindingFilter) -> SQL {
        let one: SQL = filter.campaign.map { "campaign_id = \($0)" } ?? "true"
        return switch filter.kind {
        case nil: one
        case .noCampaign: "\(one) AND campaign_id = ''"
        case .campaign(let kind):
            "\(one) AND campaign_id IN (SELECT id FROM campaign WHERE kind = \(kind.rawValue))"
        }
    }

    private static func place(of viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "")
    }
}

extension FindingFilter {
    /// Whether no district is asked for, or just the one to which the viewer was narrowed.
    fileprivate func isWhole(of viewer: Viewer) -> Bool {
        guard let district else { return true }
        return !district.isOwn && viewer.scope == .region(district.level, code: district.code)
    }

    /// The states that its group means.
    fileprivate var tallied: [FindingPart.State] {
        switch group {
        case .open: FindingPart.State.allCases.filter(\.isOpen)
        case .all: FindingPart.State.allCases.filter { $0 != .draft }
        default: states
        }
    }
}

extension Tally {
    /// How many findings are late or soon due in a large scope; nil where the filter asks more than the cells know.
    static func late(
        _ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Int? {
        guard let scope = scope(of: viewer), let cube = cube(of: filter) else { return nil }
        let (from, until): (String, Day)
        switch filter.group {
        case .late: (from, until) = ("0", viewer.day.adding(days: -1))
        case .soon: (from, until) = (viewer.day.text, viewer.day.adding(days: DeadlineSweep.soonDays))
        default: return nil
        }
        let item: SQL = cube.item.map { "item = \($0)" } ?? "true"
        let summed: Int? = try db.first(
            """
            SELECT sum(n) FROM tally WHERE scope = \(scope) AND cube = \(cube.cube.rawValue) AND \(item)
                AND state = \(TallyNote.awaiting) AND due_on >= \(from) AND due_on <= \(until)
            """)?.get(0)
        let states = FindingPart.State.allCases.filter(\.awaitsUnit)
        let noted: Int? = try db.first(
            """
            SELECT sum(sign) FROM tally_note WHERE kind = 'finding' AND \(place(of: viewer)) AND \(cube.condition)
                AND state IN (\(list: states)) AND due_on >= \(from) AND due_on <= \(until)
            """)?.get(0)
        return (summed ?? 0) + (noted ?? 0)
    }

    /// Cells know one thing at a time.
    private static func cube(of filter: FindingFilter) -> (cube: TallyCube, item: String?, condition: SQL)? {
        guard filter.isTallied, filter.kind == nil
        else { return nil }
        switch (filter.grade, filter.source, filter.campaign) {
        case (nil, nil, nil): return (.grade, nil, "true")
        case (let grade?, nil, nil): return (.grade, grade.rawValue, "grade = \(grade)")
        case (nil, let source?, nil): return (.source, source.rawValue, "source = \(source)")
        case (nil, nil, let campaign?): return (.campaign, campaign.rawValue, "campaign_id = \(campaign)")
        default: return nil
        }
    }
}
