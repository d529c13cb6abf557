package import SQLCore
package import Supervision

/// A framework in a list: its newest version that the viewer may see.
package struct FrameworkRow: Sendable, Equatable {
    /// Of that version.
    package let id: FrameworkID
    package let code: String
    package let name: String
    package let isTemplate: Bool
    package let number: Int
    package let state: Framework.State
    package let criteria: Int
    package let createdAt: Instant
    package let publishedAt: Instant?
    /// Campaigns that use any of its versions.
    package let campaigns: Int
}

extension FrameworkRow {
    /// A version that is known already, as a row.
    package init(_ version: FrameworkVersion) {
        let framework = version.framework
        self.init(
            id: version.id, code: framework.code, name: framework.name, isTemplate: framework.isTemplate,
            number: framework.version, state: framework.state, criteria: framework.leaves.count,
            createdAt: version.createdAt, publishedAt: version.publishedAt, campaigns: 0)
    }
}

/// What a list of frameworks was asked for; what is empty asks nothing.
package struct FrameworkFilter: Sendable, Equatable {
    package var text = ""
    package var isTemplate: Bool?
    package var state: Framework.State?
    /// `code`, `name`, `criteria` or `created`.
    package var sort = "code"
    package var isDescending = false

    package init() {}

    package static let sorts = ["code", "name", "criteria", "created"]
}

/// The framework table: what all versions of one share.
package enum Frameworks {
    package static func list(
        _ filter: FrameworkFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<FrameworkRow> {
        let visible = try visible(to: viewer, in: db)
        // A bare conditional of literals would be bound as a text.
        let offered: SQL = maySeeDrafts(viewer) ? "true" : "n.state <> 'draft'"
        let newest: SQL =
            """
            v.number = (SELECT max(n.number) FROM framework_version n WHERE n.framework_id = f.id
                AND \(offered))
            """
        let condition = SQL.joined([visible, newest] + conditions(filter), separator: " AND ")
        let rows = try db.rows(
            """
            SELECT v.id, f.code, f.name, f.is_template, v.number, v.state, v.criteria, v.created_at, v.published_at,
                (SELECT count(*) FROM campaign c JOIN framework_version w ON w.id = c.framework_version_id
                    WHERE w.framework_id = f.id AND \(Campaigns.visible(to: viewer)))
                    + (SELECT count(DISTINCT x.campaign_id) FROM campaign_framework x
                        JOIN campaign c ON c.id = x.campaign_id JOIN framework_version w ON w.id = x.framework_version_id
                        WHERE w.framework_id = f.id AND \(Campaigns.visible(to: viewer))
                            AND c.framework_version_id NOT IN (
                            SELECT o.id FROM framework_version o WHERE o.framework_id = f.id))
            \(FrameworkVersions.tables) WHERE \(condition) ORDER BY \(order(filter)), v.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) \(FrameworkVersions.tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(FrameworkRow.init), total: total, page: page)
    }

    /// Published versions by which a campaign may go: the office's own and those from above, no templates.
    package static func published(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [FrameworkRow] {
        let rows = try db.rows(
            """
            SELECT v.id, f.code, f.name, f.is_template, v.number, v.state, v.criteria, v.created_at, v.published_at, 0
            \(FrameworkVersions.tables)
            WHERE \(try visible(to: viewer, in: db)) AND v.state = 'published' AND NOT f.is_template
            ORDER BY f.code, v.number DESC
            """)
        return try rows.map(FrameworkRow.init)
    }

    private static func conditions(_ filter: FrameworkFilter) -> [SQL] {
        var conditions: [SQL] = []
        if let isTemplate = filter.isTemplate { conditions.append("f.is_template = \(isTemplate)") }
        if let state = filter.state { conditions.append("v.state = \(state)") }
        if !filter.text.isEmpty {
            let pattern = LikePattern.containing(filter.text)
            conditions.append("(f.name LIKE \(pattern) ESCAPE '\\' OR f.code LIKE \(pattern) ESCAPE '\\')")
        }
        return conditions
    }

    private static func order(_ filter: FrameworkFilter) -> SQL {
        let column: SQL =
            switch filter.sort {
            case "name": "f.name"
            case "criteria": "v.criteria"
            case "created": "v.created_at"
            default: "f.code"
            }
        return filter.isDescending ? "\(column) DESC" : "\(column)"
    }
}

extension Frameworks {
    /// What a viewer may see: templates, an office's own, and those of the offices above and below it.
    ///
    /// Units and teams see what their inspections go by. Drafts are for offices alone.
    static func visible(to viewer: Viewer, in db: SQLConnection) throws -> SQL {
        let drafts: SQL = maySeeDrafts(viewer) ? "true" : "v.state <> 'draft'"
        switch viewer.scope {
        case .nation: return drafts
        case .region(_, let code):
            let own = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
                .condition(for: viewer, alias: "f.")
            let above = try place(of: code, in: db).above.map { place -> SQL in
                "(\(place.province), \(place.city), \(place.county), \(place.zone))"
            }
            return """
                \(drafts) AND (f.is_template OR \(own)
                    OR (v.state <> 'draft'
                        AND (f.province, f.city, f.county, f.zone) IN (VALUES \(SQL.joined(above, separator: ", ")))))
                """
        case .organisation, .granted:
            return """
                \(drafts) AND EXISTS (SELECT 1 FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                    WHERE (c.framework_version_id = v.id OR EXISTS (SELECT 1 FROM campaign_framework x
                        WHERE x.campaign_id = c.id AND x.framework_version_id = v.id))
                        AND \(Inspections.visible(to: viewer)))
                """
        }
    }

    static func maySeeDrafts(_ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) || viewer.role == .admin
    }

    /// The office of a region, as the columns that its own rows carry.
    static func place(of code: String, in db: SQLConnection) throws -> Place {
        Place(ScopeColumns(region: code, in: try Regions.chain(of: code, in: db)))
    }

    static func place(of scope: Scope, in db: SQLConnection) throws -> Place {
        guard case .region(_, let code) = scope else { return Place() }
        return try place(of: code, in: db)
    }
}

extension Place {
    /// The places of the offices above, from the nation down.
    var above: [Place] {
        [
            Place(), Place(province: province), Place(province: province, city: city),
            Place(province: province, city: city, county: county),
        ].filter { $0 != self }
    }
}

extension FrameworkRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), code: row.get(1), name: row.get(2), isTemplate: row.get(3), number: row.get(4),
            state: row.get(5), criteria: row.get(6), createdAt: row.get(7), publishedAt: row.get(8),
            campaigns: row.get(9))
    }
}
