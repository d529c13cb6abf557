import Hummingbird
import SQLCore
import Store
import Supervision

/// Where anybody tells the office something and follows the answer; no account is asked for.
///
/// A code never stands in an address, so that no history, log or proxy keeps it: what is asked with one is asked by POST
/// and answered at once.
enum PublicTipRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/tips/new") { guest in try await form(guest) }
        site.open("/tips/puzzle", puzzle)
        site.openPost("/tips", lodge)
        site.open("/tips/status") { _ in PublicTipStatusPage().response() }
        site.openPost("/tips/status") { guest, form in try await status(guest, form) }
        site.openPost("/tips/status/messages", add)
        site.openPost("/tips/status/rating", rate)
        site.open("/public/schools/:id", school)
    }

    private static func form(
        _ guest: Guest, typed: Fields? = nil, refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let asked = typed ?? guest.query
        let id: OrganisationID = Identifier(asked.text("unit")), text = asked.text("q")
        let (unit, found) = try await guest.read { db in
            (try PublicUnits.find(id, in: db), text.isEmpty ? [] : try PublicUnits.search(text, in: db))
        }
        if let unit, typed == nil, let problem = try await obstacle(to: unit, guest) {
            return TipUnitPage(text: "", found: [], office: try await guest.office(), problem: problem.message)
                .response(status: problem.status)
        }
        let name = String(asked.text("name").prefix(TipLimits.unit))
        guard unit != nil || !name.isEmpty || typed != nil else {
            return TipUnitPage(text: text, found: found, office: try await guest.office()).response()
        }
        let page = PublicTipForm(
            unit: unit, unitName: name, office: try await guest.office(), puzzle: try await TipDoor(guest).puzzle(),
            secret: TipDoor.random(), typed: typed ?? Fields(), problem: refusal?.message)
        return page.response(status: refusal?.status ?? .ok)
    }

    /// Why nothing can be told here about a unit, said before anything is written.
    private static func obstacle(to unit: PublicUnit, _ guest: Guest) async throws -> TipRefusal? {
        try await guest.read { db in
            do { try Tips.requireOffice(for: unit.id, in: db) } catch let refusal as TipRefusal { return refusal }
            return nil
        }
    }

    private static func puzzle(_ guest: Guest) async throws -> Response {
        var answer = Response.json("{\"puzzle\":\(JSON.quoted(try await TipDoor(guest).puzzle()))}")
        answer.headers[.cacheControl] = "no-store"
        return answer
    }

    private static func lodge(_ guest: Guest, _ form: Submission) async throws -> Response {
        let fields = form.fields, services = guest.services
        do {
            let door = try await TipDoor(guest)
            let secret = fields.text("secret")
            let code = TipCode.of(
                secret: secret.utf8.count >= 32 ? "\(secret)/\(told(form))" : TipDoor.random())
            // The same form once more, from an impatient finger or a reload: its puzzle is used up, its code is the same.
            // Somebody who went back and wrote about something else gets another code.
            let isKnown = try await guest.read { db in try TipFollowUps.find(code: code, in: db) != nil }
            if !isKnown {
                let caller = try await door.caller(fields)
                let (now, day) = (services.now(), services.today())
                // Before any photo is stored: a puzzle sent again and again would fill the disk.
                try await guest.read { db in try TipGate.admit(caller, at: now, on: day, in: db) }
                try await store(
                    try new(fields, code, try TipDoor.photos(form, in: services.files)), caller, form, guest)
            }
            return PublicTipReceipt(code: code, office: try await guest.office()).response()
        } catch let refusal as TipRefusal {
            return try await self.form(guest, typed: fields, refusal: refusal)
        }
    }

    /// What was told, hashed; without the puzzle, which is another one each time.
    private static func told(_ form: Submission) -> String {
        let names = ["unit", "name", "topic", "happened", "text", "sender", "contact", "wants_answer"]
        let files = form.files.map { "\($0.name)/\($0.size)" }
        return sha256((names.map { form.fields.text($0) } + files).joined(separator: "\u{0}"))
    }

    private static func new(_ fields: Fields, _ code: String, _ photos: [StoredFile]) throws(TipRefusal) -> NewTip {
        guard let topic = TipTopic(rawValue: fields.text("topic")) else { throw .empty("反映的问题类别") }
        let unit = fields.text("unit")
        return NewTip(
            topic: topic, unit: unit.isEmpty ? nil : Identifier(unit), unitName: fields.text("name"),
            happened: fields.text("happened"), text: fields.text("text"), name: fields.text("sender"),
            contact: fields.text("contact"), wantsAnswer: fields["wants_answer"] != nil, photos: photos, code: code)
    }

    private static func store(
        _ new: NewTip, _ caller: TipCaller, _ form: Submission, _ guest: Guest
    ) async throws {
        let change = guest.ownChange(form)
        do {
            try await guest.services.database.write { db in try Tips.lodge(new, from: caller, Act(change, in: db)) }
        } catch SQLError.unique {
            // Sent twice at once: the other one was taken.
            guard try await guest.read({ db in try TipFollowUps.find(code: new.code, in: db) }) != nil else {
                throw TipRefusal.unsolved
            }
        }
    }

    private static func status(
        _ guest: Guest, _ form: Submission, done: String? = nil, refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let code = TipCode.plain(form.fields.text("code"))
        let door = try await TipDoor(guest)
        let (client, now, day) = (door.client, guest.services.now(), guest.services.today())
        do {
            let found = try await guest.read { db in
                try TipGate.admitCode(client, at: now, on: day, in: db)
                return try TipFollowUps.find(code: code, in: db)
            }
            guard let found else {
                let change = guest.ownChange(form)
                try await guest.services.database.write { db in try TipGate.noteWrongCode(client, Act(change, in: db)) }
                throw TipRefusal.noCode
            }
            let page = PublicTipStatusPage(
                code: code, found: found, command: guest.services.newID(),
                typed: refusal == nil ? Fields() : form.fields,
                done: done, problem: refusal?.message)
            return page.response(status: refusal?.status ?? .ok)
        } catch let refusal as TipRefusal {
            return PublicTipStatusPage(problem: refusal.message).response(status: refusal.status)
        }
    }

    private static func add(_ guest: Guest, _ form: Submission) async throws -> Response {
        try await changed(guest, form, done: "已收到您的补充。") { code, act in
            try TipFollowUps.add(form.fields.text("text"), code: code, act)
        }
    }

    private static func rate(_ guest: Guest, _ form: Submission) async throws -> Response {
        try await changed(guest, form, done: "感谢您的评价。") { code, act in
            try TipFollowUps.rate(form.fields.number("stars") ?? 0, form.fields.text("words"), code: code, act)
        }
    }

    /// Changes something once, however often the form is sent, and shows the tip again.
    private static func changed(
        _ guest: Guest, _ form: Submission, done: String,
        _ body: @escaping @Sendable (String, Act) throws -> Void
    ) async throws -> Response {
        let change = guest.ownChange(form), code = TipCode.plain(form.fields.text("code"))
        let door = try await TipDoor(guest)
        let (client, now, day) = (door.client, guest.services.now(), guest.services.today())
        do {
            try await guest.read { db in try TipGate.admitCode(client, at: now, on: day, in: db) }
            _ = try await guest.services.database.write { db in
                try Commands.once(change, in: db) { act in
                    try body(code, act)
                    return ""
                }
            }
        } catch TipRefusal.noCode {
            return try await status(guest, form)
        } catch let refusal as TipRefusal {
            return try await status(guest, form, refusal: refusal)
        }
        return try await status(guest, form, done: done)
    }

    private static func school(_ guest: Guest) async throws -> Response {
        let id: OrganisationID = guest.id()
        let today = guest.services.today()
        let (found, inspectors) = try await guest.read { db in
            (try PublicUnits.find(id, in: db), try Zones.inspectors(of: id, on: today, in: db))
        }
        guard let unit = found else { throw WebRefusal.notFound }
        return PublicSchoolPage(unit: unit, inspectors: inspectors, office: try await guest.office()).response()
    }
}

extension Guest {
    /// A change by nobody in particular: whoever is signed in stays out of it.
    fileprivate func ownChange(_ form: Submission) -> Change {
        Change(
            command: form.command, digest: form.digest, viewer: .system(on: services.today()), at: services.now())
    }
}
