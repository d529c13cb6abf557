import Hummingbird
import Store
import Supervision

/// What moves a part on: each act is a resource under the part.
enum FindingMoveRoutes {
    static func acknowledge(_ call: Call, _ form: Submission) async throws -> Response {
        try await move(.acknowledge, call, form, done: "acknowledged") { part, actor, moment in
            try part.acknowledged(by: actor, moment)
        }
    }

    static func plan(_ call: Call, _ form: Submission) async throws -> Response {
        let plan: RectificationPlan
        do {
            plan = try FindingPlanForm.checked(form.fields)
        } catch {
            return try await again(.plan, call, form, error)
        }
        return try await move(.plan, call, form, done: "saved") { part, actor, moment in
            try part.planned(plan, by: actor, moment)
        }
    }

    static func verify(_ call: Call, _ form: Submission) async throws -> Response {
        let note = form.fields.text("note")
        return try await move(.verify, call, form, done: "verified") { part, actor, moment in
            try part.verified(note: note, by: actor, moment)
        }
    }

    static func sendBack(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        return try await move(.sendBack, call, form, done: "returned") { part, actor, moment in
            try part.returned(reason: reason, by: actor, moment)
        }
    }

    static func close(_ call: Call, _ form: Submission) async throws -> Response {
        let note = form.fields.text("note")
        return try await move(.close, call, form, done: "closed") { part, actor, moment in
            try part.closed(note: note, by: actor, moment)
        }
    }

    static func reopen(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        guard let due = Day(form.fields.text("due_on")), due >= call.day else {
            return try await again(.reopen, call, form, FormRefusal(["due_on": "请填写今天或以后的日期。"]))
        }
        return try await move(.reopen, call, form, done: "reopened") { part, actor, moment in
            try part.reopened(reason: reason, dueOn: due, by: actor, moment)
        }
    }
}

extension FindingMoveRoutes {
    /// Hands in every file that was uploaded and not handed in yet; files may also come with the form itself.
    static func submit(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, part): (FindingID, FindingPartID) = (call.id(), call.id("part"))
        let version = form.fields.number("version") ?? 0
        let note = form.fields.text("note")
        do {
            let upload = try EvidenceUpload(form, call, isOptional: true)
            return try await call.change(form) { act in
                _ = try Findings.requirePart(part, of: id, visibleTo: act.viewer, in: act.db)
                let files = try Findings.freshEvidence(of: part, in: act.db)
                try Findings.change(part, of: id, version: version, act) { value, actor, moment in
                    let added = try upload.store(ownerKind: .findingPart, owner: part.rawValue, act)
                    return try value.submitted(files + added, note: note, by: actor, moment)
                }
                return address(id, part, done: "submitted")
            }
        } catch let refusal as any Refusal {
            return try await again(.submit, call, form, refusal)
        }
    }

    /// Takes files in before they are handed in, one by one as the browser sends them.
    static func addEvidence(_ call: Call, _ form: Submission) async throws -> Response {
        let (id, part): (FindingID, FindingPartID) = (call.id(), call.id("part"))
        do {
            let upload = try EvidenceUpload(form, call)
            return try await call.change(form) { act in
                try Findings.requireUnit(of: part, of: id, act)
                _ = try upload.store(ownerKind: .findingPart, owner: part.rawValue, act)
                return address(id, part, done: "saved")
            }
        } catch let refusal as any Refusal {
            return try await again(.submit, call, form, refusal)
        }
    }

    private static func move(
        _ move: FindingMove, _ call: Call, _ form: Submission, done: String,
        _ body: @escaping @Sendable (FindingPart, FindingActor, Moment) throws -> FindingStep
    ) async throws -> Response {
        let (id, part): (FindingID, FindingPartID) = (call.id(), call.id("part"))
        let version = form.fields.number("version") ?? 0
        return try await call.change(form) { refusal in
            try await again(move, call, form, refusal)
        } _: { act in
            try Findings.change(part, of: id, version: version, act, body)
            return address(id, part, done: done)
        }
    }

    /// The page as it is now, with what was typed and why it was not taken.
    private static func again(
        _ move: FindingMove, _ call: Call, _ form: Submission, _ refusal: any Refusal
    ) async throws -> Response {
        guard refusal.kind != .notFound, !call.guest.wantsJSON else { throw refusal }
        let (id, part): (FindingID, FindingPartID) = (call.id(), call.id("part"))
        let typed = FindingTyped(move: move, fields: form.fields, refusal: refusal)
        let page = try await call.read { db in
            try FindingPage.load(id, for: call.viewer, part: part, typed: typed, in: db)
        }
        return call.page(page, status: refusal.status)
    }

    private static func address(_ id: FindingID, _ part: FindingPartID, done: String) -> String {
        "/findings/\(id.rawValue)?part=\(part.rawValue)&done=\(done)"
    }
}
