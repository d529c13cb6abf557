package import SQLCore
package import Supervision

/// Which items are wanted; what is empty asks nothing.
package struct PlanItemFilter: Sendable, Equatable {
    package var plan: PlanID?
    /// Items of plans that run in this year.
    package var year: Int?
    package var kind: PlanKind?
    package var status: PlanItem.Status?
    package var origin: PlanItem.Origin?
    /// Only what is late.
    package var isLate = false
    /// Only what was not done and is not late yet, with its last day not after this one.
    package var dueUntil: Day?
    /// Something of it lies in these days.
    package var within: Period?
    /// Only what is neither done nor dropped.
    package var isOpen = false
    /// Some stage of it has a day.
    package var hasWindow = false
    /// No stage of it has a day.
    package var isUndated = false
    package var owner: PersonID?
    /// Open ones that nobody owns.
    package var lacksOwner = false
    /// Owned by somebody, or with them as a co-worker.
    package var person: PersonID?
    package var campaign: CampaignID?
    /// Part of the words for whom it concerns, or of a co-working unit's name.
    package var unit = ""
    /// Part of title, number or text.
    package var text = ""
    /// Only plans of the viewer's own office.
    package var isOwn = false
    /// Only plans that are worked by.
    package var isAccepted = false
    /// `ordinal`, `due`, `title`, `owner` or `status`.
    package var sort = "ordinal"
    package var isDescending = false

    package init(of plan: PlanID? = nil) {
        self.plan = plan
    }

    package static let sorts = ["ordinal", "due", "title", "owner", "status"]
}

extension PlanItems {
    package static func list(
        _ filter: PlanItemFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<PlanItemRow> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try complete(rows.map { try PlanItemRow($0) }, in: db), total: total, page: page)
    }

    /// Who owns items of a plan, for choosing.
    package static func owners(
        of plan: PlanID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [PlanOwner] {
        try db.rows(
            """
            SELECT DISTINCT i.owner_id, i.owner_name \(tables)
            WHERE i.plan_id = \(plan) AND i.owner_id IS NOT NULL AND \(visible(to: viewer)) ORDER BY 2, 1
            """
        ).map { try PlanOwner(person: $0.get(0), name: $0.get(1)) }
    }

    static func matching(_ filter: PlanItemFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let plan = filter.plan { conditions.append("i.plan_id = \(plan)") }
        if let year = filter.year { conditions.append("p.year <= \(year) AND p.last_year >= \(year)") }
        if filter.isOwn { conditions.append(Todos.own(viewer, "p.")) }
        if filter.isOpen { conditions.append("i.status IN ('open', 'running')") }
        if filter.isAccepted { conditions.append("p.state = 'accepted'") }
        if let kind = filter.kind { conditions.append("i.kinds LIKE \("%,\(kind.rawValue),%")") }
        if let status = filter.status { conditions.append("i.status = \(status)") }
        if let origin = filter.origin { conditions.append("i.origin = \(origin)") }
        if let owner = filter.owner { conditions.append("i.owner_id = \(owner)") }
        if let person = filter.person { conditions.append(mine(person)) }
        if filter.lacksOwner { conditions.append("i.owner_id IS NULL AND i.status IN ('open', 'running')") }
        if let campaign = filter.campaign {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM plan_item_campaign l WHERE l.item_id = i.id AND l.campaign_id = \(campaign))
                """)
        }
        return .joined(conditions + days(filter, viewer.day) + words(filter), separator: " AND ")
    }

    private static func days(_ filter: PlanItemFilter, _ today: Day) -> [SQL] {
        var conditions: [SQL] = []
        if filter.isLate { conditions.append("p.state = 'accepted' AND \(late(on: today))") }
        if let until = filter.dueUntil {
            conditions.append(
                """
                i.status IN ('open', 'running') AND EXISTS (SELECT 1 FROM plan_window n WHERE n.item_id = i.id
                    AND n.due_on <= \(until))
                """)
        }
        if let days = filter.within {
            let until = days.until ?? days.from
            conditions.append(
                """
                EXISTS (SELECT 1 FROM plan_window n WHERE n.item_id = i.id AND n.ends_on >= \(days.from)
                    AND coalesce(n.starts_on, n.ends_on) <= \(until))
                """)
        }
        let dated: SQL = "EXISTS (SELECT 1 FROM plan_window n WHERE n.item_id = i.id AND n.ends_on IS NOT NULL)"
        if filter.hasWindow { conditions.append(dated) }
        if filter.isUndated { conditions.append("NOT \(dated)") }
        return conditions
    }

    private static func words(_ filter: PlanItemFilter) -> [SQL] {
        var conditions: [SQL] = []
        if !filter.unit.isEmpty {
            let like = LikePattern.containing(filter.unit)
            conditions.append(
                """
                (i.units LIKE \(like) ESCAPE '\\' OR EXISTS (SELECT 1 FROM plan_item_coworker w
                    WHERE w.item_id = i.id AND w.kind = 'organisation' AND w.name LIKE \(like) ESCAPE '\\'))
                """)
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                """
                (i.title LIKE \(like) ESCAPE '\\' OR i.text LIKE \(like) ESCAPE '\\' OR i.number = \(filter.text))
                """)
        }
        return conditions
    }

    private static func order(_ filter: PlanItemFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "due":
            "(SELECT min(n.due_on) FROM plan_window n WHERE n.item_id = i.id)\(down) NULLS LAST, i.ordinal, i.id"
        case "title": "i.title\(down), i.id"
        case "owner": "i.owner_name\(down), i.ordinal, i.id"
        case "status": "i.status\(down), i.ordinal, i.id"
        default: "p.year DESC, p.id, i.ordinal\(down), i.id"
        }
    }
}
