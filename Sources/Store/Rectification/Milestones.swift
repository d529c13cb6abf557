package import SQLCore
package import Supervision

/// Stages of long-term rectifications: the part holds them, the finding_milestone table lists them.
package enum Milestones {
    /// 长期整改: the office sets the stages to come.
    package static func set(
        _ plans: [MilestonePlan], reason: String, of part: FindingPartID, in finding: FindingID, version: Int,
        _ act: Act
    ) throws {
        let coming = plans.map { Milestone(id: act.newID(), title: $0.title, dueOn: $0.dueOn) }
        try Findings.change(part, of: finding, version: version, act) { value, actor, moment in
            try value.milestonesSet(coming, reason: reason, by: actor, moment)
        }
    }

    /// Keeps the table as the part says.
    static func store(_ part: FindingPart, _ act: Act) throws {
        try act.db.execute("DELETE FROM finding_milestone WHERE part_id = \(part.id)")
        for (index, stage) in part.milestones.enumerated() {
            try act.db.execute(
                """
                INSERT INTO finding_milestone (id, part_id, finding_id, ordinal, title, due_on, state, reported_on,
                    evidence_count)
                VALUES (\(stage.id), \(part.id), \(part.finding), \(index + 1), \(stage.title), \(stage.dueOn),
                    \(stage.state), \(stage.reportedOn), \(stage.evidence.count))
                """)
        }
    }
}

/// A stage as lists show it.
package struct MilestoneRow: Sendable, Equatable {
    package let id: MilestoneID
    package let part: FindingPartID
    package let finding: FindingID
    package let ordinal: Int
    package let title: String
    package let dueOn: Day
    package let state: Milestone.State
    package let reportedOn: Day?
    package let evidence: Int
    package let number: String
    package let unit: String
    package let problem: String

    package func daysLate(on today: Day) -> Int? {
        state == .open && today > dueOn ? dueOn.distance(to: today) : nil
    }
}

/// Which stages are wanted.
package struct MilestoneFilter: Sendable, Equatable {
    package enum Group: String, Sendable, CaseIterable {
        case ahead, late, soon, reported, confirmed, all

        package var label: String {
            switch self {
            case .ahead: "未确认"
            case .late: "已逾期"
            case .soon: "逾期和七日内到期"
            case .reported: "待确认"
            case .confirmed: "已确认"
            case .all: "全部"
            }
        }
    }

    package var group = Group.ahead
    package var isOwn = false
    package var search = ""
    package var isDescending = false

    package init() {}
}

extension Milestones {
    /// By their days.
    package static func list(
        _ filter: MilestoneFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<MilestoneRow> {
        let condition = matching(filter, viewer)
        let order: SQL = filter.isDescending ? "m.due_on DESC, m.id DESC" : "m.due_on, m.id"
        let rows = try db.rows(
            """
            SELECT m.id, m.part_id, m.finding_id, m.ordinal, m.title, m.due_on, m.state, m.reported_on,
                m.evidence_count, p.number, p.organisation_name, p.problem
            FROM finding_milestone m JOIN finding_part p ON p.id = m.part_id
            WHERE \(condition) ORDER BY \(order) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM finding_milestone m JOIN finding_part p ON p.id = m.part_id WHERE \(condition)"
            )?.get(0) ?? 0
        return Listing(rows: try rows.map { try MilestoneRow($0) }, total: total, page: page)
    }

    static func matching(_ filter: MilestoneFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [filter.isOwn ? Findings.own(viewer) : Findings.visible(to: viewer)]
        switch filter.group {
        case .ahead: conditions.append("m.state <> 'confirmed'")
        case .late: conditions.append("m.state = 'open' AND m.due_on < \(viewer.day)")
        case .soon: conditions.append("m.state = 'open' AND m.due_on <= \(viewer.day.adding(days: 7))")
        case .reported: conditions.append("m.state = 'reported'")
        case .confirmed: conditions.append("m.state = 'confirmed'")
        case .all: break
        }
        if !filter.search.isEmpty {
            let pattern = Findings.like(filter.search)
            conditions.append(
                "(p.organisation_name LIKE \(pattern) ESCAPE '\\' OR p.number LIKE \(pattern) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }
}

extension MilestoneRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), part: row.get(1), finding: row.get(2), ordinal: row.get(3), title: row.get(4),
            dueOn: row.get(5), state: row.get(6), reportedOn: row.get(7), evidence: row.get(8), number: row.get(9),
            unit: row.get(10), problem: row.get(11))
    }
}

extension Milestone.State: SQLConvertible {}
