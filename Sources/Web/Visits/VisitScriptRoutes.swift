import HTTPTypes
import Hummingbird
import Store
import Supervision

/// `/api/visits`: what the app on a phone takes along and sends; JSON in and out, each request may come again.
enum VisitScriptRoutes {
    static let visitors = Audience.roles(Role.office.union([.inspector]))

    static func register(on site: inout Sitemap) {
        site.script(.get, "/api/visits/package", visitors, package)
        site.script(.get, "/api/visits/:id", visitors, state)
        site.script(.post, "/api/visits/:id", visitors, send)
        site.script(.put, "/api/visits/:id/photos/:photo", visitors, photo)
    }

    private static func package(_ call: Call) async throws -> Response {
        try VisitPace.count(call)
        let found = try await call.read { db in try VisitPackages.of(call.viewer, in: db) }
        return try VisitPackageAnswer(found, call).response(after: call.query.text("after"))
    }

    private static func send(_ call: Call) async throws -> Response {
        try VisitPace.count(call)
        let limit = VisitLimits.usual.bodyBytes
        let bytes = try await call.bytes(atMost: limit, otherwise: WebRefusal.tooLarge(megabytes: limit >> 20))
        let body = try VisitBody.read(bytes)
        guard let id = body.id.flatMap(VisitBody.uuid), id == VisitBody.uuid(call.parameter("id")) else {
            throw VisitRefusal.badID
        }
        return .json(try await VisitSending.store(body.checked(now: call.services.now()), call).json)
    }

    private static func state(_ call: Call) async throws -> Response {
        let id = try visit(call)
        let receipt = try await call.read { db in try Visits.receipt(of: id, by: call.viewer, in: db) }
        let parts = VisitPhotoParts(call.services.files, account: call.viewer.account, visit: id).received
        let received = parts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(JSON.quoted($0.key.rawValue)):[\($0.value.map(String.init).joined(separator: ","))]" }
        return .json("\(receipt.json.dropLast()),\"received\":{\(received.joined(separator: ","))}}")
    }

    private static func photo(_ call: Call) async throws -> Response {
        try VisitPace.count(call)
        guard let photo = VisitBody.uuid(call.parameter("photo")) else { throw VisitRefusal.badID }
        let id = try visit(call)
        guard let part = call.query.number("part"), let count = call.query.number("of") else {
            throw VisitRefusal.badPart
        }
        let bytes = try await call.bytes(
            atMost: VisitLimits.usual.partBytes,
            otherwise: VisitRefusal.photoTooLarge(megabytes: VisitLimits.usual.photoBytes >> 20))
        let state = try await VisitSending.part(bytes, part, of: count, Identifier(photo), of: id, call)
        let received = state.received.map(String.init).joined(separator: ",")
        return .json(
            """
            {"photo":"\(photo)","received":[\(received)],"state":"\(state.isStored ? "stored" : "partial")"}
            """)
    }

    private static func visit(_ call: Call) throws -> VisitID {
        guard let id = VisitBody.uuid(call.parameter("id")) else { throw VisitRefusal.notFound }
        return Identifier(id)
    }
}

extension VisitReceipt {
    var json: String {
        let notes = marks.map { "{\"code\":\(JSON.quoted($0.code)),\"message\":\(JSON.quoted($0.message))}" }
        let photos = missing.map { JSON.quoted($0.rawValue) }
        return """
            {"id":\(JSON.quoted(id.rawValue)),"state":"\(state)","missing":[\(photos.joined(separator: ","))],\
            "notes":[\(notes.joined(separator: ","))],"number":\(JSON.quoted(number))}
            """
    }
}
