/// What the styles of a DOCX say about numbers and hidden text.
struct WordStyles {
    private struct Style {
        var parent: String?
        var number: String?
        var level: Int?
        var isHidden: Bool?
    }

    private var styles: [String: Style] = [:]
    /// The style of paragraphs that name none.
    private(set) var standard = ""
    /// A chain of parents is not longer, or it bites its tail.
    private static let generations = 20

    init() {}

    init(_ xml: XMLPull) throws {
        var id: String?
        var isInParagraphProperties = false
        while try xml.read() {
            guard xml.event == .start || xml.event == .end else { continue }
            if xml.isNamed("style") {
                id = xml.event == .start ? xml.text(of: "styleId") ?? "" : nil
                guard let id, xml.event == .start else { continue }
                styles[id] = Style()
                if xml.text(of: "type") == "paragraph", ["1", "true"].contains(xml.text(of: "default")) {
                    standard = id
                }
            } else if xml.isNamed("pPr") {
                isInParagraphProperties = xml.event == .start
            } else if let id, xml.event == .start {
                read(xml, id, isInParagraphProperties)
            }
        }
    }

    private mutating func read(_ xml: XMLPull, _ id: String, _ isInParagraphProperties: Bool) {
        if xml.isNamed("basedOn") {
            styles[id]?.parent = xml.text(of: "val")
        } else if xml.isNamed("numId") {
            styles[id]?.number = xml.text(of: "val")
        } else if xml.isNamed("ilvl") {
            styles[id]?.level = xml.smallNumber(of: "val")
        } else if xml.isNamed("vanish"), !isInParagraphProperties {
            styles[id]?.isHidden = xml.isOn
        }
    }

    func number(of style: String) -> String? { first(style) { $0.number } }

    func level(of style: String) -> Int? { first(style) { $0.level } }

    func isHidden(_ style: String) -> Bool { first(style) { $0.isHidden } ?? false }

    /// The style and those it is based on, itself first.
    func line(of style: String) -> [String] {
        var line: [String] = []
        var next: String? = style
        while let id = next, line.count < WordStyles.generations, let found = styles[id] {
            line.append(id)
            next = found.parent
        }
        return line
    }

    private func first<T>(_ style: String, _ value: (Style) -> T?) -> T? {
        for id in line(of: style) {
            if let found = styles[id].flatMap(value) { return found }
        }
        return nil
    }
}
