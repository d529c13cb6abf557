/// What tags and their attributes mean for the text.
enum HTMLTags {
    /// Stand on lines of their own.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
    ]

    private static let unseen: Set<String> = [
        "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "math", "meter",
        "noframes", "noscript", "object", "progress", "rp", "rt", "script", "select", "style", "svg", "template",
        "textarea", "title", "video",
    ]

    private static let boilerplate: Set<String> = ["nav", "footer"]

    private static let boilerplateRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar",
    ]

    /// Names that sites give to what surrounds an article; the whole word, so that `footnote` stays.
    private static let boilerplateNames: Set<String> = [
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "crumbs", "footer", "copyright", "sidebar",
        "toolbar", "pagination", "share", "bdsharebuttonbox", "searchbox", "friendlink", "friendlinks",
    ]

    /// Whether a browser shows nothing of it as text.
    static func isUnseen(_ name: String, _ attributes: [String: String]) -> Bool {
        if unseen.contains(name) || attributes["hidden"] != nil { return true }
        guard let style = attributes["style"]?.lowercased().filter({ !$0.isWhitespace }) else { return false }
        return style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
    }

    static func isBoilerplate(_ name: String, _ attributes: [String: String]) -> Bool {
        if boilerplate.contains(name) { return true }
        if let role = attributes["role"]?.lowercased(), boilerplateRoles.contains(role) { return true }
        let names = [attributes["id"], attributes["class"]].compactMap { $0?.lowercased() }
        return names.flatMap { $0.split(whereSeparator: \.isWhitespace) }.contains {
            boilerplateNames.contains(String($0))
        }
    }

    /// The scalar that a browser shows: a no-break space is a space, and C1 codes are those of Windows.
    static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xA0: " "
        case 0x80..<0xA0: windows[Int(scalar.value) - 0x80]
        default: scalar
        }
    }

    private static let windows: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    static func number(_ text: String?, unless missing: Int) -> Int {
        let digits = text?.drop(while: \.isWhitespace).prefix { $0.isASCII && $0.isNumber }.prefix(6) ?? ""
        return Int(digits) ?? missing
    }

    /// 0 is "to the end".
    static func rows(_ text: String?) -> Int {
        let rows = number(text, unless: 1)
        return rows == 0 ? Int.max : rows
    }
}
