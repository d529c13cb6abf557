import Hummingbird
import Office
import Store
import Supervision

/// `/accounts`: administrators make, close and reset them; security officers review, unlock and end sessions.
enum AccountRoutes {
    private static let readers = Audience.roles([.admin, .security])
    private static let administrators = Audience.roles([.admin])
    private static let guards = Audience.roles([.security])

    static func register(on site: inout Sitemap) {
        site.get("/accounts", readers, list)
        site.get("/accounts/export.xlsx", readers, export)
        site.get("/accounts/new", administrators, blank)
        site.post("/accounts", administrators, create)
        site.get("/accounts/:id", readers, show)
        site.post("/accounts/:id/password", administrators, reset)
        site.post("/accounts/:id/state", administrators) { call, sent in
            let active = sent.fields.text("active") == "yes"
            return try await change(call, sent) { try Accounts.set(active: active, $0, version: $1, $2) }
        }
        site.post("/accounts/:id/review", guards) { call, sent in
            try await change(call, sent) { try Accounts.review($0, version: $1, $2) }
        }
        site.post("/accounts/:id/factor-reset", guards) { call, sent in
            try await change(call, sent, done: "factorReset") { try Accounts.resetFactor($0, version: $1, $2) }
        }
        site.post("/accounts/:id/sign-out", guards) { call, sent in
            try await change(call, sent) { id, _, act in try Accounts.endSessions(id, act) }
        }
        site.post("/accounts/:id/unlocking", guards) { call, sent in
            try await change(call, sent) { id, _, act in try Accounts.unlock(id, act) }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/accounts", call.query)
        let filter = AccountFilter(address)
        let listing = try await call.read { db in
            try Accounts.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(AccountsPage(listing, at: address, canCreate: call.viewer.role == .admin))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = AccountFilter(ListAddress("/accounts", call.query))
        let columns: [SheetLayout.Column] = [
            .init("登录名"), .init("姓名"), .init("角色", width: 16), .init("范围", width: 24), .init("状态"),
            .init("最近在线", width: 20), .init("建立", width: 20),
        ]
        let export = SheetExport(title: "账号", columns: columns) { page in
            try await call.read { db in try Accounts.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.login), .text(row.name), .text(row.role.label), .text(row.placeLabel),
                .text(row.stateLabel), .text(row.seenAt?.chinese ?? ""), .text(row.createdAt.chinese),
            ]
        }
        return try await export.response(named: "账号")
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: AccountID = call.id()
        return call.page(try await page(of: id, call))
    }

    private static func page(of id: AccountID, _ call: Call, problem: String? = nil) async throws -> AccountPage {
        let now = call.services.now()
        return try await call.read { db in
            let account = try Accounts.require(id, visibleTo: call.viewer, in: db)
            return AccountPage(
                account: account, others: try Accounts.others(of: account, visibleTo: call.viewer, in: db),
                locks: try SignIns.locks(of: account.login, at: now, in: db),
                hasFactor: try SecondFactors.state(of: id, in: db).isOn, viewer: call.viewer, problem: problem)
        }
    }

    /// One change of one account, back to its page.
    private static func change(
        _ call: Call, _ sent: Submission, done: String = "saved",
        _ body: @escaping @Sendable (AccountID, Int, Act) throws -> Void
    ) async throws -> Response {
        let id: AccountID = call.id()
        let version = sent.fields.number("version") ?? 0
        return try await call.change(sent, again: { try await again(id, call, $0) }) { act in
            try body(id, version, act)
            return "/accounts/\(id)?done=\(done)"
        }
    }

    /// The account's page with the reason; what is not there stays not there.
    private static func again(_ id: AccountID, _ call: Call, _ refusal: any Refusal) async throws -> Response {
        guard refusal.kind != .notFound else { throw refusal }
        return call.page(try await page(of: id, call, problem: refusal.message), status: refusal.status)
    }

    private static func blank(_ call: Call) async throws -> Response {
        call.page(try await form(call, fields: call.query))
    }

    private static func form(
        _ call: Call, fields: Fields, problems: [String: String] = [:], problem: String? = nil
    ) async throws -> NewAccountPage {
        let person = PersonID(fields.text("person"))
        let search = fields.text("search")
        return try await call.read { db in
            let (region, unit) = (fields.text("region"), fields.text("organisation"))
            let regions = try AccountPlaces.regions(fields.text("find-region"), visibleTo: call.viewer, in: db)
            let units = try AccountPlaces.units(fields.text("find-organisation"), visibleTo: call.viewer, in: db)
            return NewAccountPage(
                fields: fields, problems: problems, problem: problem,
                person: person.rawValue.isEmpty ? nil : try People.find(person, visibleTo: call.viewer, in: db),
                search: search,
                found: search.isEmpty ? [] : try People.search(search, visibleTo: call.viewer, in: db),
                regions: regions.with(try AccountPlaces.region(region, in: db)),
                units: units.with(try AccountPlaces.unit(unit, visibleTo: call.viewer, in: db)))
        }
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        if sent.fields.text("step") == "find" { return call.page(try await form(call, fields: sent.fields)) }
        do {
            let form = try AccountForm(sent.fields)
            if let person = form.person {
                let isKnown = try await call.read { try People.find(person, visibleTo: call.viewer, in: $0) != nil }
                guard isKnown else { throw AccountRefusal.noPerson }
            }
            let password = OneTimePassword.random()
            let new = form.account(try await hashed(password, call))
            return try await once(call, sent, login: new.login, password) { act in try new.create(act) }
        } catch let refusal as FormRefusal {
            let page = try await form(call, fields: sent.fields, problems: refusal.problems)
            return call.page(page, status: .unprocessableContent)
        } catch let refusal as AccountRefusal {
            let page = try await form(call, fields: sent.fields, problem: refusal.message)
            return call.page(page, status: refusal.status)
        }
    }

    private static func reset(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: AccountID = call.id()
        let version = sent.fields.number("version") ?? 0
        let account = try await call.read { try Accounts.require(id, visibleTo: call.viewer, in: $0) }
        let password = OneTimePassword.random()
        let record = try await hashed(password, call)
        do {
            return try await once(call, sent, login: account.login, password) { act in
                try Accounts.reset(id, to: record, version: version, act)
                return id
            }
        } catch let refusal as AccountRefusal {
            return try await again(id, call, refusal)
        }
    }

    private static func hashed(_ password: String, _ call: Call) async throws -> Password {
        let cost = call.services.settings.scryptCost
        return try await call.services.passwords.run { try Password.hashed(password, cost: cost) }
    }

    /// Shows the password in the answer itself, the only time; a repeated request cannot show it again.
    ///
    /// The stored result carries a mark of the attempt that was carried out, never the password.
    private static func once(
        _ call: Call, _ sent: Submission, login: String, _ password: String,
        _ body: @escaping @Sendable (Act) throws -> AccountID
    ) async throws -> Response {
        let attempt = call.services.newID()
        let result = try await call.perform(sent) { act in "\(try body(act)) \(attempt)" }
        let parts = result.split(separator: " ").map(String.init)
        let isFirst = parts.last == attempt
        return call.page(
            OneTimePasswordPage(account: parts.first ?? "", login: login, password: isFirst ? password : nil))
    }
}

extension [PlaceChoice] {
    /// With what was chosen before, first.
    fileprivate func with(_ chosen: PlaceChoice?) -> [PlaceChoice] {
        guard let chosen, !contains(where: { $0.code == chosen.code }) else { return self }
        return [chosen] + self
    }
}

extension AccountFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        role = Role(rawValue: address.filter("role"))
        state = State(rawValue: address.filter("state"))
        (sort, isDescending) = address.sort(AccountFilter.sorts)
    }
}
