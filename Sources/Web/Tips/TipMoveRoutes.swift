import Hummingbird
import SQLCore
import Store
import Supervision

/// What the office does with a tip, each an address of its own.
enum TipMoveRoutes {
    private typealias Move = @Sendable (TipID, Int?, Fields, Act) throws -> Void

    static func register(on site: inout Sitemap) {
        move("handler", "assigned", on: &site) { id, version, fields, act in
            let person = fields.text("person")
            try Tips.assign(id, to: person.isEmpty ? nil : Identifier(person), version: version, act)
        }
        move("verification", "sent", on: &site) { id, version, fields, act in
            try TipChecks.send(
                id, to: Identifier(fields.text("inspector")), brief: fields.text("brief"),
                showsPhotos: fields["photos"] != nil, version: version, act)
        }
        move("verification/recall", "saved", on: &site) { id, version, _, act in
            try TipChecks.recall(id, version: version, act)
        }
        move("duplicate", "saved", on: &site) { id, version, fields, act in
            try Tips.merge(id, into: fields.text("number"), version: version, act)
        }
        move("transfer", "saved", on: &site) { id, version, fields, act in
            try Tips.passOn(id, to: fields.text("whom"), note: fields.text("note"), version: version, act)
        }
        move("question", "saved", on: &site) { id, version, fields, act in
            try Tips.ask(id, fields.text("question"), version: version, act)
        }
        move("answer", "answered", on: &site) { id, version, fields, act in
            try Tips.answer(
                id, fields.text("answer"), Tip.Outcome(rawValue: fields.text("outcome")), version: version, act)
        }
        move("news", "saved", on: &site) { id, version, _, act in try Tips.readNews(id, version: version, act) }
        move("reopening", "reopened", on: &site) { id, version, fields, act in
            try Tips.reopen(id, fields.text("cause"), version: version, act)
        }
        move("finding", "issued", on: &site) { id, version, fields, act in
            _ = try Tips.enter(
                id, problem: fields.text("problem"), requirement: fields.text("requirement"),
                days: fields.number("days") ?? -1, version: version, act)
        }
        move("unit", "saved", on: &site) { id, version, fields, act in
            let found = try Findings.units(matching: fields.text("name"), visibleTo: act.viewer, in: act.db)
            guard found.count == 1 else { throw TipRefusal.unclearUnit }
            try Tips.setUnit(id, found[0].id, version: version, act)
        }
        site.post("/tips/:id/sender", TipRoutes.office, proving: true, look)
    }

    private static func move(
        _ name: String, _ done: String, on site: inout Sitemap,
        _ body: @escaping @Sendable (TipID, Int?, Fields, Act) throws -> Void
    ) {
        site.post("/tips/:id/\(name)", TipRoutes.office) { call, form in
            let id: TipID = call.id(), fields = form.fields, viewer = call.viewer
            return try await call.change(form) { refusal in
                if refusal.kind == .notFound { throw refusal }
                return try await TipRoutes.show(call, fields, refusal, sent: name)
            } _: { act in
                try body(id, fields.number("version"), fields, act)
                // A tip that went to another office is not there any more.
                let isStill = (try? Tips.require(id, visibleTo: viewer, in: act.db)) != nil
                return isStill ? "/tips/\(id)?done=\(done)" : "/tips?done=\(done)"
            }
        }
    }

    /// Shows the sender once, in the answer itself: nothing keeps it, not even the stored answer of a command.
    private static func look(_ call: Call, _ form: Submission) async throws -> Response {
        let id: TipID = call.id(), reason = form.fields.text("reason")
        let change = Change(
            command: form.command, digest: form.digest, viewer: call.viewer, at: call.services.now())
        do {
            let sender = try await call.services.database.write { db in
                try TipIdentity.look(id, reason: reason, Act(change, in: db))
            }
            return try await TipRoutes.show(call, sender: sender)
        } catch let refusal as TipRefusal {
            if refusal.kind == .notFound { throw refusal }
            return try await TipRoutes.show(call, form.fields, refusal)
        }
    }
}
