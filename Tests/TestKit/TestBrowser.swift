import Foundation
package import HTTPTypes
import Store
import Web

/// A browser with its own cookies; fills forms as a person's browser does.
package final class TestBrowser {
    private let site: TestSite
    private var cookies: [String: String] = [:]
    private var csrf: String?
    /// Sent with every request, such as what a proxy adds.
    package var headers = HTTPFields()
    /// As the site set them, with their attributes.
    package private(set) var setCookies: [String] = []

    init(site: TestSite) {
        self.site = site
    }

    package func get(_ path: String, accept: String = "text/html") async throws -> TestAnswer {
        try await send(.get, path, body: [], type: nil, headers: [.accept: accept])
    }

    /// Sends a form; with `sealed` it carries the session's token and a command id (fresh unless given).
    package func post(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:], command: String? = nil, sealed: Bool = true,
        accept: String = "text/html"
    ) async throws -> TestAnswer {
        try await post(
            path, pairs: fields.map { ($0.key, $0.value) }, command: command, sealed: sealed, accept: accept)
    }

    /// As `post`, for the fields of a table of cases.
    package func post(_ path: String, dictionary fields: [String: String]) async throws -> TestAnswer {
        try await post(path, pairs: fields.map { ($0.key, $0.value) }, command: nil, sealed: true, accept: "text/html")
    }

    package func post(
        _ path: String, pairs fields: [(String, String)], command: String? = nil, sealed: Bool = true,
        accept: String = "text/html"
    ) async throws -> TestAnswer {
        var pairs = fields
        if sealed { pairs += [("csrf", try await token()), ("command", command ?? site.services.newID())] }
        let text = pairs.map { "\(Fields.encoded($0.0))=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return try await send(
            .post, path, body: Array(text.utf8), type: "application/x-www-form-urlencoded",
            headers: [.accept: accept])
    }

    /// Sends bytes as a script of ours does: the token in a header, JSON as the answer unless said otherwise.
    package func script(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [], sealed: Bool = true,
        accept: String = "application/json"
    ) async throws -> TestAnswer {
        var headers: HTTPFields = [.accept: accept]
        if sealed, method != .get { headers[.csrfToken] = try await token() }
        return try await send(method, path, body: body, type: "application/json", headers: headers)
    }

    /// Sends a form with files, as multipart/form-data.
    package func upload(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:],
        files: [(field: String, name: String, bytes: [UInt8])], command: String? = nil, sealed: Bool = true
    ) async throws -> TestAnswer {
        try await upload(path, pairs: fields.map { ($0.key, $0.value) }, files: files, command: command, sealed: sealed)
    }

    /// As `upload`, with fields that were made elsewhere.
    package func upload(
        _ path: String, pairs fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])],
        command: String? = nil, sealed: Bool = true, accept: String = "text/html"
    ) async throws -> TestAnswer {
        let boundary = "----dudao\(UUID().uuidString)"
        var body: [UInt8] = []
        var pairs = fields
        if sealed { pairs += [("csrf", try await token()), ("command", command ?? site.services.newID())] }
        for (name, value) in pairs {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            let head = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\""
            body += "--\(boundary)\r\n\(head)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8
            body += file.bytes
            body += "\r\n".utf8
        }
        body += "--\(boundary)--\r\n".utf8
        return try await send(
            .post, path, body: body, type: "multipart/form-data; boundary=\(boundary)", headers: [.accept: accept])
    }

    /// The session's token, read from a page as a browser would have it.
    private func token() async throws -> String {
        if let csrf { return csrf }
        let page = try await get("/password").text
        guard let range = page.range(of: "name=\"csrf\" value=\"") else { throw TestSiteError.noToken(page) }
        let found = String(page[range.upperBound...].prefix { $0 != "\"" })
        csrf = found
        return found
    }

    /// Sends bytes as they are, for what no browser would send.
    package func send(raw bytes: [UInt8], to path: String, type: String) async throws -> TestAnswer {
        try await send(.post, path, body: bytes, type: type, headers: [.accept: "text/html"])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8], type: String?, headers: HTTPFields
    ) async throws -> TestAnswer {
        var headers = headers
        headers.append(contentsOf: self.headers)
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        headers[.contentType] = type
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        let answer = try await site.respond(head, body: body)
        for cookie in answer.headers[values: .setCookie] {
            setCookies.append(cookie)
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = String(pair[1])
            if pair[0].hasSuffix("dudao") { csrf = nil }
        }
        return answer
    }
}
