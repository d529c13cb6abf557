package import HTTPTypes
package import Hummingbird
package import SQLCore
package import Store
package import Supervision

/// One request from anybody, signed in or not.
package struct Guest: Sendable {
    package let request: Request
    package let context: AppContext
    package let services: Services
    package let session: Session?
    /// The session's token as the cookie brought it.
    let token: String?

    /// A part of the path, such as `:id`.
    package func parameter(_ name: String) -> String {
        context.parameters.get(name).map { Fields.decoded($0) } ?? ""
    }

    package func id<Subject>(_ name: String = "id") -> Identifier<Subject> { Identifier(parameter(name)) }

    package var query: Fields { Fields(urlEncoded: request.uri.query ?? "") }

    /// The address of the client; a proxy's word counts only from a trusted proxy.
    package var address: String {
        let peer = context.peer ?? "unknown"
        guard services.settings.trustedProxies.contains(peer),
            let forwarded = request.headers[.forwardedFor]
        else { return peer }
        // What stands left of the last address that is not ours was written by whoever sent it.
        let chain = forwarded.split(separator: ",").map { String($0).trimmed }
        return chain.last { !services.settings.trustedProxies.contains($0) && !$0.isEmpty } ?? peer
    }

    /// Whether a script asks rather than a person's browser, and JSON is the answer.
    var wantsJSON: Bool { request.headers[.accept]?.contains("application/json") ?? false }

    package func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        try await services.database.read(body)
    }

    /// The office's name as it is set now, on any server of several.
    package func office() async throws -> String {
        if let session { return session.office ?? services.settings.officeName }
        let set = try await read { db in try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) }
        return set ?? services.settings.officeName
    }
}

/// One request from a signed-in account.
package struct Call: Sendable {
    package let guest: Guest
    package let viewer: Viewer
    package let csrf: String

    package var services: Services { guest.services }
    package var request: Request { guest.request }
    package var query: Fields { guest.query }
    package var day: Day { viewer.day }

    package func parameter(_ name: String) -> String { guest.parameter(name) }

    package func id<Subject>(_ name: String = "id") -> Identifier<Subject> { guest.id(name) }

    package func read<T: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> T) async throws -> T {
        try await guest.read(body)
    }

    /// Shows a page inside the frame of the signed-in person.
    package func page(_ page: some Page, status: HTTPResponse.Status = .ok) -> Response {
        Layout(page: page, frame: Frame(self), status: status).response(seal: seal)
    }

    /// What fills the slot of each form on the page.
    private func seal() -> HTML {
        """
        <input type="hidden" name="csrf" value="\(csrf)"><input type="hidden" name="command" \
        value="\(services.newID())">
        """
    }

    /// Carries a change out once, with its audit, and goes to the address that `body` gives.
    ///
    /// A refusal passes through `again`, which may show the form as it was typed.
    package func change(
        _ submission: Submission, again: ((any Refusal) async throws -> Response)? = nil,
        _ body: @escaping @Sendable (Act) throws -> String
    ) async throws -> Response {
        do {
            return .seeOther(try await perform(submission, body))
        } catch let refusal as any Refusal {
            guard let again, !guest.wantsJSON else { throw refusal }
            return try await again(refusal)
        }
    }

    /// As `change`, but for a script: gives what `body` gave instead of a redirect.
    package func perform(
        _ submission: Submission, _ body: @escaping @Sendable (Act) throws -> String
    ) async throws -> String {
        let change = Change(
            command: submission.command, digest: submission.digest, viewer: viewer, at: services.now())
        return try await services.database.write { db in try Commands.once(change, in: db, body) }
    }
}

extension Response {
    /// Go and see there; the method becomes GET.
    package static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location])
    }

    /// Finished JSON text.
    package static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
