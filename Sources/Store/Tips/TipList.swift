package import SQLCore
package import Supervision

/// Which tips are wanted; what is empty asks nothing.
package struct TipFilter: Sendable, Equatable {
    /// Part of the unit's name, or the number; never what a tipster wrote.
    package var text = ""
    package var topic: TipTopic?
    package var unit: OrganisationID?
    package var state: Tip.State?
    package var group: Group?
    package var outcome: Tip.Outcome?
    package var month: Month?
    package var year: Int?
    /// Those that came in the last so many days.
    package var recentDays: Int?
    package var rating: Int?
    package var district: District?
    /// Those that the viewer works on.
    package var isMine = false
    /// Only of the viewer's own office.
    package var isOwn = false
    /// `received`, `due`, `unit`, `topic`, `state`.
    package var sort = "received"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-received", "received", "due", "unit", "topic", "state"]

    package enum Group: String, Sendable, CaseIterable {
        case open, untaken, inHand, late, news, closed, inTime, tooLate, found, rated

        package var label: String {
            switch self {
            case .open: "未办结"
            case .untaken: "待定承办人"
            case .inHand: "待承办人办理"
            case .late: "已逾期"
            case .news: "举报人有补充"
            case .closed: "已办结"
            case .inTime: "按期办结"
            case .tooLate: "逾期办结"
            case .found: "已列入问题台账"
            case .rated: "已评价"
            }
        }
    }
}

extension Tips {
    package static func list(
        _ filter: TipFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<TipRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM tip t WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM tip t WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(TipRow.init), total: total, page: page)
    }

    static func matching(_ filter: TipFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            // A name that only the tipster gave is looked through by those alone who may read it.
            let named: SQL = Role.office.contains(viewer.role) ? own(viewer, "t.") : "false"
            conditions.append(
                """
                (t.number LIKE \(part) ESCAPE '\\'
                    OR (t.organisation_id IS NOT NULL OR \(named)) AND t.unit_name LIKE \(part) ESCAPE '\\')
                """)
        }
        if let topic = filter.topic { conditions.append("t.topic = \(topic)") }
        if let unit = filter.unit { conditions.append("t.organisation_id = \(unit)") }
        if let state = filter.state { conditions.append("t.state = \(state)") }
        if let outcome = filter.outcome { conditions.append("t.outcome = \(outcome.rawValue)") }
        if let month = filter.month {
            conditions.append("t.received_on >= \(month.first) AND t.received_on <= \(month.last)")
        }
        if let year = filter.year {
            conditions.append("t.received_on >= \("\(year)-01-01") AND t.received_on <= \("\(year)-12-31")")
        }
        if let days = filter.recentDays { conditions.append("t.received_on > \(viewer.day.adding(days: -days))") }
        if let rating = filter.rating { conditions.append("t.rating = \(rating)") }
        if filter.isMine { conditions.append("t.handler_id = \(viewer.person)") }
        if filter.isOwn { conditions.append(own(viewer, "t.")) }
        if let group = filter.group { conditions.append(condition(group, for: viewer)) }
        if let district = filter.district { conditions.append(inside(district)) }
        return .joined(conditions, separator: " AND ")
    }

    private static func inside(_ district: District) -> SQL {
        guard !district.isOwn else { return Place(.region(district.level, code: district.code)).isOwn(alias: "t.") }
        return switch district.level {
        case .province: "t.province = \(district.code)"
        case .city: "t.city = \(district.code)"
        case .county: "t.county = \(district.code)"
        case .zone: "t.zone = \(district.code)"
        }
    }

    static func condition(_ group: TipFilter.Group, for viewer: Viewer) -> SQL {
        switch group {
        case .open: "t.closed_on IS NULL"
        case .untaken: "(t.state = 'received' OR \(own(viewer, "t.")) AND \(TipBars.isVacant(viewer)))"
        case .inHand: isInHand(on: viewer.day)
        case .late: "t.due_on < \(viewer.day)"
        case .news: "t.has_news"
        case .closed: "t.closed_on IS NOT NULL"
        case .inTime: "t.closed_on IS NOT NULL AND NOT t.is_late"
        case .tooLate: "t.closed_on IS NOT NULL AND t.is_late"
        case .found: "t.finding_id IS NOT NULL"
        case .rated: "t.rating IS NOT NULL"
        }
    }

    /// That the handler of a tip `t` has the next move: nobody else works on it, the tipster has written, or the inspector
    /// is late, left, or has to stay away.
    static func isInHand(on day: Day) -> SQL {
        """
        (t.state IN ('accepted', 'verified') OR t.has_news OR t.state = 'verifying' AND EXISTS (SELECT 1
            FROM tip_check c WHERE c.tip_id = t.id AND c.state = 'open'
            AND (c.due_on < \(day) OR NOT \(TipChecks.isFit(on: day)))))
        """
    }

    /// Counties and zones from which the viewer sees tips, with their names, for choosing.
    package static func districts(
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(district: District, name: String)] {
        let rows = try db.rows(
            "SELECT DISTINCT t.county, t.zone FROM tip t WHERE \(visible(to: viewer)) ORDER BY t.county, t.zone LIMIT 300"
        )
        let found = try rows.compactMap { row -> District? in
            let (county, zone): (String, String) = (try row.get(0), try row.get(1))
            if !zone.isEmpty { return District(.zone, zone) }
            return county.isEmpty ? nil : District(.county, county)
        }
        let names = try Regions.chains(of: found.map(\.code), in: db)
        return found.map { ($0, names.find($0.code)?.name ?? $0.code) }
    }

    private static func order(_ filter: TipFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "due": "t.due_on\(down) NULLS LAST, t.received_at, t.id"
        case "unit": "t.unit_name\(down), t.received_at DESC, t.id"
        case "topic": "t.topic\(down), t.received_at DESC, t.id"
        case "state": "t.state\(down), t.received_at DESC, t.id"
        default: "t.received_at\(down), t.id"
        }
    }
}
