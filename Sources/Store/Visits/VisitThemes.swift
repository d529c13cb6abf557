package import SQLCore
package import Supervision

package enum VisitThemeMark {}
package typealias VisitThemeID = Identifier<VisitThemeMark>

/// What inspectors are asked to look at in a month.
package struct VisitTheme: Sendable, Equatable {
    package let id: VisitThemeID
    package var month: Month
    package var title: String
    package var note: String
    package var checklist: FrameworkID?
    /// The checklist's name and version; empty without one.
    package let checklistName: String
    package var isRequired: Bool
    package let publishedAt: Instant?
    package let place: Place
    package let version: Int

    package var isPublished: Bool { publishedAt != nil }
}

/// A theme as somebody typed it.
package struct NewVisitTheme: Sendable, Equatable {
    package let month: Month
    package let title: String
    package let note: String
    package let checklist: FrameworkID?
    package let isRequired: Bool

    package init(month: Month, title: String, note: String, checklist: FrameworkID?, isRequired: Bool) {
        self.month = month
        self.title = title
        self.note = note
        self.checklist = checklist
        self.isRequired = isRequired
    }
}

/// The visit_theme table: the monthly plan.
package enum VisitThemes {
    /// The newest month first.
    package static func list(
        month: Month?, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<VisitTheme> {
        let asked: SQL = month.map { "t.month = \($0.text)" } ?? "true"
        let condition: SQL = "\(try visible(to: viewer, in: db)) AND \(asked)"
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY t.month DESC, t.title, t.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(VisitTheme.init), total: total, page: page)
    }

    package static func require(
        _ id: VisitThemeID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> VisitTheme {
        let row = try db.first(
            "SELECT \(columns) \(tables) WHERE t.id = \(id) AND \(try visible(to: viewer, in: db))")
        guard let row else { throw VisitThemeRefusal.notFound }
        return try VisitTheme(row)
    }

    package static func create(_ new: NewVisitTheme, _ act: Act) throws -> VisitThemeID {
        let place = try Place.of(act.viewer.scope, in: act.db)
        try check(new, at: place, except: nil, act)
        let id: VisitThemeID = act.newID()
        try act.db.execute(
            """
            INSERT INTO visit_theme (id, month, title, note, framework_version_id, is_required, province, city, county,
                zone, created_by, created_at, version)
            VALUES (\(id), \(new.month.text), \(new.title), \(new.note), \(new.checklist), \(new.isRequired),
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.person), \(act.at), 1)
            """)
        try act.record("visit.themeMade", of: "visit-theme", id.rawValue, ["month": new.month.text])
        return id
    }

    /// Changes a theme that inspectors have not got yet.
    package static func amend(_ id: VisitThemeID, _ new: NewVisitTheme, version: Int, _ act: Act) throws {
        let old = try requireOwn(id, act)
        guard !old.isPublished else { throw VisitThemeRefusal.published }
        guard old.version == version else { throw VisitThemeRefusal.stale }
        try check(new, at: old.place, except: id, act)
        try act.db.execute(
            """
            UPDATE visit_theme SET month = \(new.month.text), title = \(new.title), note = \(new.note),
                framework_version_id = \(new.checklist), is_required = \(new.isRequired), version = version + 1
            WHERE id = \(id)
            """)
        try act.record("visit.themeAmended", of: "visit-theme", id.rawValue)
    }

    /// Gives it to the inspectors; from now on visits of that month are compared with it.
    package static func publish(_ id: VisitThemeID, _ act: Act) throws {
        guard try !requireOwn(id, act).isPublished else { throw VisitThemeRefusal.published }
        try act.db.execute(
            "UPDATE visit_theme SET published_at = \(act.at), version = version + 1 WHERE id = \(id)")
        try act.record("visit.themePublished", of: "visit-theme", id.rawValue)
    }

    package static func remove(_ id: VisitThemeID, _ act: Act) throws {
        guard try !requireOwn(id, act).isPublished else { throw VisitThemeRefusal.published }
        try act.db.execute("DELETE FROM visit_theme WHERE id = \(id)")
        try act.record("visit.themeRemoved", of: "visit-theme", id.rawValue)
    }

    /// Published themes of a place and the offices above it, from one month to another.
    package static func published(
        from first: Month, until last: Month, at place: Place, in db: SQLConnection
    ) throws -> [VisitTheme] {
        try db.rows(
            """
            SELECT \(columns) \(tables)
            WHERE t.published_at IS NOT NULL AND t.month >= \(first.text) AND t.month <= \(last.text) AND \(above(place))
            ORDER BY t.month, t.title, t.id LIMIT 100
            """
        ).map(VisitTheme.init)
    }

    /// Whether a visit is what was planned for its month; true where nothing was, or not yet on that day.
    static func covers(_ visit: Visit, at place: Place, in db: SQLConnection) throws -> Bool {
        let end = Instant(milliseconds: ((visit.day.number + 1) * 24 - 8) * 3_600_000)
        let rows = try db.rows(
            """
            SELECT t.title, t.framework_version_id FROM visit_theme t
            WHERE t.month = \(Month(of: visit.day).text) AND t.published_at < \(end)
                AND \(above(place))
            """)
        return try rows.isEmpty
            || rows.contains { row in
                let checklist: FrameworkID? = try row.get(1)
                return try row.get(0) == visit.theme || (checklist != nil && checklist == visit.checklist)
            }
    }

    /// Themes of the place's own office and of those above.
    private static func above(_ place: Place) -> SQL {
        """
        t.province IN ('', \(place.province)) AND t.city IN ('', \(place.city))
            AND t.county IN ('', \(place.county)) AND t.zone IN ('', \(place.zone))
        """
    }

    private static func requireOwn(_ id: VisitThemeID, _ act: Act) throws -> VisitTheme {
        let theme = try require(id, visibleTo: act.viewer, in: act.db)
        guard try theme.place == Place.of(act.viewer.scope, in: act.db) else { throw VisitThemeRefusal.notFound }
        return theme
    }

    private static func check(_ new: NewVisitTheme, at place: Place, except id: VisitThemeID?, _ act: Act) throws {
        if let checklist = new.checklist {
            guard
                try FrameworkVersions.require(checklist, visibleTo: act.viewer, in: act.db).framework.state
                    == .published
            else { throw VisitThemeRefusal.notPublished }
        }
        let taken = try act.db.first(
            """
            SELECT 1 FROM visit_theme t WHERE t.month = \(new.month.text) AND t.title = \(new.title)
                AND t.province = \(place.province) AND t.city = \(place.city) AND t.county = \(place.county)
                AND t.zone = \(place.zone) AND t.id <> \(id?.rawValue ?? "")
            """)
        guard taken == nil else { throw VisitThemeRefusal.taken(new.title) }
    }

    /// What was published for the own office, be it by one above; an office and a leader see those of their region too.
    private static func visible(to viewer: Viewer, in db: SQLConnection) throws -> SQL {
        guard !viewer.role.belongsToOrganisation else { return "false" }
        let given: SQL = "t.published_at IS NOT NULL AND \(above(try VisitOffice.place(of: viewer, in: db)))"
        guard viewer.scope != .granted else { return given }
        let below = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "t.")
        return "(\(below) OR \(given))"
    }

    private static let tables: SQL = """
        FROM visit_theme t LEFT JOIN framework_version w ON w.id = t.framework_version_id
            LEFT JOIN framework f ON f.id = w.framework_id
        """

    private static let columns: SQL = """
        t.id, t.month, t.title, t.note, t.framework_version_id, coalesce(f.name, ''), coalesce(w.number, 0), t.is_required,
        t.published_at, t.province, t.city, t.county, t.zone, t.version
        """
}

extension VisitTheme {
    fileprivate init(_ row: SQLRow) throws {
        let number: Int = try row.get(6)
        let name: String = try row.get(5)
        guard let month = Month(try row.get(1)) else { throw SQLError.unreadable(column: "month") }
        self.init(
            id: try row.get(0), month: month, title: try row.get(2), note: try row.get(3), checklist: try row.get(4),
            checklistName: name.isEmpty ? "" : "\(name)（第\(number)版）", isRequired: try row.get(7),
            publishedAt: try row.get(8),
            place: Place(
                province: try row.get(9), city: try row.get(10), county: try row.get(11), zone: try row.get(12)),
            version: try row.get(13))
    }
}
