package import SQLCore
package import Supervision

/// A government, department or township going through a campaign: how far its self-report and its division are.
package struct GovernmentCase: Sendable, Equatable {
    package let id: InspectionID
    package let campaign: CampaignID
    package let campaignName: String
    package let framework: FrameworkID?
    package let startsOn: Day
    package let endsOn: Day
    package let organisation: OrganisationID
    package let name: String
    package let kind: String
    /// Where the unit lies: its own office helps it to gather.
    package let region: String
    package let stepName: String
    package let state: InspectionRow.State
    package let score: String?
    package let grade: String?
    package let place: Place
    /// The office that runs the campaign.
    package let campaignPlace: Place
    package let shares: Int
    package let reported: Int
    package let lateShares: Int
    /// How many characters the written report has; nil while there is none.
    package let textLength: Int?
    /// Whether the self-assessment was handed in.
    package let isSubmitted: Bool
}

/// Which cases are wanted; what is empty asks nothing.
package struct GovernmentFilter: Sendable, Equatable {
    package var year: Int?
    package var campaign: CampaignID?
    /// A kind of organisation, such as `government`.
    package var kind = ""
    /// `waiting` for a self-assessment that is not in, `submitted`, `finished`, or `lateShares`.
    package var state = ""
    package var grade = ""
    package var text = ""
    /// `unit`, `campaign` or `score`.
    package var sort = "campaign"
    package var isDescending = false

    package init() {}

    package static let sorts = ["campaign", "unit", "grade"]
}

/// Inspections of governments and those below them (督政), seen together with their self-reports.
package enum GovernmentCases {
    package static let kinds: [OrganisationKind] = [.government, .department, .township]

    package static func list(
        _ filter: GovernmentFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<GovernmentCase> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns(on: viewer.day)) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try GovernmentCase($0) }, total: total, page: page)
    }

    package static func require(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> GovernmentCase {
        let row = try db.first(
            "SELECT \(columns(on: viewer.day)) \(tables) WHERE i.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw ShareRefusal.notFound }
        return try GovernmentCase(row)
    }

    /// The campaigns in which governments go, the newest first, to choose from.
    package static func campaigns(
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(id: CampaignID, name: String)] {
        try db.rows(
            """
            SELECT DISTINCT c.id, c.name, c.starts_on \(tables) WHERE \(visible(to: viewer))
            ORDER BY c.starts_on DESC, c.id LIMIT 50
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    /// Who manages the unit or the place where it lies, the unit itself, and those on its team.
    static func visible(to viewer: Viewer) -> SQL {
        let scope: SQL =
            switch viewer.scope {
            case .nation: "true"
            case .region(.province, let code): "coalesce(s.province, i.province) = \(code)"
            case .region(.city, let code): "coalesce(s.city, i.city) = \(code)"
            case .region(.county, let code): "coalesce(s.county, i.county) = \(code)"
            case .region(.zone, let code): "coalesce(s.zone, i.zone) = \(code)"
            case .organisation(let id): "i.organisation_id = \(id) AND NOT i.hidden"
            case .granted:
                """
                EXISTS (SELECT 1 FROM access_grant g WHERE g.person_id = \(viewer.person) AND g.subject_id = i.id
                    AND g.from_day <= \(viewer.day) AND g.until_day >= \(viewer.day))
                """
            }
        return "i.state <> 'prepared' AND v.kind IN (\(list: kinds.map(\.rawValue))) AND \(scope)"
    }

    static var tables: SQL {
        """
        FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            JOIN organisation_version v ON v.id = i.organisation_version_id
            LEFT JOIN self_report s ON s.inspection_id = i.id
            LEFT JOIN assessment a ON a.inspection_id = i.id AND a.role = 'self' AND a.sheet = 1
        """
    }

    private static func columns(on day: Day) -> SQL {
        """
        i.id, i.campaign_id, c.name, c.framework_version_id, c.starts_on, c.ends_on, i.organisation_id, i.name, v.kind,
        v.region_code, i.step_name, i.state, i.score, i.grade, i.province, i.city, i.county, i.zone,
        (SELECT count(*) FROM indicator_share h WHERE h.inspection_id = i.id),
        (SELECT count(*) FROM indicator_share h WHERE h.inspection_id = i.id AND h.state = 'reported'),
        (SELECT count(*) FROM indicator_share h WHERE h.inspection_id = i.id AND h.state <> 'reported'
            AND h.due_on < \(day)),
        length(s.text), coalesce(a.state, 'draft'), c.province, c.city, c.county, c.zone
        """
    }

    private static func matching(_ filter: GovernmentFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if let year = filter.year {
            conditions.append("c.starts_on >= \("\(year)-01-01") AND c.starts_on <= \("\(year)-12-31")")
        }
        if let campaign = filter.campaign { conditions.append("i.campaign_id = \(campaign)") }
        if !filter.kind.isEmpty { conditions.append("v.kind = \(filter.kind)") }
        if !filter.grade.isEmpty { conditions.append("i.grade = \(filter.grade)") }
        switch filter.state {
        case "waiting": conditions.append("coalesce(a.state, 'draft') = 'draft' AND i.state = 'running'")
        case "submitted": conditions.append("a.state = 'submitted'")
        case "finished": conditions.append("i.state = 'finished'")
        case "lateShares":
            conditions.append(
                """
                EXISTS (SELECT 1 FROM indicator_share h WHERE h.inspection_id = i.id AND h.state <> 'reported'
                    AND h.due_on < \(viewer.day))
                """)
        default: break
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(i.name LIKE \(like) ESCAPE '\\' OR c.name LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: GovernmentFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "unit": "i.name\(down), c.starts_on DESC, i.id"
        case "grade": "i.grade\(down) NULLS LAST, i.name, i.id"
        default: "c.starts_on DESC, c.id, i.code, i.id"
        }
    }
}

extension GovernmentCase {
    fileprivate init(_ row: SQLRow) throws {
        let state: String = try row.get(22)
        try self.init(
            id: row.get(0), campaign: row.get(1), campaignName: row.get(2), framework: row.get(3), startsOn: row.get(4),
            endsOn: row.get(5), organisation: row.get(6), name: row.get(7), kind: row.get(8), region: row.get(9),
            stepName: row.get(10), state: row.get(11), score: row.get(12), grade: row.get(13),
            place: Place(province: row.get(14), city: row.get(15), county: row.get(16), zone: row.get(17)),
            campaignPlace: Place(province: row.get(23), city: row.get(24), county: row.get(25), zone: row.get(26)),
            shares: row.get(18), reported: row.get(19), lateShares: row.get(20), textLength: row.get(21),
            isSubmitted: state == "submitted")
    }
}
