import Hummingbird
import Store
import Supervision

/// `/inspections/:id/opinion`: every act is a resource below it and leads back to its page.
enum OpinionRoutes {
    static func register(on site: inout Sitemap) {
        let path = "/inspections/:id/opinion"
        let writers = Audience.roles(Role.team.union(Role.office)), unit = Audience.roles(Role.unit)
        let office = Audience.roles(Role.office), director = Audience.roles([.director])
        site.get(path, .roles(Role.loop), show)
        site.post("\(path)/preliminary", writers, draftPreliminary)
        site.post("\(path)/delivery", writers, deliver)
        site.post("\(path)/receipt", unit, receive)
        site.post("\(path)/term", office, setTerm)
        site.post("\(path)/defence", unit, defend)
        site.post("\(path)/waiver", unit, waive)
        site.post("\(path)/answers", office, answer)
        site.post("\(path)/final", office, draftFinal)
        site.post("\(path)/votes", writers, vote)
        site.post("\(path)/approval", director, proving: true, approve)
        site.post("\(path)/rejection", director, reject)
        site.post("\(path)/acknowledgement", unit, acknowledge)
    }

    private static func show(_ call: Call) async throws -> Response {
        call.page(OpinionPage(view: try await OpinionView.read(call)))
    }

    /// Does one act; a refusal shows the page again with what was typed.
    private static func act(
        _ call: Call, _ form: Submission, done: String,
        _ body: @escaping @Sendable (InspectionID, Int?, Act) throws -> Void
    ) async throws -> Response {
        let id: InspectionID = call.id()
        let version = form.fields.number("version")
        return try await call.change(form, again: { try await again(call, form, $0) }) { act in
            try body(id, version, act)
            return "/inspections/\(id)/opinion?done=\(done)"
        }
    }

    private static func again(_ call: Call, _ form: Submission, _ refusal: any Refusal) async throws -> Response {
        guard refusal.kind != .notFound, !call.guest.wantsJSON else { throw refusal }
        let view = try await OpinionView.read(call, problem: refusal.message, typed: form.fields)
        return call.page(OpinionPage(view: view), status: refusal.status)
    }

    private static func draftPreliminary(_ call: Call, _ form: Submission) async throws -> Response {
        let text = form.fields["text"] ?? ""
        return try await act(call, form, done: "saved") { id, version, act in
            try Opinions.draftPreliminary(id, text, version: version, act)
        }
    }

    private static func deliver(_ call: Call, _ form: Submission) async throws -> Response {
        try await act(call, form, done: "delivered") { id, version, act in
            try Opinions.deliver(id, version: version, act)
        }
    }

    private static func receive(_ call: Call, _ form: Submission) async throws -> Response {
        try await act(call, form, done: "received") { id, version, act in
            try Opinions.receive(id, version: version, act)
        }
    }

    private static func setTerm(_ call: Call, _ form: Submission) async throws -> Response {
        let day = Day(form.fields.text("due"))
        let reason = form.fields.text("reason")
        return try await act(call, form, done: "saved") { id, version, act in
            guard let day else { throw FormRefusal(["due": "请选择日期。"], message: "请选择申辩截止日。") }
            try Opinions.setTerm(id, due: day, reason: reason, version: version, act)
        }
    }

    private static func waive(_ call: Call, _ form: Submission) async throws -> Response {
        try await act(call, form, done: "waived") { id, version, act in
            try Opinions.waive(id, version: version, act)
        }
    }

    private static func draftFinal(_ call: Call, _ form: Submission) async throws -> Response {
        let text = form.fields["text"] ?? ""
        return try await act(call, form, done: "submitted") { id, version, act in
            try Opinions.draftFinal(id, text, version: version, act)
        }
    }

    private static func vote(_ call: Call, _ form: Submission) async throws -> Response {
        let agrees = form.fields.text("agrees") == "1", reason = form.fields.text("reason")
        return try await act(call, form, done: "voted") { id, _, act in
            try TeamVotes.cast(id, agrees: agrees, reason: reason, act)
        }
    }

    private static func approve(_ call: Call, _ form: Submission) async throws -> Response {
        try await act(call, form, done: "opinionSent") { id, version, act in
            try Opinions.approve(id, version: version, act)
        }
    }

    private static func reject(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        return try await act(call, form, done: "returned") { id, version, act in
            try Opinions.reject(id, reason: reason, version: version, act)
        }
    }

    private static func acknowledge(_ call: Call, _ form: Submission) async throws -> Response {
        try await act(call, form, done: "acknowledged") { id, version, act in
            try Opinions.acknowledge(id, version: version, act)
        }
    }

    private static func defend(_ call: Call, _ form: Submission) async throws -> Response {
        let points: [(number: Int, text: String, upload: EvidenceUpload)]
        do {
            points = try (1...OpinionDefenceForm.points).map { number in
                let upload = try EvidenceUpload(form, call, field: "files\(number)", isOptional: true)
                return (number, form.fields.text("point\(number)"), upload)
            }.filter { !$0.text.isEmpty || !$0.upload.files.isEmpty }
        } catch let refusal as any Refusal {
            return try await again(call, form, refusal)
        }
        return try await act(call, form, done: "defended") { id, version, act in
            let found = try Opinions.require(id, visibleTo: act.viewer, in: act.db)
            let lodged = try points.map { point in
                let evidence = try found.opinion.map {
                    try point.upload.store(
                        ownerKind: .opinion, owner: $0.id.rawValue, criterion: "\(point.number)", in: found.place, act)
                }
                return DefencePoint(point.text, evidence: evidence ?? [])
            }
            try Opinions.defend(id, lodged, version: version, act)
        }
    }

    private static func answer(_ call: Call, _ form: Submission) async throws -> Response {
        let fields = form.fields
        let change = OpinionRoutes.change(fields)
        return try await act(call, form, done: "answered") { id, version, act in
            try Opinions.answer(
                id, point: fields.number("point") ?? -1, fields.text("answer"), change, version: version, act)
        }
    }

    private static func change(_ fields: Fields) -> AnswerChange {
        let finding: FindingID = Identifier(fields.text("finding"))
        return switch fields.text("change") {
        case "text": .text(fields.text("note"))
        case "amend":
            .amend(finding, problem: fields.text("problem"), requirement: fields.text("requirement"))
        case "withdraw": .withdraw(finding)
        default: .none
        }
    }
}
