package import SQLCore
package import Supervision

/// One line of the list of groups.
package struct GroupLine: Sendable, Equatable {
    package let id: String
    package let name: String
    package let kind: OrganisationGroup.Kind
    package let leadName: String
    package let from: Day
    package let until: Day?
    /// Members today.
    package let members: Int
}

/// A group that a unit is or was in.
package struct MembershipLine: Sendable, Equatable {
    package let group: String
    package let name: String
    package let kind: OrganisationGroup.Kind
    package let from: Day
    package let until: Day?
}

/// A unit of a group.
package struct MemberLine: Sendable, Equatable {
    package let id: String
    package let organisation: OrganisationID
    package let name: String
    package let code: String
    package let kind: OrganisationKind
    package let isLead: Bool
    package let from: Day
    package let until: Day?
}

/// Which groups are wanted.
package struct GroupFilter: Sendable, Equatable {
    package var text = ""
    package var kind: OrganisationGroup.Kind?
    /// Those that ended as well.
    package var isAll = false
    package var sort = "name"
    package var isDescending = false

    package init() {}

    package static let sorts = ["name", "members", "from"]
}

/// The organisation_group and group_member tables.
package enum OrganisationGroups {
    package static func list(
        _ filter: GroupFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<GroupLine> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            conditions.append("g.name_folded LIKE \("%\(filter.text.folded.likeEscaped)%") ESCAPE '\\'")
        }
        if let kind = filter.kind { conditions.append("g.kind = \(kind.rawValue)") }
        if !filter.isAll { conditions.append("g.until_day >= \(viewer.day)") }
        let condition = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT g.id, g.name, g.kind, coalesce(o.name, ''), g.from_day, g.until_day, \(count(on: viewer.day)) AS members
            FROM organisation_group g LEFT JOIN organisation o ON o.id = g.lead_id
            WHERE \(condition) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first("SELECT count(*) FROM organisation_group g WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(GroupLine.init), total: total, page: page)
    }

    /// Groups to choose from in a filter.
    package static func choices(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [(id: String, name: String)] {
        try db.rows(
            """
            SELECT g.id, g.name FROM organisation_group g
            WHERE g.until_day >= \(viewer.day) AND \(visible(to: viewer)) ORDER BY g.name LIMIT 300
            """
        ).map { (try $0.get(0), try $0.get(1)) }
    }

    package static func require(
        _ id: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OrganisationGroup {
        let row = try db.first(
            """
            SELECT g.id, g.name, g.kind, g.lead_id, g.from_day, g.until_day, g.note, g.version FROM organisation_group g
            WHERE g.id = \(id) AND \(visible(to: viewer))
            """)
        guard let row, let kind = OrganisationGroup.Kind(rawValue: try row.get(2)) else { throw GroupRefusal.notFound }
        let (from, until): (Day, Day) = (try row.get(4), try row.get(5))
        return try OrganisationGroup(
            id: row.get(0), name: row.get(1), kind: kind, lead: row.get(3),
            validity: Period(from: from, until: until.known) ?? Period(from: from), note: row.get(6),
            version: row.get(7))
    }

    /// Members today first, then those who left.
    package static func members(of id: String, in db: SQLConnection) throws -> [MemberLine] {
        try db.rows(
            """
            SELECT m.id, o.id, o.name, o.code, o.kind, CASE WHEN g.lead_id = o.id THEN 1 ELSE 0 END, m.from_day, m.until_day
            FROM group_member m JOIN organisation o ON o.id = m.organisation_id
                JOIN organisation_group g ON g.id = m.group_id
            WHERE m.group_id = \(id) ORDER BY m.until_day DESC, 6 DESC, o.code, m.id LIMIT 2000
            """
        ).map { row in
            let until: Day = try row.get(7)
            return MemberLine(
                id: try row.get(0), organisation: try row.get(1), name: try row.get(2), code: try row.get(3),
                kind: OrganisationKind(rawValue: try row.get(4)) ?? .other, isLead: try row.get(5) as Int == 1,
                from: try row.get(6), until: until.known)
        }
    }

    package static func memberships(of unit: OrganisationID, in db: SQLConnection) throws -> [MembershipLine] {
        try db.rows(
            """
            SELECT g.id, g.name, g.kind, m.from_day, m.until_day
            FROM group_member m JOIN organisation_group g ON g.id = m.group_id
            WHERE m.organisation_id = \(unit) ORDER BY m.until_day DESC, m.from_day DESC, m.id
            """
        ).map { row in
            MembershipLine(
                group: try row.get(0), name: try row.get(1),
                kind: OrganisationGroup.Kind(rawValue: try row.get(2)) ?? .group, from: try row.get(3),
                until: (try row.get(4) as Day).known)
        }
    }

    /// The condition that a unit is a member today.
    static func has(_ unit: SQL, in group: String, on day: Day) -> SQL {
        """
        \(unit) IN (SELECT m.organisation_id FROM group_member m
            WHERE m.group_id = \(group) AND m.from_day <= \(day) AND m.until_day >= \(day))
        """
    }

    /// The office that keeps it, and those above.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "g.")
    }

    private static func count(on day: Day) -> SQL {
        """
        (SELECT count(*) FROM group_member m
            WHERE m.group_id = g.id AND m.from_day <= \(day) AND m.until_day >= \(day))
        """
    }

    private static func order(_ filter: GroupFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "members": "members\(down), g.id"
        case "from": "g.from_day\(down), g.id"
        default: "g.name\(down), g.id"
        }
    }
}

extension GroupLine {
    fileprivate init(_ row: SQLRow) throws {
        let until: Day = try row.get(5)
        try self.init(
            id: row.get(0), name: row.get(1), kind: OrganisationGroup.Kind(rawValue: row.get(2)) ?? .group,
            leadName: row.get(3), from: row.get(4), until: until.known, members: row.get(6))
    }
}
