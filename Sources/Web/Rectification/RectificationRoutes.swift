import Hummingbird
import Store
import Supervision

/// What is done with one part about time, stages and keeping: each act is a resource under the part.
enum RectificationRoutes {
    static func register(on site: inout Sitemap) {
        let (office, unit) = (Audience.roles(Role.office), Audience.roles(Role.unit))
        let part = "/findings/:id/parts/:part"
        site.post("\(part)/extensions", unit, ask)
        site.post("\(part)/extensions-long", unit, ask)
        site.post("\(part)/extensions/:extension/decision", office, decide)
        site.post("\(part)/extensions/:extension/withdrawal", unit, withdraw)
        site.post("\(part)/extension", office, extend)
        site.post("\(part)/reminder", office, remind)
        site.post("\(part)/milestones", office, setMilestones)
        site.post("\(part)/milestones/:milestone/report", unit, reportMilestone)
        site.post("\(part)/milestones/:milestone/confirmation", office, confirmMilestone)
        site.post("\(part)/milestones/:milestone/return", office, returnMilestone)
        site.post("\(part)/rechecks", office, recheck)
    }

    private static func ask(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        let isLong = fields.text("kind") == ExtensionRequest.Kind.longTerm.rawValue
        return try await act(call, form, isLong ? "extensions-long" : "extensions", done: "asked") { target, act in
            let reason = try checked(fields, isLong ? "long_reason" : "later_reason", limit: 1_000)
            let plans = isLong ? try StageFields.checked(fields, prefix: "ask") : []
            let last = isLong ? plans.map(\.dueOn).max() : try day(fields, "later_until")
            guard let last else { throw RectificationRefusal.milestoneCount }
            try Extensions.ask(
                isLong ? .longTerm : .later, until: last, reason: reason, milestones: plans, for: target.part,
                of: target.finding, act)
        }
    }

    private static func decide(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (ExtensionID, Fields) = (call.id("extension"), form.fields)
        let resource = "extensions/\(id.rawValue)/decision"
        return try await act(call, form, resource, done: "decided") { target, act in
            let answer = try checked(fields, "answer", limit: 1_000, isRequired: false)
            if fields.text("decision") == "grant" {
                let end = try day(fields, "until")
                try Extensions.grant(id, until: end, answer: answer, for: target.part, of: target.finding, act)
            } else {
                try Extensions.refuse(id, answer: answer, for: target.part, of: target.finding, act)
            }
        }
    }

    private static func withdraw(_ call: Call, _ form: Submission) async throws -> Response {
        let id: ExtensionID = call.id("extension")
        return try await act(call, form, "extensions", done: "withdrawnWish") { target, act in
            try Extensions.withdraw(id, for: target.part, of: target.finding, act)
        }
    }

    private static func extend(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await act(call, form, "extension", done: "extended") { target, act in
            let reason = try checked(fields, "given_reason", limit: 1_000)
            let end = try day(fields, "given_until")
            try Extensions.extend(target.part, of: target.finding, to: end, reason: reason, act)
        }
    }

    private static func remind(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await act(call, form, "reminder", done: "reminded") { target, act in
            let words = try checked(fields, "remind_words", limit: 1_000)
            try Findings.remind(target.part, of: target.finding, words, act)
        }
    }

    private static func setMilestones(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await act(call, form, "milestones", done: "saved") { target, act in
            let reason = try checked(fields, "set_reason", limit: 1_000)
            try Milestones.set(
                try StageFields.checked(fields, prefix: "set"), reason: reason, of: target.part, in: target.finding,
                version: target.version, act)
        }
    }

    private static func reportMilestone(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (MilestoneID, Fields) = (call.id("milestone"), form.fields)
        let resource = "milestones/\(id.rawValue)/report"
        return try await actWithFiles(call, form, resource, isOptional: false, done: "submitted") {
            target, upload, act in
            let note = try checked(fields, "stage_note", limit: 1_000, isRequired: false)
            try Findings.change(target.part, of: target.finding, version: target.version, act) { part, actor, moment in
                let files = try upload.store(ownerKind: .findingPart, owner: target.part.rawValue, act)
                return try part.milestoneReported(id, files, note: note, by: actor, moment)
            }
        }
    }

    private static func confirmMilestone(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (MilestoneID, Fields) = (call.id("milestone"), form.fields)
        return try await act(call, form, "milestones/\(id.rawValue)/confirmation", done: "verified") { target, act in
            let note = try checked(fields, "stage_note", limit: 1_000, isRequired: false)
            try Findings.change(target.part, of: target.finding, version: target.version, act) { part, actor, moment in
                try part.milestoneConfirmed(id, note: note, by: actor, moment)
            }
        }
    }

    private static func returnMilestone(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, fields): (MilestoneID, Fields) = (call.id("milestone"), form.fields)
        return try await act(call, form, "milestones/\(id.rawValue)/return", done: "returned") { target, act in
            let reason = try checked(fields, "stage_reason", limit: 1_000)
            try Findings.change(target.part, of: target.finding, version: target.version, act) { part, actor, moment in
                try part.milestoneReturned(id, reason: reason, by: actor, moment)
            }
        }
    }

    private static func recheck(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        return try await actWithFiles(call, form, "rechecks", isOptional: true, done: "rechecked") {
            target, upload, act in
            guard let result = Recheck.Result(rawValue: fields.text("result")) else {
                throw FormRefusal(["result": "请选择复查结果。"])
            }
            let recheck = Recheck(
                part: target.part, result: result, on: try day(fields, "on"),
                method: try checked(fields, "method", limit: 40),
                note: try checked(fields, "recheck_note", limit: 2_000))
            let due = result == .cameBack ? try day(fields, "recheck_due") : nil
            _ = try Findings.requirePart(target.part, of: target.finding, visibleTo: act.viewer, in: act.db)
            let files = try upload.store(ownerKind: .findingPart, owner: target.part.rawValue, act)
            try Rechecks.record(
                recheck, dueOn: due, evidence: files, of: target.finding, version: target.version, act)
        }
    }
}

extension RectificationRoutes {
    private struct Target: Sendable {
        let finding: FindingID
        let part: FindingPartID
        let version: Int
    }

    private static func target(_ call: Call, _ form: Submission) -> Target {
        Target(finding: call.id(), part: call.id("part"), version: form.fields.number("version") ?? 0)
    }

    private static func act(
        _ call: Call, _ form: Submission, _ resource: String, done: String,
        _ body: @escaping @Sendable (Target, Act) throws -> Void
    ) async throws -> Response {
        let target = target(call, form)
        return try await call.change(form) { refusal in
            try await again(call, target, RectificationTyped(form: resource, fields: form.fields, refusal: refusal))
        } _: { act in
            try body(target, act)
            return "/findings/\(target.finding.rawValue)?part=\(target.part.rawValue)&done=\(done)"
        }
    }

    private static func actWithFiles(
        _ call: Call, _ form: Submission, _ resource: String, isOptional: Bool, done: String,
        _ body: @escaping @Sendable (Target, EvidenceUpload, Act) throws -> Void
    ) async throws -> Response {
        let upload: EvidenceUpload
        do {
            upload = try EvidenceUpload(form, call, isOptional: isOptional)
        } catch let refusal as any Refusal {
            let typed = RectificationTyped(form: resource, fields: form.fields, refusal: refusal)
            return try await again(call, target(call, form), typed)
        }
        return try await act(call, form, resource, done: done) { target, act in try body(target, upload, act) }
    }

    /// The page as it is now, with what was typed and why it was not taken.
    private static func again(_ call: Call, _ target: Target, _ typed: RectificationTyped) async throws -> Response {
        guard typed.refusal.kind != .notFound, !call.guest.wantsJSON else { throw typed.refusal }
        let page = try await call.read { db in
            try FindingPage.load(target.finding, for: call.viewer, part: target.part, rectifying: typed, in: db)
        }
        return call.page(page, status: typed.refusal.status)
    }

    private static func checked(
        _ fields: Fields, _ name: String, limit: Int, isRequired: Bool = true
    ) throws(FormRefusal) -> String {
        let text = fields.text(name)
        if isRequired, text.isEmpty { throw FormRefusal([name: "请填写这一栏。"]) }
        if text.count > limit { throw FormRefusal([name: "请控制在\(limit)字以内。"]) }
        return text
    }

    private static func day(_ fields: Fields, _ name: String) throws(FormRefusal) -> Day {
        guard let day = Day(fields.text(name)) else { throw FormRefusal([name: "请填写日期。"]) }
        return day
    }
}
