import Store
import Supervision

/// The leader's page on a wall: no navigation, large, read anew every minute.
struct LeaderWallPage: Sendable {
    let overview: LeaderOverview
    let office: String
    let now: Instant

    /// How often the screen asks for what is new.
    static let seconds = 60

    var layout: BareLayout {
        BareLayout(title: "大屏 · \(overview.placeName)", bodyClass: "wall", main: body)
    }

    private var body: HTML {
        """
        <main class="wall-main" id="main" data-wall="\(LeaderWallPage.seconds)" tabindex="-1">
        <header class="wall-head"><div><h1>\(overview.placeName)教育督导 \
        \(Badge.html(overview.lamp.colour.label, LampBadge.tone(overview.lamp.colour)))</h1>\
        <p class="muted">\(office)，数据截至\(When.html(now))，每\(LeaderWallPage.seconds)秒更新</p>\
        <p class="notice warning" data-wall-problem hidden role="status">暂时读不到新的数据，屏幕上是较早的内容。\
        如果登录已过期，请<a href="/login">重新登录</a>。</p></div>\
        <div class="actions no-print"><button type="button" data-fullscreen hidden>全屏</button>\
        <a class="button" href="\(overview.links.leader())">退出大屏</a></div></header>
        \(LeaderFigureList(overview).html)
        \(overview.isEmpty ? LeaderWallPage.empty : content)
        </main>
        """
    }

    private static let empty: HTML = """
        <div class="empty"><strong>还没有可以统计的内容</strong><p>督导项目启动、问题下发之后显示在这里。</p></div>
        """

    private var content: HTML {
        """
        <div class="wall-grid">
        <section class="section"><h2>\(hasDistricts ? "各地区" : "各项目")</h2>\
        <ul class="lamps">\(hasDistricts ? lamps(overview.districtLines) : lamps(overview.campaignLines))</ul></section>
        \(hasDistricts ? campaigns : nil)
        <section class="section">\(hasDistricts && overview.findings.open > 0
            ? overview.districtChart(.folded).html : overview.campaignChart(.folded).html)</section>
        <section class="section">\(overview.trendChart(.folded).html)</section>
        \(hasDistricts ? nil : grades)
        </div>
        <section class="section wall-rule">\(LampWords.html(overview.rule))</section>
        """
    }

    private var hasDistricts: Bool {
        overview.districts.count > 1 || overview.districts.first?.district?.isOwn == false
    }

    private var grades: HTML? {
        let lines = overview.gradeLines
        return lines.isEmpty
            ? nil
            : """
            <section class="section"><h2>各严重程度的问题</h2><ul class="lamps">\(lamps(lines))</ul></section>
            """
    }

    private var campaigns: HTML? {
        guard !overview.campaigns.isEmpty else { return nil }
        return """
            <section class="section"><h2>各项目</h2><ul class="lamps">\(lamps(overview.campaignLines))</ul></section>
            """
    }

    /// The reddest first, so that the wall shows them whatever its size.
    private func lamps(_ lines: [LeaderLine]) -> [HTML] {
        let order = lines.enumerated().sorted { left, right in
            (left.element.lamp.colour.rawValue, right.offset) > (right.element.lamp.colour.rawValue, left.offset)
        }
        return order.map { _, line in
            let why = line.lamp.reasons.isEmpty ? line.small : line.lamp.reasons.joined(separator: "；")
            let link = line.path.isEmpty ? line.links?.findings() ?? "" : line.path
            let name: HTML = link.isEmpty ? "\(line.name)" : "<a href=\"\(link)\">\(line.name)</a>"
            return """
                <li class="\(LampBadge.tone(line.lamp.colour).rawValue)">\(Badge.html(
                    line.lamp.colour.label, LampBadge.tone(line.lamp.colour)))<span>\(name)<small>\(why)</small></span></li>
                """
        }
    }
}
