package import HTTPTypes
package import Hummingbird
import Store
package import Supervision

/// Who may come to a route at all; what they see there is decided in the query.
package enum Audience: Sendable, Equatable {
    case anyone
    case signedIn
    case roles(Set<Role>)

    package func admits(_ role: Role) -> Bool {
        switch self {
        case .anyone, .signedIn: true
        case .roles(let roles): roles.contains(role)
        }
    }
}

/// Every address of the site, with who may come: the router is made from it and the role matrix test walks it.
package struct Sitemap: Sendable {
    package struct Entry: Sendable {
        package let method: HTTPRequest.Method
        package let path: String
        package let audience: Audience
        let handler: @Sendable (Guest) async throws -> Response
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    /// A page or file for those signed in; changes nothing.
    package mutating func get(
        _ path: String, _ audience: Audience, _ use: @escaping @Sendable (Call) async throws -> Response
    ) {
        add(.get, path, audience) { guest in try await use(guest.call(for: audience)) }
    }

    /// A form sent by those signed in; its token was checked before `use` runs.
    ///
    /// With `proving`, whoever proved too long ago who they are is asked again first; what was typed is kept.
    package mutating func post(
        _ path: String, _ audience: Audience, proving: Bool = false,
        _ use: @escaping @Sendable (Call, Submission) async throws -> Response
    ) {
        add(.post, path, audience) { guest in
            let call = try guest.call(for: audience)
            let submission = try await guest.submission()
            defer { guest.discardUploads(submission) }
            guard guest.sameOrigin, submission.fields["csrf"] == call.csrf || guest.hasToken(of: call)
            else { throw WebRefusal.forged }
            guard proving else { return try await use(call, submission) }
            if let question = try await ProofCheck(call, submission).question() { return question }
            return try await use(call, submission.withoutProof(newID: guest.services.newID))
        }
    }

    /// What a script of ours asks or sends as it is; a refusal is told as JSON, with whether to try again.
    package mutating func script(
        _ method: HTTPRequest.Method, _ path: String, _ audience: Audience,
        _ use: @escaping @Sendable (Call) async throws -> Response
    ) {
        add(method, path, audience) { guest in
            do {
                let call = try guest.call(for: audience)
                guard method == .get || guest.sameOrigin && guest.hasToken(of: call) else { throw WebRefusal.forged }
                return try await use(call)
            } catch {
                guard guest.wantsJSON else { throw error }
                return ScriptRefusal(error, guest).response
            }
        }
    }

    /// A page without login.
    package mutating func open(_ path: String, _ use: @escaping @Sendable (Guest) async throws -> Response) {
        add(.get, path, .anyone, use)
    }

    /// A form without login; guarded by the origin alone.
    package mutating func openPost(
        _ path: String, _ use: @escaping @Sendable (Guest, Submission) async throws -> Response
    ) {
        add(.post, path, .anyone) { guest in
            guard guest.sameOrigin else { throw WebRefusal.forged }
            let submission = try await guest.submission()
            defer { guest.discardUploads(submission) }
            return try await use(guest, submission)
        }
    }

    private mutating func add(
        _ method: HTTPRequest.Method, _ path: String, _ audience: Audience,
        _ handler: @escaping @Sendable (Guest) async throws -> Response
    ) {
        entries.append(Entry(method: method, path: path, audience: audience, handler: handler))
    }
}

extension Guest {
    /// The signed-in request, or why it is none.
    fileprivate func call(for audience: Audience) throws -> Call {
        guard let session else { throw WebRefusal.signInFirst }
        let path = request.uri.path
        guard !session.needsCode || path == "/logout" else { throw WebRefusal.codeFirst }
        guard !session.account.mustChange || path.hasPrefix("/password") || path == "/logout"
        else { throw WebRefusal.mustChangePassword }
        guard !session.mustEnrol || ["/password", "/security", "/logout"].contains(where: path.hasPrefix)
        else { throw WebRefusal.factorFirst }
        guard audience.admits(session.account.role) else { throw WebRefusal.notYours }
        return Call(guest: self, viewer: session.account.viewer(on: services.today()), csrf: session.csrf)
    }

    /// Whether a browser says that the form comes from our own pages; other clients say nothing.
    fileprivate var sameOrigin: Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin], origin != "null" else { return request.headers[.origin] == nil }
        let own = request.head.authority ?? ""
        return origin == services.settings.publicURL || origin == "http://\(own)" || origin == "https://\(own)"
    }

    /// Whether a script sent the session's token in the header X-CSRF.
    fileprivate func hasToken(of call: Call) -> Bool { request.headers[.csrfToken] == call.csrf }

    /// What a handler did not store is gone.
    fileprivate func discardUploads(_ submission: Submission) {
        for file in submission.files { services.files.discard(temporary: file.path) }
    }
}

extension HTTPField.Name {
    static var secFetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .via }
    package static var csrfToken: HTTPField.Name { HTTPField.Name("X-CSRF") ?? .via }
    static var forwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For") ?? .via }
}
