/// What a message says, apart from how a mail or a robot writes it; links are paths until it is sent.
package struct MessageBody: Hashable, Sendable, Codable {
    package struct Line: Hashable, Sendable, Codable {
        package var text: String
        package var note: String
        package var path: String
        package var isLate: Bool

        package init(text: String, note: String, path: String, isLate: Bool) {
            self.text = text
            self.note = note
            self.path = path
            self.isLate = isLate
        }
    }

    package struct Section: Hashable, Sendable, Codable {
        package var heading: String
        package var lines: [Line]

        package init(heading: String, lines: [Line]) {
            self.heading = heading
            self.lines = lines
        }
    }

    package struct Link: Hashable, Sendable, Codable {
        package var label: String
        package var path: String

        package init(label: String, path: String) {
            self.label = label
            self.path = path
        }
    }

    package var greeting: String
    package var lead: String
    package var sections: [Section]
    package var foot: String
    package var links: [Link]

    package init(
        greeting: String = "", lead: String, sections: [Section] = [], foot: String = "", links: [Link] = []
    ) {
        self.greeting = greeting
        self.lead = lead
        self.sections = sections
        self.foot = foot
        self.links = links
    }
}

extension MessageBody {
    /// As plain text; without `base`, the public address, links cannot be followed and are left out.
    package func plain(at base: String) -> String {
        func url(_ path: String) -> [String] { base.isEmpty ? [] : [base + path] }
        var blocks = [greeting, lead].filter { !$0.isEmpty }
        for section in sections {
            let lines = section.lines.enumerated().flatMap { number, line in
                (["\(number + 1). \(line.text)  \(line.note)"] + url(line.path).map { "   \($0)" })
            }
            blocks.append((["【\(section.heading)】"] + lines).joined(separator: "\n"))
        }
        if !base.isEmpty { blocks += links.map { "\($0.label)：\(base)\($0.path)" } }
        if !foot.isEmpty { blocks.append(foot) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// As the simplest HTML that mail programs show alike.
    package func html(at base: String) -> String {
        let said = [greeting, lead].filter { !$0.isEmpty }.map { "<p>\(MessageBody.escaped($0))</p>" }
        let lists = sections.map { section in
            let lines = section.lines.map { line in
                let text = MessageBody.anchor(line.text, line.path, base)
                let note = MessageBody.escaped(line.note)
                return "<li>\(line.isLate ? "<strong>\(text)</strong>" : text)<br>\(note)</li>"
            }
            return "<h3>\(MessageBody.escaped(section.heading))</h3>\n<ol>\n\(lines.joined(separator: "\n"))\n</ol>"
        }
        let ways = base.isEmpty ? [] : links.map { "<p>\(MessageBody.anchor($0.label, $0.path, base))</p>" }
        let last = foot.isEmpty ? [] : ["<p>\(MessageBody.escaped(foot))</p>"]
        let main = (said + lists + ways + last).joined(separator: "\n")
        return
            "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"></head><body>\n\(main)\n</body></html>\n"
    }

    private static func anchor(_ text: String, _ path: String, _ base: String) -> String {
        base.isEmpty ? escaped(text) : "<a href=\"\(escaped(base + path))\">\(escaped(text))</a>"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
