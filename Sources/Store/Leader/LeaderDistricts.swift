package import SQLCore
package import Supervision

extension District {
    /// The rows of it, as a table says who manages them; always beside the table's own `visible(to:)`.
    package func condition(alias: SQL) -> SQL {
        let all = LeaderCells.within(level, code, alias: alias)
        guard isOwn else { return all }
        return switch level {
        // In the words of the indexes over what is managed by the office itself.
        case .province: "\(all) AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = ''"
        case .city: "\(all) AND \(alias)county = '' AND \(alias)zone = ''"
        case .county: "\(all) AND \(alias)zone = ''"
        case .zone: all
        }
    }
}

extension Viewer {
    /// The same person looking at one district of their scope, so that its own index is walked; anywhere else they stay
    /// as they are, and see nothing of it.
    package func narrowed(to district: District?, in db: SQLConnection) throws -> Viewer {
        guard let district, let found = try Place.of(region: district.code, in: db), found.level == district.level,
            scope.covers(found.place)
        else { return self }
        return Viewer(
            account: account, person: person, name: name, role: role,
            scope: .region(district.level, code: district.code), day: day)
    }
}

extension LeaderTally {
    /// How many findings are late or soon due in a large scope; nil where the filter asks more than the cells know.
    package static func late(
        _ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Int? {
        guard let scope = FindingTally.scope(of: viewer), let cube = cube(of: filter) else { return nil }
        let (from, until): (String, Day)
        switch filter.group {
        case .late: (from, until) = ("0", viewer.day.adding(days: -1))
        case .soon: (from, until) = (viewer.day.text, viewer.day.adding(days: DeadlineSweep.soonDays))
        default: return nil
        }
        let item: SQL = cube.item.map { "item = \($0)" } ?? "true"
        let summed: Int? = try db.first(
            """
            SELECT sum(n) FROM leader_tally WHERE scope = \(scope) AND cube = \(cube.cube.rawValue) AND \(item)
                AND state = \(LeaderNote.awaiting) AND due_on >= \(from) AND due_on <= \(until)
            """)?.get(0)
        let states = FindingPart.State.allCases.filter(\.awaitsUnit)
        let place: SQL = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "")
        let noted: Int? = try db.first(
            """
            SELECT sum(sign) FROM leader_change WHERE kind = 'finding' AND \(place) AND \(cube.condition)
                AND state IN (\(list: states)) AND due_on >= \(from) AND due_on <= \(until)
            """)?.get(0)
        return (summed ?? 0) + (noted ?? 0)
    }

    /// Cells know one thing at a time.
    private static func cube(of filter: FindingFilter) -> (cube: LeaderCube, item: String?, condition: SQL)? {
        guard filter.organisation == nil, filter.criterion.isEmpty, filter.search.isEmpty, filter.until == nil,
            filter.kind == nil, !filter.isDated, !filter.isParticular, filter.district?.isOwn != true
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
