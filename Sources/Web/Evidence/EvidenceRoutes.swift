import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Supervision

/// `/evidence`: files, to whoever may see what they prove.
enum EvidenceRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/evidence/:id", .roles(Role.loop), show)
        site.post("/evidence/:id/removal", .roles(Role.loop), remove)
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: EvidenceID = call.id()
        let file = try await call.read { db in try EvidenceAccess.require(id, visibleTo: call.viewer, in: db) }
        return try FileDownload(
            url: call.services.files.url(of: file.hash), name: file.name, mediaType: file.mediaType, size: file.size
        ).response
    }

    private static func remove(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: EvidenceID = call.id()
        let back = call.localReferer
        return try await call.change(submission) { act in
            _ = try EvidenceAccess.remove(id, act)
            return back
        }
    }
}

/// A stored file on its way to a browser that must not run anything in it.
struct FileDownload: Sendable {
    let url: URL
    let name: String
    let mediaType: String
    let size: Int

    /// Images, which cannot act, are shown; everything else is only saved.
    private var isShown: Bool { mediaType.hasPrefix("image/") }

    var response: Response {
        get throws {
            let url = url
            guard FileManager.default.isReadableFile(atPath: url.path) else { throw EvidenceRefusal.notFound }
            let body = ResponseBody(contentLength: size) { writer in
                let handle = try FileHandle(forReadingFrom: url)
                defer { try? handle.close() }
                while let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty {
                    try await writer.write(ByteBuffer(bytes: chunk))
                }
                try await writer.finish(nil)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: mediaType, .contentDisposition: Download.disposition(name, isShown: isShown),
                    .cacheControl: "private, max-age=3600",
                    .contentSecurityPolicy: "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'none'",
                ], body: body)
        }
    }
}

extension Call {
    /// The page of ours from which a form was sent; the workbench when the browser does not say.
    var localReferer: String {
        guard let referer = request.headers[.referer] else { return "/" }
        let own = request.head.authority ?? ""
        for base in [services.settings.publicURL, "http://\(own)", "https://\(own)"]
        where !base.isEmpty && referer.hasPrefix(base + "/") {
            return String(referer.dropFirst(base.count))
        }
        return "/"
    }
}
