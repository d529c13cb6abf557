package import SQLCore
package import Supervision

/// One line of the list of campaigns.
package struct CampaignListRow: Sendable, Equatable {
    package let id: CampaignID
    package let name: String
    package let kind: Campaign.Kind
    package let state: Campaign.State
    package let startsOn: Day
    package let endsOn: Day
    package let framework: String
    package let round: String
    /// Units of the campaign, and those that came to the end of its procedure.
    package let units: Int
    package let finished: Int
    package let manner: Campaign.Manner
    /// Its place among the batches of its series; nil when it stands alone.
    package let batch: Int?

    package func isLate(on day: Day) -> Bool { state != .finished && endsOn < day }
}

package struct CampaignFilter: Sendable, Equatable {
    package var kind = ""
    /// A state, or `begun` for what runs or has ended.
    package var state = ""
    package var year: Int?
    /// Those that touch it.
    package var during: FigurePeriod?
    /// Those whose last day is in it.
    package var ended: FigurePeriod?
    /// One of several; empty asks nothing.
    package var campaigns: [CampaignID] = []
    package var framework = ""
    /// The code of the procedure from which the campaign began.
    package var procedure = ""
    package var manner = ""
    package var text = ""
    /// Only those of the viewer's own office that have units without a team, as the workbench counts them.
    package var lacksTeams = false
    /// Only those of the viewer's own office with a team that somebody had to leave.
    package var hasShortTeams = false
    /// `starts`, `ends`, `name` or `state`.
    package var sort = "starts"
    package var isDescending = true

    package init() {}
}

extension Campaigns {
    package static func list(
        _ filter: CampaignFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<CampaignListRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT c.id, c.name, c.kind, c.state, c.starts_on, c.ends_on, coalesce(f.name, '')
                || CASE WHEN EXISTS (SELECT 1 FROM campaign_framework x WHERE x.campaign_id = c.id)
                    THEN '等' || (SELECT count(*) + 1 FROM campaign_framework x WHERE x.campaign_id = c.id) || '套' ELSE '' END,
                c.round_name,
                (SELECT count(*) FROM inspection i WHERE i.campaign_id = c.id),
                (SELECT count(*) FROM inspection i WHERE i.campaign_id = c.id AND i.state = 'finished'),
                c.manner, (SELECT b.number FROM campaign_batch b WHERE b.campaign_id = c.id)
            FROM campaign c LEFT JOIN framework_version v ON v.id = c.framework_version_id
                LEFT JOIN framework f ON f.id = v.framework_id
            WHERE \(condition) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM campaign c WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(CampaignListRow.init), total: total, page: page)
    }

    /// Published versions that an office may use: its own and those above it; a template is copied first.
    package static func frameworks(for place: Place, in db: SQLConnection) throws -> [(id: FrameworkID, name: String)] {
        try db.rows(
            """
            SELECT v.id, f.name, v.number FROM framework_version v JOIN framework f ON f.id = v.framework_id
            WHERE v.state = 'published' AND NOT f.is_template AND f.province IN ('', \(place.province)) AND f.city IN ('', \(place.city))
                AND f.county IN ('', \(place.county)) AND f.zone IN ('', \(place.zone))
            ORDER BY f.name, v.number DESC
            """
        ).map { (try $0.get(0), "\(try $0.get(1) as String)（第\(try $0.get(2) as Int)版）") }
    }

    /// Drawn, with an assessment to come, and a unit to which nobody was assigned.
    static var lacksTeams: SQL {
        """
        c.state = 'drawn' AND c.framework_version_id IS NOT NULL AND EXISTS (SELECT 1 FROM inspection n
            WHERE n.campaign_id = c.id AND NOT EXISTS (SELECT 1 FROM team_member t WHERE t.inspection_id = n.id))
        """
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: CampaignFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM campaign c", matching(filter, viewer))
    }

    private static func matching(_ filter: CampaignFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.kind.isEmpty { conditions.append("c.kind = \(filter.kind)") }
        switch filter.state {
        case "": break
        case "begun": conditions.append("c.state IN ('running', 'finished')")
        default: conditions.append("c.state = \(filter.state)")
        }
        if let during = filter.during { conditions.append(during.touches("c.starts_on", "c.ends_on")) }
        if let ended = filter.ended { conditions.append(ended.holds("c.ends_on")) }
        if !filter.campaigns.isEmpty { conditions.append("c.id IN (\(list: filter.campaigns))") }
        if !filter.procedure.isEmpty { conditions.append("c.procedure_code = \(filter.procedure)") }
        if !filter.framework.isEmpty {
            // One version by its id, or all versions of a system by its code.
            let versions: SQL = """
                (SELECT v.id FROM framework_version v JOIN framework f ON f.id = v.framework_id
                    WHERE v.id = \(filter.framework) OR f.code = \(filter.framework))
                """
            conditions.append(
                """
                (c.framework_version_id IN \(versions) OR EXISTS (SELECT 1 FROM campaign_framework x
                    WHERE x.campaign_id = c.id AND x.framework_version_id IN \(versions)))
                """)
        }
        if !filter.manner.isEmpty { conditions.append("c.manner = \(filter.manner)") }
        if filter.lacksTeams { conditions.append("\(Todos.own(viewer, "c.")) AND \(lacksTeams)") }
        if filter.hasShortTeams { conditions.append("\(Todos.own(viewer, "c.")) AND \(hasShortTeams)") }
        if !filter.text.isEmpty {
            conditions.append("c.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\'")
        }
        if let year = filter.year, let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        {
            conditions.append("c.starts_on <= \(last) AND c.ends_on >= \(first)")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: CampaignFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "ends": "c.ends_on\(down), c.id"
        case "name": "c.name\(down), c.id"
        case "state": "c.state\(down), c.id"
        default: "c.starts_on\(down), c.id"
        }
    }
}

extension CampaignListRow {
    fileprivate init(_ row: SQLRow) throws {
        let kind: String = try row.get(2)
        let state: String = try row.get(3)
        try self.init(
            id: row.get(0), name: row.get(1), kind: Campaign.Kind(rawValue: kind) ?? .special,
            state: Campaign.State(rawValue: state) ?? .draft, startsOn: row.get(4), endsOn: row.get(5),
            framework: row.get(6), round: row.get(7), units: row.get(8), finished: row.get(9),
            manner: Campaign.Manner(rawValue: row.get(10)) ?? .announced, batch: row.get(11))
    }
}
