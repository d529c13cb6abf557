package import SQLCore
package import Supervision

extension Findings {
    /// The ledger as `viewer` may see it.
    ///
    /// The page's ids come from an index that covers filter and order, and only its rows are fetched: a page deep
    /// inside costs little more than the first. `withPlans` also reads measures and tasks.
    package static func list(
        _ filter: FindingFilter, order: FindingFilter.Order = .init(), _ page: PageRequest, withPlans: Bool = false,
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<FindingRow> {
        let viewer = try viewer.narrowed(to: filter.narrowing, in: db)
        let rows = try rows(
            keys(filter, order, page, visibleTo: viewer), order, withPlans: withPlans, in: db)
        return Listing(rows: rows, total: try total(filter, visibleTo: viewer, in: db), page: page)
    }

    private static func rows(
        _ keys: SQL, _ order: FindingFilter.Order, withPlans: Bool, in db: SQLConnection
    ) throws -> [FindingRow] {
        try db.rows(
            """
            SELECT \(FindingRow.columns) FROM (\(keys)) k
                JOIN finding_part p ON p.id = k.id JOIN finding f ON f.id = p.finding_id
            ORDER BY \(order.sql)
            """
        ).map { try FindingRow($0, withPlans: withPlans) }
    }

    /// The rows of an export after `last`, in the order of the list; by key, so that the end comes as fast as the start.
    package static func chunk(
        _ filter: FindingFilter, order: FindingFilter.Order, after last: FindingRow?, limit: Int,
        withPlans: Bool = false, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [FindingRow] {
        let viewer = try viewer.narrowed(to: filter.narrowing, in: db)
        let after = last.map { order.after($0) } ?? "true"
        return try rows(
            keys(filter, order, .chunk(1, of: limit), after: after, visibleTo: viewer), order, withPlans: withPlans,
            in: db)
    }

    /// How many there are in all.
    package static func total(_ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection) throws -> Int {
        let viewer = try viewer.narrowed(to: filter.narrowing, in: db)
        if let total = try Tally.total(filter, visibleTo: viewer, in: db) { return total }
        return try db.first(
            "SELECT count(*) FROM \(source(filter, viewer)) WHERE \(matching(filter, .init(), viewer))")?.get(0)
            ?? 0
    }

    /// The statement that finds a page's ids; its plan is tested.
    package static func keys(
        _ filter: FindingFilter, _ order: FindingFilter.Order, _ page: PageRequest, after: SQL = "true",
        visibleTo viewer: Viewer
    ) -> SQL {
        """
        SELECT p.id FROM \(source(filter, viewer)) WHERE \(matching(filter, order, viewer)) AND \(after)
        ORDER BY \(order.sql) LIMIT \(page.size) OFFSET \(page.offset)
        """
    }

    /// From where the rows come that a filter finds, and under which condition; the viewer is narrowed already.
    static func selection(_ filter: FindingFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM \(source(filter, viewer))", matching(filter, .init(), viewer))
    }

    /// The first of the rows for each unit or problem.
    private static func firsts(_ filter: FindingFilter, by each: FigureEach, _ viewer: Viewer) -> SQL {
        var all = filter
        all.each = nil
        let (from, condition) = selection(all, viewer)
        let key: SQL = each == .problem ? "p.finding_id" : "p.organisation_id"
        return "p.id IN (SELECT min(p.id) \(from) WHERE \(condition) GROUP BY \(key))"
    }

    private static func matching(_ filter: FindingFilter, _ order: FindingFilter.Order, _ viewer: Viewer) -> SQL {
        // Written as the partial indexes say it, and so that only the right one of them can be chosen.
        var conditions: [SQL] = [filter.isOwn ? own(viewer) : visible(to: viewer)]
        if filter.isOpenOnly, order.column == .due {
            conditions.append("p.is_open")
        } else {
            conditions.append("p.state <> 'draft'")
            if filter.isOpenOnly { conditions.append("p.state <> 'closed'") }
        }
        if !filter.states.isEmpty { conditions.append("p.state IN (\(list: filter.states))") }
        switch filter.group {
        case .late: conditions.append("p.due_on > '' AND p.due_on < \(viewer.day)")
        case .soon: conditions.append("p.due_on >= \(viewer.day) AND p.due_on <= \(viewer.day.adding(days: 3))")
        default: break
        }
        if let grade = filter.grade { conditions.append("p.grade = \(grade)") }
        if let source = filter.source {
            conditions.append(Finding.Source.shown(to: viewer.role).contains(source) ? "p.source = \(source)" : "false")
        }
        if let campaign = filter.campaign { conditions.append("p.campaign_id = \(campaign)") }
        if !filter.unitGroup.isEmpty {
            conditions.append(OrganisationGroups.has("p.organisation_id", in: filter.unitGroup, on: viewer.day))
        }
        if let organisation = filter.organisation { conditions.append("p.organisation_id = \(organisation)") }
        let criteria = filter.criteria
        if criteria.count == 1 { conditions.append("p.criterion = \(criteria[0])") }
        if criteria.count > 1 { conditions.append("p.criterion IN (\(list: criteria))") }
        conditions += dated(filter)
        if let until = filter.until { conditions.append("p.due_on > '' AND p.due_on <= \(until)") }
        if let from = filter.from { conditions.append("p.due_on >= \(from)") }
        return .joined(conditions + particulars(filter, viewer), separator: " AND ")
    }

    /// What is asked more seldom, and not of an index.
    private static func particulars(_ filter: FindingFilter, _ viewer: Viewer) -> [SQL] {
        var conditions: [SQL] = []
        if let least = filter.least {
            conditions.append("p.grade IN (\(list: Finding.Grade.allCases.filter { $0 >= least }))")
        }
        if let year = filter.year {
            let (first, last): (String, String) = ("\(year)-01-01", "\(year)-12-31")
            conditions.append("p.issued_on >= \(first) AND p.issued_on <= \(last)")
        }
        if let inspection = filter.inspection { conditions.append("p.inspection_id = \(inspection)") }
        if let revisit = filter.revisit {
            conditions.append("p.id IN (SELECT v.part_id FROM revisit_part v WHERE v.campaign_id = \(revisit))")
        }
        if let tone = filter.tone { conditions.append(toned(tone, on: viewer.day)) }
        conditions += filter.unit.condition("p.organisation_id")
        if !filter.campaigns.isEmpty { conditions.append("p.campaign_id IN (\(list: filter.campaigns))") }
        if let each = filter.each { conditions.append(firsts(filter, by: each, viewer)) }
        if filter.hidesLongClosed {
            conditions.append("(p.state <> 'closed' OR p.due_on >= \(viewer.day.adding(days: -183)))")
        }
        if !filter.chosen.isEmpty { conditions.append("p.id IN (\(list: filter.chosen))") }
        switch filter.mark {
        case .longTerm:
            conditions.append("p.id IN (SELECT m.part_id FROM finding_milestone m)")
        case .extended:
            conditions.append("p.id IN (SELECT x.part_id FROM finding_extension x WHERE x.state = 'granted')")
        case .rechecked: conditions.append("p.id IN (SELECT k.part_id FROM finding_recheck k)")
        case .cameBack: conditions.append(happened("reopened"))
        case .reminded: conditions.append(happened("reminded"))
        case .divided:
            conditions.append("p.finding_id IN (SELECT x.finding_id FROM finding_part x WHERE x.ordinal > 1)")
        case nil: break
        }
        return conditions
    }

    /// As `WallChart.Tone` tells them apart.
    private static func toned(_ tone: WallChart.Tone, on day: Day) -> SQL {
        let isLate: SQL = "(p.due_on > '' AND p.due_on < \(day))"
        return switch tone {
        case .late: "p.state IN (\(list: FindingPart.State.allCases.filter(\.awaitsUnit))) AND \(isLate)"
        case .waiting: "p.state IN ('issued', 'acknowledged') AND NOT \(isLate)"
        case .rectifying: "p.state IN ('planned', 'returned') AND NOT \(isLate)"
        case .checking: "p.state IN ('submitted', 'verified')"
        case .closed: "p.state = 'closed'"
        }
    }

    private static func happened(_ kind: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM finding_event e WHERE e.finding_id = p.finding_id AND e.part_id = p.id
            AND e.kind = \(kind))
        """
    }
}

extension FindingFilter.Order {
    fileprivate func after(_ row: FindingRow) -> SQL {
        switch (column, isDescending) {
        case (.due, false): "(p.due_on, p.id) > (\(row.dueOn?.text ?? ""), \(row.part))"
        case (.due, true): "(p.due_on, p.id) < (\(row.dueOn?.text ?? ""), \(row.part))"
        case (.number, false): "p.number_order > \(row.order)"
        case (.number, true): "p.number_order < \(row.order)"
        }
    }

    fileprivate var sql: SQL {
        switch (column, isDescending) {
        case (.due, false): "p.due_on, p.id"
        case (.due, true): "p.due_on DESC, p.id DESC"
        case (.number, false): "p.number_order, p.id"
        case (.number, true): "p.number_order DESC, p.id DESC"
        }
    }
}

extension FindingRow {
    static var columns: SQL {
        """
        p.id, p.finding_id, p.number, p.organisation_name, p.cooperating_names, p.problem, f.requirement, p.criterion,
        p.source, p.grade, p.state, p.due_on, p.issued_on, p.responsible, p.evidence_count, p.content,
        p.number_order, p.closed_on
        """
    }

    init(_ row: SQLRow, withPlans: Bool) throws {
        let part: FindingPart? = withPlans ? try JSONColumn.value(row.get(15)) : nil
        self.init(
            part: try row.get(0), finding: try row.get(1), number: try row.get(2), unit: try row.get(3),
            cooperating: try row.get(4), problem: try row.get(5), requirement: try row.get(6),
            criterion: try row.get(7), source: try row.get(8), grade: try row.get(9), state: try row.get(10),
            dueOn: Day(try row.get(11) as String), issuedOn: Day(try row.get(12) as String), closedOn: try row.get(17),
            responsible: try row.get(13), evidence: try row.get(14), plan: part?.plan, order: try row.get(16))
    }
}
