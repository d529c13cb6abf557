package import SQLCore
package import Supervision

/// One account as those who manage accounts read it; holds nothing with which somebody could sign in.
package struct AccountRow: Sendable, Equatable {
    package let id: AccountID
    package let person: PersonID
    package let name: String
    package let login: String
    package let role: Role
    /// The name of the region or organisation that it sees; empty for the nation or for grants.
    package let place: String
    package let scope: String
    package let isActive: Bool
    package let isReviewed: Bool
    package let createdAt: Instant
    package let version: Int
    /// When a browser that is still signed in was last seen.
    package let seenAt: Instant?
}

/// Which accounts are wanted.
package struct AccountFilter: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable { case active, disabled, review }

    package var text = ""
    package var role: Role?
    package var state: State?
    package var sort = "login"
    package var isDescending = false

    package init() {}

    /// The columns by which accounts sort.
    package static let sorts = ["login", "name", "role", "created"]
}

extension Accounts {
    /// The accounts that `viewer` manages or guards.
    package static func list(
        _ filter: AccountFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<AccountRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(rowColumns) FROM \(rowTables) WHERE \(condition)
            ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM \(tables) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(AccountRow.init), total: total, page: page)
    }

    /// One of the accounts that `viewer` manages or guards; what is not theirs is refused as not there.
    package static func require(
        _ id: AccountID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> AccountRow {
        let row = try db.first(
            "SELECT \(rowColumns) FROM \(rowTables) WHERE a.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw AccountRefusal.notFound }
        return try AccountRow(row)
    }

    /// The other accounts of the same person, since four eyes are two persons and not two logins.
    package static func others(
        of account: AccountRow, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [AccountRow] {
        try db.rows(
            """
            SELECT \(rowColumns) FROM \(rowTables)
            WHERE a.person_id = \(account.person) AND a.id <> \(account.id) AND \(visible(to: viewer)) ORDER BY a.login
            """
        ).map(AccountRow.init)
    }

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "a.")
    }

    private static func matching(_ filter: AccountFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let login = "%\(escaped(folded(filter.text)))%"
            let name = "%\(escaped(filter.text))%"
            conditions.append("(a.login_folded LIKE \(login) ESCAPE '\\' OR p.name LIKE \(name) ESCAPE '\\')")
        }
        if let role = filter.role { conditions.append("a.role = \(role)") }
        switch filter.state {
        case .active: conditions.append("a.active AND a.is_reviewed")
        case .disabled: conditions.append("NOT a.active")
        case .review: conditions.append("a.active AND NOT a.is_reviewed")
        case nil: break
        }
        return .joined(conditions, separator: " AND ")
    }

    /// A person's text as LIKE takes it literally.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += "%_\\".contains($1) ? "\\\($1)" : "\($1)" }
    }

    private static func order(_ filter: AccountFilter) -> SQL {
        let column: SQL =
            switch filter.sort {
            case "name": "p.name"
            case "role": "a.role"
            case "created": "a.created_at"
            default: "a.login_folded"
            }
        return filter.isDescending ? "\(column) DESC, a.id DESC" : "\(column), a.id"
    }

    private static var rowTables: SQL {
        "\(tables) LEFT JOIN region r ON r.code = a.region_code LEFT JOIN organisation o ON o.id = a.organisation_id"
    }

    private static var rowColumns: SQL {
        """
        a.id, a.person_id, p.name, a.login, a.role, coalesce(o.name, r.name, a.region_code), a.scope, a.active,
        a.is_reviewed, a.created_at, a.version, (SELECT max(s.seen_at) FROM session s WHERE s.account_id = a.id)
        """
    }
}

extension AccountRow {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            id: row.get(0), person: row.get(1), name: row.get(2), login: row.get(3), role: row.get(4),
            place: row.get(5), scope: row.get(6), isActive: row.get(7), isReviewed: row.get(8),
            createdAt: row.get(9), version: row.get(10), seenAt: row.get(11))
    }
}
