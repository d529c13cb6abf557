import Hummingbird
import Store
import Supervision

// What is decided about a document; each goes back to its page.
extension DocumentRoutes {
    static func issue(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "issued") { id, version, act in
            try Documents.issue(id, version: version, act)
        }
    }

    static func send(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "sent") { id, version, act in
            try Documents.send(id, version: version, act)
        }
    }

    static func withdraw(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        return try await decided(call, form, done: "withdrawn") { id, version, act in
            try Documents.withdraw(id, reason: reason, version: version, act)
        }
    }

    static func publish(_ call: Call, _ form: Submission) async throws -> Response {
        let days = form.fields.text("days"), shows = form.fields.text("attachments") == "1"
        return try await decided(call, form, done: "published") { id, version, act in
            guard days.isEmpty || Int(days) != nil else { throw DocumentRefusal.daysMissing(1) }
            try Documents.publish(id, days: Int(days), showsAttachments: shows, version: version, act)
        }
    }

    static func submit(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "handedIn") { id, version, act in
            try Documents.submit(id, version: version, act)
        }
    }

    static func giveBack(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        return try await decided(call, form, done: "givenBack") { id, version, act in
            try Documents.giveBack(id, reason: reason, version: version, act)
        }
    }

    static func receive(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "receiptSigned") { id, _, act in try DocumentRecipients.receive(id, act) }
    }

    static func redraft(_ call: Call, _ form: Submission) async throws -> Response {
        let id: DocumentID = call.id()
        return try await call.change(form) { refusal in
            call.page(try await page(call, problem: refusal.message), status: refusal.status)
        } _: { act in
            "/documents/\(try Documents.redraft(id, act))?done=redrafted"
        }
    }

    static func unpublish(_ call: Call, _ form: Submission) async throws -> Response {
        let reason = form.fields.text("reason")
        return try await decided(call, form, done: "unpublished") { id, version, act in
            try Documents.unpublish(id, reason: reason, version: version, act)
        }
    }

    static func refresh(_ call: Call, _ form: Submission) async throws -> Response {
        try await decided(call, form, done: "saved") { id, version, act in
            try Reports.refresh(id, version: version, act)
        }
    }

    /// A refusal shows the page again, with the reason as it was typed.
    private static func decided(
        _ call: Call, _ form: Submission, done: String,
        _ body: @escaping @Sendable (DocumentID, Int?, Act) throws -> Void
    ) async throws -> Response {
        let id: DocumentID = call.id()
        let version = form.fields.number("version")
        return try await call.change(form) { refusal in
            call.page(try await page(call, problem: refusal.message, typed: form.fields), status: refusal.status)
        } _: { act in
            try body(id, version, act)
            return "/documents/\(id)?done=\(done)"
        }
    }
}
