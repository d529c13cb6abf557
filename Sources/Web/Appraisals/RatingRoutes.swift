import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors/ratings`: an office asks, schools answer; teachers use `/ratings/:code`.
enum RatingRoutes {
    static func register(on site: inout Sitemap) {
        let (readers, keepers) = (AppraisalRoutes.readers, Audience.roles(Role.office))
        site.get("/inspectors/ratings", readers) { call in try await rounds(call) }
        site.post("/inspectors/ratings", keepers, open)
        site.get("/inspectors/ratings/:id", readers) { call in try await schools(call) }
        site.post("/inspectors/ratings/:id/terms", keepers, change)
        site.get("/inspectors/ratings/:id/export.xlsx", readers, exportSchools)
        site.post("/inspectors/ratings/:id/closing", keepers) { call, sent in
            let id: RatingRoundID = call.id()
            return try await call.change(sent, again: again(call, sent)) { act in
                try RatingRounds.close(id, act)
                return "/inspectors/ratings?done=ended"
            }
        }
        site.get("/inspectors/ratings/mine", .roles(Role.unit)) { call in try await mine(call) }
        site.post("/inspectors/ratings/mine", .roles(Role.unit), rate)
        PublicRatingRoutes.register(on: &site)
        ParentRatingRoutes.register(on: &site)
    }

    private static func rounds(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let rounds = try await call.read { db in try RatingRounds.list(visibleTo: call.viewer, in: db) }
        return call.page(
            RatingRoundsPage(
                rounds: rounds, today: call.day, canKeep: Role.office.contains(call.viewer.role), typed: typed,
                problem: refusal?.message), status: refusal?.status ?? .ok)
    }

    private static func schools(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: RatingRoundID = call.id()
        let address = ListAddress("/inspectors/ratings/\(id)", call.query)
        let (round, listing) = try await call.read { db in
            (
                try RatingRounds.require(id, visibleTo: call.viewer, in: db),
                try list(address, address.page, of: id, in: db)
            )
        }
        return call.page(
            RatingSchoolsPage(
                round: round, listing: listing, address: address, canKeep: Role.office.contains(call.viewer.role),
                typed: typed, problem: refusal?.message), status: refusal?.status ?? .ok)
    }

    private static func list(
        _ address: ListAddress, _ page: PageRequest, of id: RatingRoundID, in db: SQLConnection
    ) throws -> Listing<RatingSchool> {
        let state = address.filter("state")
        return try RatingRounds.schools(
            of: id, isDone: state.isEmpty ? nil : state == "done", text: address.filter("q"), page, in: db)
    }

    private static func exportSchools(_ call: Call) async throws -> Response {
        let id: RatingRoundID = call.id()
        let address = ListAddress("/inspectors/ratings/\(id)", call.query)
        let round = try await call.read { db in try RatingRounds.require(id, visibleTo: call.viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("学校标识码", kind: .text, width: 16), .init("学校", width: 30), .init("责任督学"), .init("已评"),
            .init("状态"), .init("教师份数"),
        ]
        let export = SheetExport(title: "评价进度", columns: columns) { page in
            try await call.read { db in try list(address, page, of: id, in: db) }
        } cells: { school in
            [
                .text(school.code), .text(school.name), .integer(school.inspectors), .integer(school.rated),
                .text(school.isDone ? "已评" : "未评"), .integer(school.forms),
            ]
        }
        return try await export.response(named: "\(round.year)年评价进度")
    }

    private static func again(_ call: Call, _ sent: Submission) -> (any Refusal) async throws -> Response {
        { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            return try await rounds(call, sent.fields, refusal)
        }
    }

    /// Days and numbers that are none are refused like those out of bounds.
    private static func terms(_ fields: Fields, on day: Day) -> RatingTerms {
        RatingTerms(until: Day(fields.text("until")) ?? day.adding(days: -1), limit: fields.number("limit") ?? 0)
    }

    private static func change(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: RatingRoundID = call.id()
        return try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await schools(call, sent.fields, refusal)
            },
            { act in
                try RatingRounds.change(id, terms: terms(sent.fields, on: act.day), act)
                return "/inspectors/ratings/\(id)?done=saved"
            })
    }

    private static func open(_ call: Call, _ sent: Submission) async throws -> Response {
        let secret = Sessions.newToken()
        return try await call.change(sent, again: again(call, sent)) { act in
            try RatingRounds.open(
                year: sent.fields.number("year") ?? 0, terms: terms(sent.fields, on: act.day), secret: secret, act)
            return "/inspectors/ratings?done=created"
        }
    }

    private static func mine(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        guard case .organisation(let school) = call.viewer.scope else { throw AppraisalRefusal.notFound }
        let sheets = try await call.read { db in try Ratings.sheets(of: school, on: call.day, in: db) }
        return call.page(
            RatingMinePage(
                sheets: sheets, base: call.guest.origin, typed: typed, problem: refusal?.message),
            status: refusal?.status ?? .ok)
    }

    private static func rate(_ call: Call, _ sent: Submission) async throws -> Response {
        let round = RatingRoundID(sent.fields.text("round"))
        return try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await mine(call, sent.fields, refusal)
            },
            { act in
                try Ratings.rate(RatingForm.points(sent.fields), in: round, act)
                return "/inspectors/ratings/mine?done=saved"
            })
    }
}

/// `/ratings/:code`: where a school's teachers answer without an account.
enum PublicRatingRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/ratings/:code") { guest in try await form(guest) }
        site.openPost("/ratings/:code", answer)
    }

    private static func form(
        _ guest: Guest, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let code = guest.parameter("code")
        let sheet = try await guest.read { db in try Ratings.sheet(code: code, on: guest.services.today(), in: db) }
        let page = PublicRatingPage(
            sheet: sheet, isDone: guest.query.text("done") == "1", command: guest.services.newID(), typed: typed,
            problem: refusal?.message)
        return BareLayout(title: "评价责任督学", bodyClass: "public", main: page.main).response(
            status: refusal?.status ?? .ok)
    }

    /// Whoever is signed in, the answer goes in as nobody's, and the command remembers nothing of what was said.
    private static func answer(_ guest: Guest, _ sent: Submission) async throws -> Response {
        let code = guest.parameter("code"), fields = sent.fields
        let (at, day) = (guest.services.now(), guest.services.today())
        let change = Change(command: sent.command, digest: sha256(code), viewer: .system(on: day), at: at)
        do {
            let path = try await guest.services.database.write { db in
                try Commands.once(change, in: db) { _ in
                    try Ratings.take(RatingForm.points(fields), code: code, at: at, on: day, in: db)
                    return "/ratings/\(code)?done=1"
                }
            }
            return .seeOther(path)
        } catch let refusal as AppraisalRefusal where refusal.kind != .notFound {
            return try await form(guest, fields, refusal)
        }
    }
}
