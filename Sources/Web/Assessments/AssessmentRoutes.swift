import Hummingbird
import Store
import Supervision

/// `/inspections/:id/assessment/:role`: the unit's own assessment, the team's on site, and the review.
enum AssessmentRoutes {
    static func register(on site: inout Sitemap) {
        let loop = Audience.roles(Role.loop)
        let authors = Audience.roles(Role.unit.union(Role.team))
        site.get("/inspections/:id/assessment/:role", loop) { call in try await show(call) }
        site.post("/inspections/:id/assessment/:role", authors, save)
        site.post("/inspections/:id/assessment/:role/submission", authors, submit)
        site.post("/inspections/:id/assessment/:role/evidence", authors, upload)
        site.post("/inspections/:id/assessment/:role/return", .roles(Role.office), giveBack)
        site.get("/inspections/:id/assessment/:role/explanation", loop, explain)
        AssessmentFindingRoutes.register(on: &site)
    }

    private static func show(
        _ call: Call, saved: SaveOutcome? = nil, typed: Fields? = nil, problem: String? = nil
    ) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let view = try await call.read { db in try AssessmentView.load(sheet, of: id, for: call.viewer, in: db) }
        let page = AssessmentPage(
            view, viewer: call.viewer, part: (typed ?? call.query).text("part"), typed: typed,
            problems: saved?.problems ?? [:], problem: problem)
        return call.page(page, status: problem == nil ? .ok : .unprocessableContent)
    }

    /// Saves what was typed; a script is told the version, a person sees the page again.
    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let form = AnswersForm(submission.fields)
        let outcome = try await SaveOutcome(
            text: call.perform(submission) { act in
                try Assessments.save(form.changes, as: sheet, of: id, version: form.version, act).text
            })
        if call.guest.wantsJSON { return outcome.json }
        guard let message = outcome.message else { return .seeOther(call.assessmentPath(form.part, done: "saved")) }
        return try await show(call, saved: outcome, typed: submission.fields, problem: message)
    }

    /// Saves what the form still holds and hands the whole in.
    private static func submit(_ call: Call, _ submission: Submission) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let form = AnswersForm(submission.fields)
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await show(call, typed: submission.fields, problem: refusal.message)
        } _: { act in
            if !form.changes.isEmpty {
                let outcome = try Assessments.save(form.changes, as: sheet, of: id, version: form.version, act)
                if let message = outcome.message { throw FormRefusal(outcome.problems, message: message) }
            }
            try Assessments.submit(sheet, of: id, act)
            return call.assessmentPath("", done: "submitted")
        }
    }

    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let criterion = submission.fields.text("criterion")
        let part = String(criterion.prefix { $0 != "." })
        do {
            let upload = try EvidenceUpload(submission, call)
            return .seeOther(
                try await call.perform(submission) { act in
                    let open = try Assessments.requireOpen(sheet, of: id, criterion: criterion, act)
                    _ = try upload.store(
                        ownerKind: .assessment, owner: open.id.rawValue, criterion: criterion, in: open.place, act)
                    return call.assessmentPath(part, done: "saved", at: criterion)
                })
        } catch let refusal as EvidenceRefusal {
            return try await show(call, typed: Fields([("part", part)]), problem: refusal.message)
        }
    }

    private static func giveBack(_ call: Call, _ submission: Submission) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let reason = submission.fields.text("reason")
        return try await call.change(submission) { refusal in
            guard refusal.kind == .invalid else { throw refusal }
            return try await show(call, typed: submission.fields, problem: refusal.message)
        } _: { act in
            try Assessments.return(sheet, of: id, reason: reason, act)
            return call.assessmentPath("", done: "returned")
        }
    }

    private static func explain(_ call: Call) async throws -> Response {
        let sheet = try call.assessmentSheet
        let id: InspectionID = call.id()
        let view = try await call.read { db in try AssessmentView.load(sheet, of: id, for: call.viewer, in: db) }
        return call.page(ExplanationPage(view))
    }
}

extension Call {
    var assessmentSheet: AssessmentSheet {
        get throws {
            guard let sheet = AssessmentSheet(path: parameter("role")) else { throw WebRefusal.notFound }
            return sheet
        }
    }

    func assessmentPath(_ part: String, done: String, at criterion: String = "") -> String {
        let query = part.isEmpty ? "?done=\(done)" : "?part=\(Fields.encoded(part))&done=\(done)"
        let place = criterion.isEmpty ? "" : "#c\(Fields.encoded(criterion))"
        return "/inspections/\(parameter("id"))/assessment/\(parameter("role"))\(query)\(place)"
    }
}

extension Assessment.Role {
    /// As it stands in an address.
    package var path: String {
        switch self {
        case .own: "self"
        case .onSite: "on-site"
        case .thirdParty: "third-party"
        case .review: "review"
        }
    }

    package init?(path: String) {
        guard let role = Assessment.Role.allCases.first(where: { $0.path == path }) else { return nil }
        self = role
    }
}

extension AssessmentSheet {
    /// As it stands in an address: `on-site`, for the campaign's second framework `on-site-2`.
    package var path: String { number == 1 ? role.path : "\(role.path)-\(number)" }

    package init?(path: String) {
        if let role = Assessment.Role(path: path) {
            self.init(role)
            return
        }
        let parts = path.split(separator: "-")
        guard let last = parts.last, let number = Int(last), (2...20).contains(number),
            let role = Assessment.Role(path: parts.dropLast().joined(separator: "-"))
        else { return nil }
        self.init(role, number: number)
    }
}

extension SaveOutcome {
    fileprivate var json: Response {
        if let message {
            let code = isConflict ? "assessment.conflict" : "assessment.badValue"
            let text = "{\"code\":\(JSON.quoted(code)),\"message\":\(JSON.quoted(message))}"
            return .json(text, status: isConflict ? .conflict : .unprocessableContent)
        }
        return .json("{\"version\":\(version)}")
    }
}
