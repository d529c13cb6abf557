package import SQLCore
package import Supervision

/// A login as it is stored.
package struct AccountRecord: Sendable, Equatable {
    package let id: AccountID
    package let person: PersonID
    package let name: String
    package let login: String
    package let role: Role
    package let scope: Scope
    package let password: Password
    package let mustChange: Bool
    package let active: Bool
    package let version: Int

    package init(
        id: AccountID, person: PersonID, name: String, login: String, role: Role, scope: Scope, password: Password,
        mustChange: Bool, active: Bool = true, version: Int = 1
    ) {
        self.id = id
        self.person = person
        self.name = name
        self.login = login
        self.role = role
        self.scope = scope
        self.password = password
        self.mustChange = mustChange
        self.active = active
        self.version = version
    }

    package func viewer(on day: Day) -> Viewer {
        Viewer(account: id, person: person, name: name, role: role, scope: scope, day: day)
    }
}

/// The account and person tables.
package enum Accounts {
    /// How a login is compared: without case and outer spaces.
    package static func folded(_ login: String) -> String {
        login.lowercased().filter { !$0.isWhitespace }
    }

    package static func find(login: String, in db: SQLConnection) throws -> AccountRecord? {
        try db.first("SELECT \(columns) FROM \(tables) WHERE a.login_folded = \(folded(login))").map(AccountRecord.init)
    }

    package static func find(_ id: AccountID, in db: SQLConnection) throws -> AccountRecord? {
        try db.first("SELECT \(columns) FROM \(tables) WHERE a.id = \(id)").map(AccountRecord.init)
    }

    /// Stores a new account and, unless they are known already, its person.
    ///
    /// A login that is taken throws `AccountRefusal.loginTaken`.
    package static func insert(_ new: AccountRecord, at: Instant, in db: SQLConnection) throws {
        guard try find(login: new.login, in: db) == nil else { throw AccountRefusal.loginTaken }
        try db.execute(
            """
            INSERT INTO person (id, name, created_at) VALUES (\(new.person), \(new.name), \(at))
            ON CONFLICT (id) DO NOTHING
            """)
        let (scope, region, organisation) = new.scope.columns
        try db.execute(
            """
            INSERT INTO account (id, person_id, login, login_folded, role, scope, region_code, organisation_id,
                password, must_change, active, created_at, version)
            VALUES (\(new.id), \(new.person), \(new.login), \(folded(new.login)), \(new.role), \(scope), \(region),
                \(organisation), \(new.password.record), \(new.mustChange), \(new.active), \(at), \(new.version))
            """)
    }

    /// Sets a new password and ends every session of the account.
    package static func setPassword(
        _ password: Password, mustChange: Bool, of id: AccountID, in db: SQLConnection
    ) throws {
        try db.execute(
            """
            UPDATE account SET password = \(password.record), must_change = \(mustChange), version = version + 1
            WHERE id = \(id)
            """)
        try Sessions.deleteAll(of: id, in: db)
    }

    static var tables: SQL { "account a JOIN person p ON p.id = a.person_id" }

    static var columns: SQL {
        """
        a.id, a.person_id, p.name, a.login, a.role, a.scope, a.region_code, a.organisation_id, a.password,
        a.must_change, a.active, a.version
        """
    }
}

extension AccountRecord {
    /// Reads `Accounts.columns`, the first of them at `start`.
    init(_ row: SQLRow, from start: Int) throws {
        self.init(
            id: try row.get(start), person: try row.get(start + 1), name: try row.get(start + 2),
            login: try row.get(start + 3), role: try row.get(start + 4),
            scope: try Scope(name: row.get(start + 5), region: row.get(start + 6), organisation: row.get(start + 7)),
            password: Password(record: try row.get(start + 8)), mustChange: try row.get(start + 9),
            active: try row.get(start + 10), version: try row.get(start + 11))
    }

    init(_ row: SQLRow) throws {
        try self.init(row, from: 0)
    }
}

extension Scope {
    /// The columns scope, region_code and organisation_id.
    package var columns: (name: String, region: String, organisation: OrganisationID?) {
        switch self {
        case .nation: ("nation", "", nil)
        case .region(let level, let code): (level.rawValue, code, nil)
        case .organisation(let id): ("organisation", "", id)
        case .granted: ("granted", "", nil)
        }
    }

    init(name: String, region: String, organisation: OrganisationID?) throws {
        switch name {
        case "nation": self = .nation
        case "granted": self = .granted
        case "organisation":
            guard let organisation else { throw SQLError.unreadable(column: "organisation_id") }
            self = .organisation(organisation)
        default:
            guard let level = RegionLevel(rawValue: name) else { throw SQLError.unreadable(column: "scope") }
            self = .region(level, code: region)
        }
    }
}

package enum AccountRefusal: Refusal, Equatable {
    case loginTaken, notFound, stale
    case noRegion(String)
    case noOrganisation(String)

    package var code: String {
        switch self {
        case .loginTaken: "account.loginTaken"
        case .notFound: "account.notFound"
        case .stale: "account.stale"
        case .noRegion: "account.noRegion"
        case .noOrganisation: "account.noOrganisation"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .loginTaken, .noRegion, .noOrganisation: .invalid
        case .notFound: .notFound
        case .stale: .conflict
        }
    }

    package var message: String {
        switch self {
        case .loginTaken: "这个登录名已被使用，请换一个。"
        case .notFound: "没有这个账号。"
        case .stale: "这个账号刚被他人修改，请刷新后再试。"
        case .noRegion(let code): "没有代码为“\(code)”的行政区，请核对区划代码。"
        case .noOrganisation(let code): "没有代码为“\(code)”的单位，请先导入单位。"
        }
    }
}
