package import HTTPTypes
package import Hummingbird
import NIOCore
import Supervision

/// A page inside its frame: head, top bar, navigation, main, foot.
package struct Layout: Sendable {
    private let title: String
    private let main: HTML
    private let section: String
    private let frame: Frame
    private let status: HTTPResponse.Status

    package init(page: some Page, frame: Frame, status: HTTPResponse.Status = .ok) {
        title = page.title
        main = page.main
        section = page.section
        self.frame = frame
        self.status = status
    }

    package func response(seal: () -> HTML) -> Response {
        .html(html.bytes(seal: seal), status: status)
    }

    package var html: HTML {
        """
        \(Layout.head(title: title))
        <body>
        <a class="skip" href="#main">跳到正文</a>
        <header class="topbar">
        <details class="menu navmenu"><summary aria-label="菜单">☰ 菜单</summary><div class="menu-list">\(nav)</div></details>
        <a class="brand" href="/">督导 <span>Dudao</span></a>
        <span class="office">\(frame.office)</span>
        \(frame.banner.isEmpty ? nil : banner)
        <details class="menu usermenu"><summary>\(frame.name) <small>\(frame.role.label)</small></summary>
        <div class="menu-list">
        <a href="/reminders">提醒设置</a>
        <a href="/security">登录与安全</a>
        <a href="/password">修改密码</a>
        \(Role.loop.contains(frame.role) ? "<a href=\"/calendar-feed\">日历订阅</a>" : nil)
        <form method="post" action="/logout">\(FormSeal())<button>退出登录</button></form>
        </div></details>
        </header>
        <div class="shell">
        <div class="sidenav">\(nav)</div>
        <main class="main" id="main" tabindex="-1" data-account="\(frame.account)">
        \(frame.notice.isEmpty ? nil : notice)
        \(main)
        </main>
        </div>
        </body>
        </html>

        """
    }

    private var banner: HTML { "<span class=\"demo\">\(frame.banner)</span>" }

    private var notice: HTML { "<div class=\"notice success\" role=\"status\">\(frame.notice)</div>" }

    private var nav: HTML { Navigation(of: frame.role).html(at: section) }

    /// The head of every page; style sheets and scripts carry the release in their address.
    package static func head(title: String) -> HTML {
        """
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}'>
        <title>\(title) · 督导</title>
        <link rel="stylesheet" href="\(PublicAssets.address("style.css"))">
        <link rel="icon" href="data:,">
        <script type="module" src="\(PublicAssets.address("js/behaviours.js"))"></script>
        <script defer src="\(PublicAssets.address("vendor/htmx.min.js"))"></script>
        </head>
        """
    }
}

/// A page without the frame: sign-in, public reports, errors for those not signed in.
package struct BareLayout: Sendable {
    let title: String
    let bodyClass: String
    let main: HTML

    package init(title: String, bodyClass: String, main: HTML) {
        self.title = title
        self.bodyClass = bodyClass
        self.main = main
    }

    package var html: HTML {
        """
        \(Layout.head(title: title))
        <body class="\(bodyClass)">
        \(main)
        </body>
        </html>

        """
    }

    package func response(status: HTTPResponse.Status = .ok) -> Response {
        .html(html.bytes(seal: { .empty }), status: status)
    }
}

extension Response {
    package static func html(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
