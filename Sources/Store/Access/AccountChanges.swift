import SQLCore
package import Supervision

/// What administrators and security officers do to accounts, each with its audit entry.
extension Accounts {
    /// Gives a password that opens the account once, until its person has set another.
    ///
    /// The sessions end. An account of one of the three duties waits for a security officer again, or an
    /// administrator could become the auditor by resetting the auditor's password.
    package static func reset(_ id: AccountID, to password: Password, version: Int, _ act: Act) throws {
        let account = try changeable(id, version: version, act)
        try setPassword(password, mustChange: true, of: id, in: act.db)
        if Duties.roles.contains(account.role) {
            try act.db.execute(
                "UPDATE account SET is_reviewed = false, review_due_to = \(act.viewer.person) WHERE id = \(id)")
        }
        try record("account.passwordReset", account, act)
    }

    /// Opens or closes an account; closing ends its sessions.
    package static func set(active: Bool, _ id: AccountID, version: Int, _ act: Act) throws {
        let account = try changeable(id, version: version, act)
        try act.db.execute("UPDATE account SET active = \(active), version = version + 1 WHERE id = \(id)")
        if !active { try Sessions.deleteAll(of: id, in: act.db) }
        try record(active ? "account.enabled" : "account.disabled", account, act)
    }

    /// A security officer lets a duty's account in; not the person who made it or reset its password.
    package static func review(_ id: AccountID, version: Int, _ act: Act) throws {
        let account = try changeable(id, version: version, act)
        let maker: PersonID? = try act.db.first("SELECT review_due_to FROM account WHERE id = \(id)")?.get(0)
        guard maker != act.viewer.person else { throw AccountRefusal.reviewedByMaker }
        try act.db.execute("UPDATE account SET is_reviewed = true, version = version + 1 WHERE id = \(id)")
        try record("account.reviewed", account, act)
    }

    /// Ends every session of the account.
    package static func endSessions(_ id: AccountID, _ act: Act) throws {
        let account = try require(id, visibleTo: act.viewer, in: act.db)
        try Sessions.deleteAll(of: id, in: act.db)
        try record("account.sessionsEnded", account, act)
    }

    /// Forgets failed sign-ins, so that the person can try again at once.
    package static func unlock(_ id: AccountID, _ act: Act) throws {
        let account = try require(id, visibleTo: act.viewer, in: act.db)
        try SignIns.unlock(account.login, in: act.db)
        try record("account.unlocked", account, act)
    }

    /// The account as the person who decided saw it; never their own.
    static func changeable(_ id: AccountID, version: Int, _ act: Act) throws -> AccountRow {
        let account = try require(id, visibleTo: act.viewer, in: act.db)
        guard account.id != act.viewer.account else { throw AccountRefusal.ownAccount }
        guard account.version == version else { throw AccountRefusal.stale }
        return account
    }

    static func record(_ action: String, _ account: AccountRow, _ act: Act) throws {
        let row = try act.db.first("SELECT province, city, county, zone FROM account WHERE id = \(account.id)")
        let place = try row.map {
            try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3))
        }
        try act.record(
            action, of: "account", account.id.rawValue, in: place, ["role": account.role.rawValue])
    }
}
