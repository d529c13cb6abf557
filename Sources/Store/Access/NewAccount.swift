import SQLCore
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

    package init(
        login: String, name: String, role: Role, region: String?, organisationCode: String?, password: Password,
        mustChange: Bool, person: PersonID? = nil
    ) {
        self.login = login
        self.name = name
        self.role = role
        self.region = region
        self.organisationCode = organisationCode
        self.password = password
        self.mustChange = mustChange
        self.person = person
    }

    /// Stores it with its audit entry, after looking its place up.
    package func create(_ act: Act) throws -> AccountID {
        let scope = try scope(act)
        let record = AccountRecord(
            id: act.newID(), person: person ?? act.newID(), name: name, login: login, role: role, scope: scope,
            password: password, mustChange: mustChange)
        try Accounts.insert(record, at: act.at, in: act.db)
        try act.record(
            "account.created", of: "account", record.id.rawValue, in: Place(scope),
            ["role": role.rawValue, "scope": scope.columns.name, "region": region ?? ""])
        return record.id
    }

    private func scope(_ act: Act) throws -> Scope {
        if role.belongsToOrganisation {
            let row = try act.db.first("SELECT id FROM organisation WHERE code = \(organisationCode ?? "")")
            guard let row else { throw AccountRefusal.noOrganisation(organisationCode ?? "") }
            return .organisation(try row.get(0))
        }
        if role.seesGrantsOnly { return .granted }
        if region == "000000" { return .nation }
        let row = try act.db.first("SELECT level FROM region WHERE code = \(region ?? "")")
        guard let row else { throw AccountRefusal.noRegion(region ?? "") }
        return .region(try row.get(0), code: region ?? "")
    }
}
