import HTTPTypes
import Hummingbird
import SQLCore
import Store
import Supervision

/// One attempt to sign in: counted, as slow for an unknown login as for a wrong password, and audited.
struct SignIn: Sendable {
    let guest: Guest

    /// The new session's token, the browser's device token, and whether a second factor is still to come.
    func attempt(login: String, password: String) async throws -> (token: String, device: String, needsCode: Bool) {
        let services = guest.services
        let now = services.now()
        let device = guest.request.cookies[DeviceCookie.name]?.value
        let address = guest.address
        let (account, keys) = try await services.database.read { db in
            let known = try device.map { try SignIns.knows(device: $0, login: login, in: db) } ?? false
            let keys = SignIns.keys(login: login, address: address, device: known ? device : nil)
            try SignIns.check(keys, at: now, in: db)
            return (try Accounts.find(login: login, in: db), keys)
        }
        // One hash whatever is wrong, so that the time taken says nothing about which logins exist.
        let fits = try await matches(account?.password ?? decoy, String(password.prefix(1_000)))
        guard let account, fits, password.count <= 1_000 else {
            try await services.database.write(.relaxed) { db in
                try SignIns.failed(keys, login: login, at: now, in: db)
            }
            throw SignInRefusal.wrong
        }
        guard account.active else { throw SignInRefusal.disabled }
        guard account.isReviewed else { throw SignInRefusal.notReviewed }
        return try await open(account, keys: keys, device: device, at: now)
    }

    /// A new session with a new token, whatever the browser held before.
    private func open(
        _ account: AccountRecord, keys: [String], device: String?, at now: Instant
    ) async throws -> (token: String, device: String, needsCode: Bool) {
        let token = Sessions.newToken()
        let csrf = Sessions.newToken()
        let device = device ?? Sessions.newToken()
        let old = guest.token
        let change = Change(
            command: guest.services.newID(), digest: "sign-in", viewer: account.viewer(on: guest.services.today()),
            at: now)
        let origin = SessionOrigin(device: DeviceName.of(guest.request.headers[.userAgent]), address: guest.address)
        let needsCode = try await guest.services.database.write(.relaxed) { db in
            if let old { try Sessions.delete(token: old, in: db) }
            try SignIns.succeeded(keys, in: db)
            try SignIns.remember(device: device, of: account.id, at: now, in: db)
            let needsCode = try SecondFactors.state(of: account.id, in: db).isOn
            try Sessions.insert(
                token: token, csrf: csrf, account: account.id, needsCode: needsCode, from: origin, at: now, in: db)
            if !needsCode { try Act(change, in: db).record("account.signedIn", of: "account", account.id.rawValue) }
            return needsCode
        }
        return (token, device, needsCode)
    }

    private func matches(_ record: Password, _ text: String) async throws -> Bool {
        try await guest.services.passwords.run { try record.matches(text) }
    }

    /// A record to compare with when there is no account, so that both take as long.
    private var decoy: Password {
        let zeros = String(repeating: "0", count: 64)
        return Password(record: "scrypt$\(guest.services.settings.scryptCost)$8$1$\(zeros.prefix(32))$\(zeros)")
    }
}
