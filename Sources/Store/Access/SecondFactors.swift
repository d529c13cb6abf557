import Crypto
package import SQLCore
package import Supervision

/// How far an account's second factor is.
package struct FactorState: Sendable, Equatable {
    /// Shown once more while it is being set up; nil once it is confirmed.
    package let pending: TimeCode?
    package let confirmedAt: Instant?
    /// Recovery codes that were not used yet.
    package let codesLeft: Int

    package var isOn: Bool { confirmedAt != nil }
}

/// The second_factor and recovery_code tables.
package enum SecondFactors {
    package static let recoveryCodes = 10

    package static func state(of account: AccountID, in db: SQLConnection) throws -> FactorState {
        let row = try db.first("SELECT secret, confirmed_at FROM second_factor WHERE account_id = \(account)")
        let left: Int =
            try db.first(
                "SELECT count(*) FROM recovery_code WHERE account_id = \(account) AND used_at IS NULL")?.get(0) ?? 0
        guard let row else { return FactorState(pending: nil, confirmedAt: nil, codesLeft: left) }
        let confirmedAt: Instant? = try row.get(1)
        return FactorState(
            pending: confirmedAt == nil ? TimeCode(base32: try row.get(0)) : nil, confirmedAt: confirmedAt,
            codesLeft: left)
    }

    /// A new secret, which counts once the first code is right; one that counts already is not replaced.
    package static func begin(_ secret: TimeCode, _ act: Act) throws {
        guard FactorPolicy.roles.contains(act.viewer.role) else { throw SecondFactorRefusal.notForRole }
        let account = act.viewer.account
        guard try !state(of: account, in: act.db).isOn else { throw SecondFactorRefusal.setAlready }
        try act.db.execute(
            """
            INSERT INTO second_factor (account_id, secret, begun_at, last_step)
            VALUES (\(account), \(secret.base32), \(act.at), 0)
            ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
            """)
        try act.record("factor.begun", of: "account", account.rawValue)
    }

    /// The first right code.
    ///
    /// From now on the account needs one to sign in; every other browser is signed out.
    package static func confirm(_ typed: String, codes: [String], keeping token: String, _ act: Act) throws {
        let account = act.viewer.account
        guard let pending = try state(of: account, in: act.db).pending else { throw SecondFactorRefusal.notBegun }
        let step = try pending.step(matching: typed, at: act.at, after: 0)
        try act.db.execute(
            """
            UPDATE second_factor SET confirmed_at = \(act.at), last_step = \(step) WHERE account_id = \(account)
            """)
        try store(codes, of: account, in: act.db)
        try Sessions.deleteAll(of: account, except: token, in: act.db)
        try act.record("factor.confirmed", of: "account", account.rawValue)
    }

    /// Takes a code of the phone or a recovery code, each once.
    ///
    /// A wrong one is to be counted by the caller, outside this transaction, which a refusal undoes.
    package static func prove(_ typed: String, of account: AccountID, at: Instant, in db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT secret, last_step FROM second_factor WHERE account_id = \(account) AND confirmed_at IS NOT NULL
            """)
        guard let row, let code = TimeCode(base32: try row.get(0)) else { throw SecondFactorRefusal.notSet }
        if typed.filter({ $0.isLetter }).isEmpty {
            let step = try code.step(matching: typed, at: at, after: try row.get(1))
            let changed = try db.execute(
                """
                UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)
                """)
            guard changed == 1 else { throw SecondFactorRefusal.codeUsed }
        } else {
            let changed = try db.execute(
                """
                UPDATE recovery_code SET used_at = \(at)
                WHERE account_id = \(account) AND code_hash = \(hash(typed)) AND used_at IS NULL
                """)
            guard changed == 1 else { throw SecondFactorRefusal.wrongCode }
        }
    }

    /// New recovery codes instead of all old ones.
    package static func renew(_ codes: [String], _ act: Act) throws {
        let account = act.viewer.account
        guard try state(of: account, in: act.db).isOn else { throw SecondFactorRefusal.notSet }
        try store(codes, of: account, in: act.db)
        try act.record("factor.codesRenewed", of: "account", account.rawValue)
    }

    /// The person's own wish, where the deployment does not demand it.
    package static func remove(_ act: Act) throws {
        let policy = try DeploymentSettings.factorPolicy(in: act.db)
        guard !policy.demands(of: act.viewer.role, hasFactor: false) else { throw SecondFactorRefusal.demanded }
        try delete(of: act.viewer.account, in: act.db)
        try act.record("factor.removed", of: "account", act.viewer.account.rawValue)
    }

    static func delete(of account: AccountID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        let gone = try db.execute("DELETE FROM second_factor WHERE account_id = \(account)")
        guard gone == 1 else { throw SecondFactorRefusal.notSet }
    }

    private static func store(_ codes: [String], of account: AccountID, in db: SQLConnection) throws {
        try db.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        for code in codes {
            try db.execute("INSERT INTO recovery_code (account_id, code_hash) VALUES (\(account), \(hash(code)))")
        }
    }

    private static func hash(_ code: String) -> String {
        sha256(code.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension Accounts {
    /// A security officer takes the second factor of a lost phone away; never of their own account, never the person
    /// who made the account or reset its password.
    package static func resetFactor(_ id: AccountID, version: Int, _ act: Act) throws {
        let account = try changeable(id, version: version, act)
        let maker: PersonID? = try act.db.first("SELECT review_due_to FROM account WHERE id = \(id)")?.get(0)
        guard maker != act.viewer.person else { throw SecondFactorRefusal.byMaker }
        try SecondFactors.delete(of: id, in: act.db)
        try Sessions.deleteAll(of: id, in: act.db)
        try act.db.execute("UPDATE account SET version = version + 1 WHERE id = \(id)")
        try record("account.factorReset", account, act)
    }
}

extension DeploymentSettings {
    /// Whether the second factor is demanded: `required` or `optional`.
    package static let factor = "security.factor"
    /// Minutes after which closing and approving ask for the password or a code again.
    package static let proofMinutes = "security.proof"

    package static func factorPolicy(in db: SQLConnection) throws -> FactorPolicy {
        try value(of: factor, in: db).flatMap(FactorPolicy.init) ?? .optional
    }
}
