package import Supervision

/// The top of a page: where it is, its name, its state, and what can be done.
package struct PageHead: Sendable {
    let title: String
    var crumbs: [(title: String, path: String)] = []
    var badge: HTML?
    var subtitle: HTML?
    var actions: HTML?

    package init(
        _ title: String, crumbs: [(title: String, path: String)] = [], badge: HTML? = nil, subtitle: HTML? = nil,
        actions: HTML? = nil
    ) {
        self.title = title
        self.crumbs = crumbs
        self.badge = badge
        self.subtitle = subtitle
        self.actions = actions
    }

    package var html: HTML {
        let links = crumbs.map { crumb -> HTML in "<a href=\"\(crumb.path)\">\(crumb.title)</a>" }
        let trail: HTML? = crumbs.isEmpty ? nil : "<nav class=\"crumbs\" aria-label=\"位置\">\(links)</nav>"
        let under: HTML? = subtitle.map { "<p class=\"subtitle\">\($0)</p>" }
        let right: HTML? = actions.map { "<div class=\"actions\">\($0)</div>" }
        return """
            <div class="page-head"><div>\(trail)<h1>\(title) \(badge)</h1>\(under)</div>\(right)</div>
            """
    }
}

/// A word about a state; colour repeats what the word says.
package struct Badge: Sendable {
    package enum Tone: String, Sendable { case neutral = "", active, good, warn, late }

    package static func html(_ text: String, _ tone: Tone = .neutral) -> HTML {
        tone == .neutral
            ? "<span class=\"badge\">\(text)</span>" : "<span class=\"badge \(tone.rawValue)\">\(text)</span>"
    }
}

/// Days and instants as people read them.
package enum When {
    package static func html(_ day: Day) -> HTML { "<time datetime=\"\(day.text)\">\(day.chinese)</time>" }

    package static func html(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.text)\">\(instant.chinese)</time>"
    }
}

/// A sentence above a page's content.
package enum Said {
    package static func error(_ message: String?) -> HTML? {
        message.map { "<div class=\"notice error\" role=\"alert\">\($0)</div>" }
    }

    package static func warning(_ message: String) -> HTML {
        "<div class=\"notice warning\" role=\"status\">\(message)</div>"
    }
}
