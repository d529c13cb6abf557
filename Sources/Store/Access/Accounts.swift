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
    /// False until a security officer has looked at an account that can undo the separation of duties.
    package let isReviewed: Bool

    package init(
        id: AccountID, person: PersonID, name: String, login: String, role: Role, scope: Scope, password: Password,
        mustChange: Bool, active: Bool = true, version: Int = 1, isReviewed: Bool = true
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
        self.isReviewed = isReviewed
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
    /// Administrators of `place`, or else of the scope, manage it. A login that is taken throws
    /// `AccountRefusal.loginTaken`.
    package static func insert(
        _ new: AccountRecord, managedIn place: Place? = nil, by creator: PersonID = "system", at: Instant,
        in db: SQLConnection
    ) throws {
        guard try find(login: new.login, in: db) == nil else { throw AccountRefusal.loginTaken }
        try db.execute(
            """
            INSERT INTO person (id, name, created_at) VALUES (\(new.person), \(new.name), \(at))
            ON CONFLICT (id) DO NOTHING
            """)
        let (scope, region, organisation) = new.scope.columns
        let place = try place ?? Place.of(new.scope, in: db)
        // Who sees only what was granted still belongs to an office, which alone puts them on its teams.
        let home = new.scope == .granted ? place.deepest ?? "" : region
        try db.execute(
            """
            INSERT INTO account (id, person_id, login, login_folded, role, scope, region_code, organisation_id,
                province, city, county, zone, password, must_change, active, created_by, created_at, is_reviewed,
                review_due_to, version)
            VALUES (\(new.id), \(new.person), \(new.login), \(folded(new.login)), \(new.role), \(scope), \(home),
                \(organisation), \(place.province), \(place.city), \(place.county), \(place.zone),
                \(new.password.record), \(new.mustChange), \(new.active), \(creator), \(at), \(new.isReviewed),
                \(creator), \(new.version))
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

    /// A unit's accounts are managed where the unit is.
    static func follow(_ organisation: OrganisationID, to place: Place, in db: SQLConnection) throws {
        try db.execute(
            """
            UPDATE account SET province = \(place.province), city = \(place.city), county = \(place.county),
                zone = \(place.zone)
            WHERE organisation_id = \(organisation)
            """)
    }

    static var tables: SQL { "account a JOIN person p ON p.id = a.person_id" }

    static var columns: SQL {
        """
        a.id, a.person_id, p.name, a.login, a.role, a.scope, a.region_code, a.organisation_id, a.password,
        a.must_change, a.active, a.version, a.is_reviewed
        """
    }

    /// How many columns there are in `columns`.
    static let width = 13
}

extension AccountRecord {
    /// Reads `Accounts.columns`, the first of them at `start`.
    init(_ row: SQLRow, from start: Int) throws {
        self.init(
            id: try row.get(start), person: try row.get(start + 1), name: try row.get(start + 2),
            login: try row.get(start + 3), role: try row.get(start + 4),
            scope: try Scope(name: row.get(start + 5), region: row.get(start + 6), organisation: row.get(start + 7)),
            password: Password(record: try row.get(start + 8)), mustChange: try row.get(start + 9),
            active: try row.get(start + 10), version: try row.get(start + 11), isReviewed: try row.get(start + 12))
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
