import CAssets
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Style sheets and scripts, served from inside the binary.
enum PublicAssets {
    static let sheets = ["tokens", "elements", "shell", "ledger", "forms", "components", "pages", "print"]

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

    static func register(on site: inout Sitemap) {
        site.open("/assets/style.css") { _ in file(style, type: "text/css; charset=utf-8") }
        site.open("/assets/:folder/:name") { guest in
            let folder = guest.parameter("folder")
            let name = guest.parameter("name")
            guard folder == "js" || folder == "vendor", let bytes = Asset.bytes("Web/Public/\(folder)/\(name)") else {
                throw WebRefusal.notFound
            }
            let script = name.hasSuffix(".js")
            return file(bytes, type: script ? "text/javascript; charset=utf-8" : "text/plain; charset=utf-8")
        }
    }

    private static func file(_ bytes: [UInt8], type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
