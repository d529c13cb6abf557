package import SQLCore
package import Supervision

/// An account that is to be made, by the command line or in the browser.
package struct NewAccount: Sendable {
    package let login: String
    package let name: String
    package let role: Role
    /// Code of a region; `000000` is the whole country.
    package let region: String?
    package let organisationCode: String?
    package let password: Password
    package let mustChange: Bool
    /// Of an existing person; nil makes a new one.
    package let person: PersonID?
    /// Waits for a security officer before it opens anything.
    package let needsReview: Bool
    /// It was said that a new person is not the one of the same name who has another duty.
    package let isDistinct: Bool

    package init(
        login: String, name: String, role: Role, region: String?, organisationCode: String?, password: Password,
        mustChange: Bool, person: PersonID? = nil, needsReview: Bool = false, isDistinct: Bool = false
    ) {
        self.login = login
        self.name = name
        self.role = role
        self.region = region
        self.organisationCode = organisationCode
        self.password = password
        self.mustChange = mustChange
        self.person = person
        self.needsReview = needsReview
        self.isDistinct = isDistinct
    }

    /// Stores it with its audit entry, after looking its place up; nobody makes one beyond their own scope.
    package func create(_ act: Act) throws -> AccountID {
        let (scope, place) = try whereabouts(act)
        guard act.viewer.scope.covers(place) else { throw AccountRefusal.outsideScope }
        if let person {
            try Duties.require(role, of: person, in: act.db)
        } else {
            try Duties.requireOther(name, role, saidDistinct: isDistinct, in: act.db)
        }
        let record = AccountRecord(
            id: act.newID(), person: person ?? act.newID(), name: name, login: login, role: role, scope: scope,
            password: password, mustChange: mustChange, isReviewed: !needsReview)
        try Accounts.insert(record, managedIn: place, by: act.viewer.person, at: act.at, in: act.db)
        try act.record(
            "account.created", of: "account", record.id.rawValue, in: place,
            ["role": role.rawValue, "scope": scope.columns.name, "region": region ?? ""])
        return record.id
    }

    private func whereabouts(_ act: Act) throws -> (Scope, Place) {
        if role.belongsToOrganisation {
            let code = organisationCode ?? ""
            let row = try act.db.first("SELECT id FROM organisation WHERE code = \(code)")
            guard let row else { throw AccountRefusal.noOrganisation(code) }
            let scope = Scope.organisation(try row.get(0))
            return (scope, try Place.of(scope, in: act.db))
        }
        if region == "000000" { return (role.seesGrantsOnly ? .granted : .nation, Place()) }
        guard let found = try Place.of(region: region ?? "", in: act.db) else {
            throw AccountRefusal.noRegion(region ?? "")
        }
        return (role.seesGrantsOnly ? .granted : .region(found.level, code: region ?? ""), found.place)
    }
}

/// The three duties that no one person holds two of: running the system, guarding it, and auditing both.
package enum Duties {
    package static let roles: Set<Role> = [.admin, .security, .auditor]

    /// Refuses a duty for a person who has an account with another one.
    package static func require(_ role: Role, of person: PersonID, in db: SQLConnection) throws {
        let held: [Role] = try db.rows("SELECT role FROM account WHERE person_id = \(person)").map { try $0.get(0) }
        if held.isEmpty, try !isKnown(person, in: db) { throw AccountRefusal.noPerson }
        guard roles.contains(role) else { return }
        if held.contains(where: { roles.contains($0) && $0 != role }) { throw AccountRefusal.dutiesApart }
    }

    private static func isKnown(_ person: PersonID, in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM person WHERE id = \(person)") != nil
    }
}
