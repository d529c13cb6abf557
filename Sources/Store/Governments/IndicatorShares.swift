package import SQLCore
package import Supervision

/// A department's part as lists and its page show it.
package struct IndicatorShareRow: Sendable, Equatable {
    package let share: IndicatorShare
    package let department: String
    package let reportedByName: String
    package let remindedOn: Day?
    /// The government for which it is answered.
    package let government: OrganisationID
    package let governmentName: String
    package let campaignName: String
    package let framework: FrameworkID?
    package let isSubmitted: Bool
    package let place: Place

    package func daysLate(on today: Day) -> Int? { isSubmitted ? nil : share.daysLate(on: today) }
}

/// Which parts are wanted; what is empty asks nothing.
package struct IndicatorShareFilter: Sendable, Equatable {
    package var inspection: InspectionID?
    /// A state, `waiting` for what is not in, or `late`.
    package var state = ""
    package var text = ""
    /// `due`, `criterion` or `department`.
    package var sort = "due"
    package var isDescending = false

    package init(of inspection: InspectionID? = nil) {
        self.inspection = inspection
    }

    package static let sorts = ["due", "criterion", "department"]
}

/// The indicator_share table: which department answers which criterion.
package enum IndicatorShares {
    static let rule = "indicator-share"

    package static func list(
        _ filter: IndicatorShareFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<IndicatorShareRow> {
        var conditions: [SQL] = [visible(to: viewer)]
        if let inspection = filter.inspection { conditions.append("h.inspection_id = \(inspection)") }
        switch filter.state {
        case "": break
        case "waiting": conditions.append("h.state <> 'reported'")
        case "late":
            conditions.append(
                "h.state <> 'reported' AND h.due_on < \(viewer.day) AND coalesce(a.state, 'draft') = 'draft'")
        default: conditions.append("h.state = \(filter.state)")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(h.criterion = \(filter.text) OR h.organisation_name LIKE \(like) ESCAPE '\\')")
        }
        let matching = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try IndicatorShareRow($0) }, total: total, page: page)
    }

    package static func require(
        _ id: IndicatorShareID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> IndicatorShareRow {
        let row = try db.first("SELECT \(columns) \(tables) WHERE h.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw ShareRefusal.notFound }
        return try IndicatorShareRow(row)
    }

    /// Whether evidence of a self-assessment lies at a criterion that was given to the viewer's department, or in a
    /// case that the office of the government's own place gathers.
    static func covers(_ file: EvidenceFile, _ viewer: Viewer, in db: SQLConnection) throws -> Bool {
        try db.first(
            """
            SELECT 1 \(GovernmentCases.tables) WHERE a.id = \(file.owner) AND \(GovernmentCases.visible(to: viewer))
            UNION ALL
            SELECT 1 FROM indicator_share h JOIN assessment a ON a.inspection_id = h.inspection_id AND a.role = 'self'
                    AND a.sheet = 1
            WHERE a.id = \(file.owner) AND h.criterion = \(file.criterion) AND \(own(viewer))
            """) != nil
    }

    /// Whether the department that looks has still to report the criterion of that evidence; nil for everybody else.
    static func isOpen(_ file: EvidenceFile, _ viewer: Viewer, in db: SQLConnection) throws -> Bool? {
        let row = try db.first(
            """
            SELECT h.state FROM indicator_share h
                JOIN assessment a ON a.inspection_id = h.inspection_id AND a.role = 'self'
                    AND a.sheet = 1
                JOIN inspection i ON i.id = h.inspection_id
            WHERE a.id = \(file.owner) AND h.criterion = \(file.criterion) AND \(own(viewer))
                AND i.organisation_id <> h.organisation_id
            """)
        return try row.map { try $0.get(0) as String != "reported" }
    }

    private static func own(_ viewer: Viewer) -> SQL {
        guard case .organisation(let id) = viewer.scope else { return "false" }
        return "h.organisation_id = \(id)"
    }

    /// A department sees its own; a government and the offices all of their cases.
    static func visible(to viewer: Viewer) -> SQL {
        guard case .organisation(let id) = viewer.scope else { return GovernmentCases.visible(to: viewer) }
        return "i.state <> 'prepared' AND NOT i.hidden AND (h.organisation_id = \(id) OR i.organisation_id = \(id))"
    }

    private static func order(_ filter: IndicatorShareFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "criterion": "h.criterion\(down), h.kind DESC, h.organisation_name, h.id"
        case "department": "h.organisation_name\(down), h.criterion, h.id"
        default: "h.due_on\(down), h.criterion, h.id"
        }
    }

    private static var tables: SQL {
        """
        FROM indicator_share h JOIN inspection i ON i.id = h.inspection_id JOIN campaign c ON c.id = i.campaign_id
            JOIN organisation_version v ON v.id = i.organisation_version_id
            LEFT JOIN self_report s ON s.inspection_id = i.id
            LEFT JOIN assessment a ON a.inspection_id = i.id AND a.role = 'self' AND a.sheet = 1
            LEFT JOIN person p ON p.id = h.reported_by
        """
    }

    private static var columns: SQL {
        """
        h.id, h.inspection_id, h.criterion, h.organisation_id, h.kind, h.due_on, h.state, h.report, h.return_reason,
        h.reported_on, h.reported_by, h.version, h.organisation_name, coalesce(p.name, ''), h.reminded_on,
        i.organisation_id, i.name, c.name, c.framework_version_id, coalesce(a.state, 'draft'), i.province, i.city,
        i.county, i.zone
        """
    }
}

extension IndicatorShare.Kind: SQLConvertible {}
extension IndicatorShare.State: SQLConvertible {}

extension IndicatorShareRow {
    fileprivate init(_ row: SQLRow) throws {
        share = try IndicatorShare(
            id: row.get(0), inspection: row.get(1), criterion: row.get(2), organisation: row.get(3), kind: row.get(4),
            dueOn: row.get(5), state: row.get(6), report: row.get(7), returnReason: row.get(8), reportedOn: row.get(9),
            reportedBy: row.get(10), version: row.get(11))
        department = try row.get(12)
        reportedByName = try row.get(13)
        remindedOn = try row.get(14)
        government = try row.get(15)
        governmentName = try row.get(16)
        campaignName = try row.get(17)
        framework = try row.get(18)
        isSubmitted = try row.get(19) as String == "submitted"
        place = try Place(province: row.get(20), city: row.get(21), county: row.get(22), zone: row.get(23))
    }
}
