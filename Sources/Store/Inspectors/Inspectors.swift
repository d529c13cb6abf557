package import SQLCore
package import Supervision

/// An inspector as stored: the appointment, and whose office gave it.
package struct InspectorRecord: Sendable, Equatable {
    package var inspector: Inspector
    package var phone: String
    package let place: Place
    package var isActive: Bool
    package var version: Int
    /// Logins of this person.
    package let accounts: Int

    package init(
        inspector: Inspector, phone: String, place: Place, isActive: Bool = true, version: Int = 1, accounts: Int = 0
    ) {
        self.inspector = inspector
        self.phone = phone
        self.place = place
        self.isActive = isActive
        self.version = version
        self.accounts = accounts
    }

    package var id: PersonID { inspector.person }

    /// Whether the term has run out although nobody has ended the appointment.
    package func isOverdue(on day: Day) -> Bool { isActive && (inspector.term?.until).map { $0 < day } ?? false }
}

/// What was asked of the list of inspectors.
package struct InspectorFilter: Sendable, Equatable {
    package enum State: String, Sendable { case active, overdue, expiring, ended }
    package enum Order: String, Sendable, CaseIterable { case code, name, until }

    package var text = ""
    package var isFullTime: Bool?
    package var level: InspectorLevel?
    package var state: State?
    /// Only the viewer's own office's, not those of the offices below.
    package var isOwn = false
    package var order = Order.code
    package var isDescending = false

    package init() {}
}

/// The inspector table: people appointed as 督学.
package enum Inspectors {
    package static func list(
        _ filter: InspectorFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<InspectorRecord> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE \(matching) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM inspector i JOIN person p ON p.id = i.person_id WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map(InspectorRecord.init), total: total, page: page)
    }

    package static func find(
        _ id: PersonID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectorRecord? {
        try db.first(
            """
            SELECT \(columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE i.person_id = \(id) AND \(visible(to: viewer))
            """
        ).map(InspectorRecord.init)
    }

    package static func require(
        _ id: PersonID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectorRecord {
        guard let found = try find(id, visibleTo: viewer, in: db) else { throw RegistryRefusal.notFound }
        return found
    }

    /// Who may be sent out on a day: appointed, and within the term.
    package static func serving(on day: Day, visibleTo viewer: Viewer, in db: SQLConnection) throws -> [InspectorRecord]
    {
        try db.rows(
            """
            SELECT \(columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE \(serves("i.", on: day)) AND \(visible(to: viewer)) ORDER BY i.code
            """
        ).map(InspectorRecord.init)
    }

    /// That somebody is appointed, and within the term on a day.
    static func serves(_ alias: SQL, on day: Day) -> SQL {
        """
        \(alias)state = 'active' AND (\(alias)term_until IS NULL OR \(alias)term_until >= \(day))
            AND (\(alias)term_from IS NULL OR \(begins(alias, on: day)) <= \(day))
        """
    }

    /// When the term began that runs on a day: of whoever was renewed ahead that is the term before, of the others the present.
    static func begins(_ alias: SQL, on day: Day) -> SQL {
        """
        coalesce((SELECT max(t.from_day) FROM inspector_term t WHERE t.person_id = \(alias)person_id
            AND t.from_day <= \(day) AND t.until_day >= \(day) AND \(alias)term_from > \(day)), \(alias)term_from)
        """
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: InspectorFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM inspector i JOIN person p ON p.id = i.person_id", matching(filter, viewer))
    }

    private static func matching(_ filter: InspectorFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = "%\(filter.text.normalisedCell.likeEscaped)%"
            conditions.append(
                """
                (p.name LIKE \(part) ESCAPE '\\' OR i.code LIKE \(part) ESCAPE '\\' OR i.employer LIKE \(part) ESCAPE '\\')
                """)
        }
        if let isFullTime = filter.isFullTime { conditions.append(isFullTime ? "i.full_time" : "NOT i.full_time") }
        if let level = filter.level { conditions.append("i.level = \(level.rawValue)") }
        switch filter.state {
        case .active: conditions.append("i.state = 'active'")
        case .ended: conditions.append("i.state = 'ended'")
        case .overdue: conditions.append("i.state = 'active' AND i.term_until < \(viewer.day)")
        case .expiring:
            conditions.append(
                """
                i.state = 'active' AND i.person_id IN (SELECT i.person_id FROM inspector i
                    LEFT JOIN inspector_profile f ON f.person_id = i.person_id WHERE \(expires(by: viewer.day)))
                """)
        case nil: break
        }
        if filter.isOwn { conditions.append(Todos.own(viewer, "i.")) }
        return .joined(conditions, separator: " AND ")
    }

    /// How many days before a term or a certificate ends an office is told.
    package static let warningDays = 60

    /// Whether the term or the certificate ends soon or has ended; the profile is joined as `f`.
    static func expires(by day: Day) -> SQL {
        let limit = day.adding(days: warningDays)
        return "(i.term_until <= \(limit) OR f.certificate_until <= \(limit))"
    }

    private static func order(_ filter: InspectorFilter) -> SQL {
        switch (filter.order, filter.isDescending) {
        case (.code, false): "i.code, i.person_id"
        case (.code, true): "i.code DESC, i.person_id"
        case (.name, false): "p.name, i.person_id"
        case (.name, true): "p.name DESC, i.person_id"
        case (.until, false): "i.term_until NULLS LAST, i.person_id"
        case (.until, true): "i.term_until DESC NULLS LAST, i.person_id"
        }
    }

    /// The office that appointed them sees them, and a person sees the own appointment.
    static func visible(to viewer: Viewer, alias: SQL = "i.") -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { person, _ in "\(alias)person_id = \(person)" })
            .condition(for: viewer, alias: alias)
    }

    static var columns: SQL {
        """
        i.person_id, p.name, p.phone, i.code, i.full_time, i.level, i.certificate, i.employer, i.term_from, i.term_until,
        i.province, i.city, i.county, i.zone, i.state, i.version,
        (SELECT count(*) FROM account a WHERE a.person_id = i.person_id)
        """
    }
}

extension InspectorRecord {
    init(_ row: SQLRow) throws {
        let from: Day? = try row.get(8)
        let until: Day? = try row.get(9)
        let inspector = Inspector(
            person: try row.get(0), name: try row.get(1), code: try row.get(3), isFullTime: try row.get(4),
            level: InspectorLevel(rawValue: try row.get(5)) ?? .county, certificate: try row.get(6),
            employer: try row.get(7), term: from.flatMap { Period(from: $0, until: until) })
        let place = Place(
            province: try row.get(10), city: try row.get(11), county: try row.get(12), zone: try row.get(13))
        self.init(
            inspector: inspector, phone: try row.get(2), place: place, isActive: try row.get(14) == "active",
            version: try row.get(15), accounts: try row.get(16))
    }
}
