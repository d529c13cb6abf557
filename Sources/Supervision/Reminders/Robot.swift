/// Whose group robot a message goes to (群机器人), with what it takes.
package enum RobotKind: String, Sendable, CaseIterable {
    case weCom = "wecom"
    case dingTalk = "dingtalk"
    case generic

    package var label: String {
        switch self {
        case .weCom: "企业微信群机器人"
        case .dingTalk: "钉钉群机器人"
        case .generic: "通用（JSON）"
        }
    }

    /// Bytes of Markdown in one message: 企业微信 says 4096; 钉钉 says 20000 for the whole body, JSON's marks included.
    package var mostBytes: Int {
        switch self {
        case .weCom: 4_096
        case .dingTalk: 16_000
        case .generic: 60_000
        }
    }

    /// Messages in 60 seconds; both say 20, and the clocks need not agree.
    package static let mostPerMinute = 18
}

/// A message as the Markdown that group robots show, in as many parts as their limit asks for.
package struct RobotText: Sendable {
    package let title: String
    private let lines: [String]

    /// Without `base`, the public address, there are no links.
    package init(_ body: MessageBody, title: String, at base: String) {
        self.title = title
        func link(_ text: String, _ path: String) -> String {
            base.isEmpty ? RobotText.escaped(text) : "[\(RobotText.escaped(text))](\(base)\(path))"
        }
        let sections = body.sections.flatMap { section in
            ["**\(RobotText.escaped(section.heading))**"]
                + section.lines.map { line in
                    let note = line.note.isEmpty ? "" : "：\(RobotText.escaped(line.note))"
                    return "- \(link(line.text, line.path))\(note)"
                }
        }
        let said = [body.greeting, body.lead].filter { !$0.isEmpty }.map(RobotText.escaped)
        let ways = base.isEmpty ? [] : body.links.map { link($0.label, $0.path) }
        lines = ["### \(RobotText.escaped(title))"] + said + sections + ways
    }

    /// Whole lines, as many to a part as fit; a line that alone is too long is cut between two characters.
    package func parts(mostBytes: Int) -> [String] {
        var parts: [String] = []
        var open = ""
        for line in lines.map({ RobotText.cut($0, to: mostBytes) }) {
            let next = open.isEmpty ? line : "\(open)\n\(line)"
            if next.utf8.count <= mostBytes {
                open = next
            } else {
                parts.append(open)
                open = line
            }
        }
        return open.isEmpty ? parts : parts + [open]
    }

    /// The text in at most `bytes` bytes of UTF-8; what was cut off shows as ….
    package static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var (result, left) = ("", bytes - "…".utf8.count)
        for character in text {
            left -= character.utf8.count
            guard left >= 0 else { break }
            result.append(character)
        }
        return result + "…"
    }

    /// What would be read as Markdown, and line breaks, are taken out of names and titles.
    ///
    /// By scalars: CR LF is one character and neither of the two.
    private static func escaped(_ text: String) -> String {
        let marks = "[]()*_`<>#\n\r\u{85}\u{2028}\u{2029}".unicodeScalars
        return text.unicodeScalars.reduce(into: "") { $0.unicodeScalars.append(marks.contains($1) ? " " : $1) }
    }
}
