import CAssets
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import Supervision

/// Style sheets and scripts, served from inside the binary.
package enum PublicAssets {
    static let sheets = [
        "tokens", "elements", "shell", "ledger", "forms", "components", "pages", "plans", "visit-app", "print",
        "boards",
    ]

    /// Changes with every file, so that a browser may keep them for ever.
    static let fingerprint: String = {
        var hasher = SHA256()
        for index in 0..<dudao_asset_count() {
            guard let asset = dudao_asset_at(index)?.pointee, String(cString: asset.path).hasPrefix("Web/Public/")
            else { continue }
            hasher.update(bufferPointer: UnsafeRawBufferPointer(start: asset.bytes, count: asset.size))
        }
        return String(hasher.finalize().hexadecimal.prefix(12))
    }()

    /// All sheets as one, in the order in which they build on each other.
    static let style: [UInt8] = sheets.flatMap { Asset.bytes("Web/Public/css/\($0).css") ?? [] }

    /// Where a page finds a file, such as `js/behaviours.js`.
    ///
    /// The fingerprint is in the path, not in the query: modules import each other by relative names, so
    /// theirs carries it too, and no browser mixes the scripts of two releases.
    static func address(_ name: String) -> String { "/assets/\(fingerprint)/\(name)" }

    /// What `bin/setup` should have fetched before the build and did not.
    package static var missing: [String] {
        ["vendor/htmx.min.js", "vendor/echarts.min.js"].filter { Asset.bytes("Web/Public/\($0)") == nil }
    }

    static func register(on site: inout Sitemap) {
        site.open("/assets/:fingerprint/style.css") { guest in file(style, type: "text/css", to: guest) }
        site.open("/assets/:fingerprint/:folder/:name") { guest in
            let folder = guest.parameter("folder")
            let name = guest.parameter("name")
            guard folder == "js" || folder == "vendor" else { throw WebRefusal.notFound }
            guard let bytes = Asset.bytes("Web/Public/\(folder)/\(name)") else {
                guard missing.contains("\(folder)/\(name)") else { throw WebRefusal.notFound }
                return lacking("\(folder)/\(name)")
            }
            let type = name.hasSuffix(".js") ? "text/javascript" : "text/plain"
            guard guest.takesGzip, let packed = Asset.bytes("Web/Public/\(folder)/\(name).gz") else {
                return file(bytes, type: type, to: guest)
            }
            var answer = file(packed, type: type, to: guest)
            answer.headers[.contentEncoding] = "gzip"
            return answer
        }
    }

    /// Kept for ever under this release's own fingerprint; under another (an older server of several) not at all.
    private static func file(_ bytes: [UInt8], type: String, to guest: Guest) -> Response {
        let isOurs = guest.parameter("fingerprint") == fingerprint
        return Response(
            status: .ok,
            headers: [
                .contentType: "\(type); charset=utf-8",
                .vary: "Accept-Encoding",
                .cacheControl: isOurs ? "public, max-age=31536000, immutable" : "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func lacking(_ name: String) -> Response {
        let text = "\(name) is not in this build: run bin/setup, then bin/embed, and build again.\n"
        return Response(
            status: .notFound, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Guest {
    /// Every browser does; other clients get the file as it is.
    fileprivate var takesGzip: Bool {
        (request.headers[.acceptEncoding] ?? "").split(separator: ",").contains {
            $0.split(separator: ";").first.map { String($0).trimmed } == "gzip" && !$0.contains("q=0")
        }
    }
}
