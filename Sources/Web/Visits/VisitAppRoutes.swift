import HTTPTypes
import Hummingbird
import Store
import Supervision

/// `/visits/app`: 到校督导 on a phone, for days without signal; what it needs lies in the browser after the first look.
///
/// The page holds nothing of anybody, so one copy of it serves every account of a device.
enum VisitAppRoutes {
    private static let icons = ["visit-192.png", "visit-512.png", "visit-mask.png", "visit.svg"]

    static func register(on site: inout Sitemap) {
        site.open("/visits/app") { _ in VisitAppPage.html.response() }
        site.open("/visits/app.webmanifest") { _ in file(manifest, type: "application/manifest+json; charset=utf-8") }
        site.open("/visits/sw.js") { _ in file(worker, type: "text/javascript; charset=utf-8") }
        site.open("/visits/icons/:name") { guest in
            let name = guest.parameter("name")
            guard icons.contains(name), let bytes = Asset.bytes("Web/Public/icons/\(name)") else {
                throw WebRefusal.notFound
            }
            return file(bytes, type: name.hasSuffix(".svg") ? "image/svg+xml" : "image/png")
        }
        site.get("/visits/session", VisitScriptRoutes.visitors, session)
    }

    /// Whose session it is, which kind of visit they make, and the token for a device that comes back to the network.
    private static func session(_ call: Call) async throws -> Response {
        let kind: Visit.Kind = Role.office.contains(call.viewer.role) ? .office : .routine
        return .json(
            """
            {"account":\(JSON.quoted(call.viewer.account.rawValue)),"name":\(JSON.quoted(call.viewer.name)),\
            "kind":"\(kind.rawValue)","csrf":\(JSON.quoted(call.csrf)),\
            "serverTime":\(JSON.quoted(call.services.now().description))}
            """)
    }

    /// Asked for again each time, or a device would never learn of a new release.
    private static func file(_ bytes: [UInt8], type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: .init(bytes: bytes)))
    }

    private static let manifest = Array(
        """
        {"id":"/visits/app","name":"到校督导","short_name":"到校督导","description":"没有信号也能记录的到校督导",\
        "lang":"zh-CN","dir":"ltr","start_url":"/visits/app","scope":"/visits/","display":"standalone",\
        "orientation":"portrait","background_color":"#ffffff","theme_color":"#133a6c","icons":[\
        {"src":"/visits/icons/visit-192.png","sizes":"192x192","type":"image/png","purpose":"any"},\
        {"src":"/visits/icons/visit-512.png","sizes":"512x512","type":"image/png","purpose":"any"},\
        {"src":"/visits/icons/visit-mask.png","sizes":"512x512","type":"image/png","purpose":"maskable"},\
        {"src":"/visits/icons/visit.svg","sizes":"any","type":"image/svg+xml","purpose":"any"}]}
        """.utf8)

    /// The worker with the release and everything that this release needs offline written into its head.
    private static let worker: [UInt8] = {
        let quoted = needed.map(JSON.quoted).joined(separator: ",")
        let head = "const release = \(JSON.quoted(PublicAssets.fingerprint));\nconst needed = [\(quoted)];\n"
        return Array(head.utf8) + (Asset.bytes("Web/Public/js/visit-worker.js") ?? [])
    }()

    private static let needed: [String] = {
        let modules = Asset.paths(in: "Web/Public/js").compactMap { $0.split(separator: "/").last.map(String.init) }
            .filter { ($0.hasPrefix("visit-") && $0 != "visit-worker.js") || $0 == "element.js" }
        let scripts = modules.map { PublicAssets.address("js/\($0)") }
        return ["/visits/app", "/visits/app.webmanifest", PublicAssets.address("style.css")] + scripts
            + icons.map { "/visits/icons/\($0)" }
    }()
}

/// The frame that the scripts fill; it says what is missing where they cannot run.
enum VisitAppPage {
    static var html: PlainLayout {
        PlainLayout(
            head: """
                <title>到校督导</title>
                <link rel="stylesheet" href="\(PublicAssets.address("style.css"))">
                <link rel="manifest" href="/visits/app.webmanifest">
                <link rel="icon" href="/visits/icons/visit.svg" type="image/svg+xml">
                <link rel="apple-touch-icon" href="/visits/icons/visit-192.png">
                <meta name="theme-color" content="#133a6c">
                <meta name="mobile-web-app-capable" content="yes">
                <script type="module" src="\(PublicAssets.address("js/visit-app.js"))"></script>
                """,
            body: """
                <body class="visit-app">
                <main id="main"><p class="visit-wait" role="status">正在打开…</p>
                <noscript><div class="notice error">离线到校督导需要启用 JavaScript。\
                也可以<a href="/">在网页上办理</a>。</div></noscript></main>
                </body>
                """)
    }
}

/// A whole page with a head of its own.
struct PlainLayout: Sendable {
    let head: HTML
    let body: HTML

    func response() -> Response {
        let page: HTML = """
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            \(head)
            </head>
            \(body)
            </html>

            """
        var response = Response.html(page.bytes(seal: { .empty }))
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
