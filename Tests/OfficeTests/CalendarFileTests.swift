import Office
import Testing

@Suite struct CalendarFileTests {
    private func event(_ summary: String = "签收问题", details: String = "", isCancelled: Bool = false)
        -> CalendarFile.Event
    {
        CalendarFile.Event(
            uid: "a1@dudao", sequence: 2, changedAt: "2026-03-02T08:05:09.123Z", first: "2026-03-31", end: "2026-04-01",
            summary: summary, details: details, url: "https://dudao.example.cn/findings/1", category: "整改",
            isCancelled: isCancelled)
    }

    @Test("An event says its days, its version and its state, and a strict reader gets back what was put in")
    func whole() throws {
        let text = CalendarFile(name: "督导 王敏", events: [event(details: "第一小学\n截止3月31日")]).text
        let parts = try ICSReader(text).events
        #expect(parts.count == 1)
        #expect(
            parts[0] == [
                "UID": "a1@dudao", "DTSTAMP": "20260302T080509Z", "SEQUENCE": "2", "DTSTART;VALUE=DATE": "20260331",
                "DTEND;VALUE=DATE": "20260401", "SUMMARY": "签收问题", "DESCRIPTION": "第一小学\n截止3月31日", "CATEGORIES": "整改",
                "URL": "https://dudao.example.cn/findings/1", "STATUS": "CONFIRMED", "TRANSP": "TRANSPARENT",
            ])
        let gone = try ICSReader(CalendarFile(name: "x", events: [event(isCancelled: true)]).text).events
        #expect(gone[0]["STATUS"] == "CANCELLED")
    }

    @Test("A calendar without events still has a component, or it would be none")
    func empty() throws {
        let reader = try ICSReader(CalendarFile(name: "督导", events: []).text)
        #expect(reader.events.isEmpty && reader.components == ["VCALENDAR", "VTIMEZONE", "STANDARD"])
    }

    @Test(
        "What separates values is escaped, and what no line may hold is left out",
        arguments: [
            ("a,b;c\\d", "SUMMARY:a\\,b\\;c\\\\d"), ("一\r\n二\n三", "SUMMARY:一\\n二\\n三"), ("a\tb", "SUMMARY:a b"),
            ("a\u{0}\u{7}\u{7F}b", "SUMMARY:ab"), ("一\u{2028}二", "SUMMARY:一\\n二"), ("", "SUMMARY:"),
            ("BEGIN:VEVENT\r\nX:1", "SUMMARY:BEGIN:VEVENT\\nX:1"),
        ])
    func escaping(typed: String, line: String) throws {
        let lines = CalendarFile(name: "x", events: [event(typed)]).text.components(separatedByLine: "\r\n")
        #expect(lines.contains(line))
    }

    @Test("No line is longer than 75 octets and no character is torn apart, wherever the fold falls")
    func folding() throws {
        let letters = Array("a督é😀,; ")
        for length in 1...130 {
            let text = String((0..<length).map { letters[($0 * $0 + length) % letters.count] })
            let file = CalendarFile(name: text, events: [event(text, details: text + text)]).text
            for line in file.components(separatedByLine: "\r\n") { #expect(line.utf8.count <= 75) }
            let read = try ICSReader(file)
            #expect(read.events[0]["SUMMARY"] == text && read.events[0]["DESCRIPTION"] == text + text)
        }
    }

    @Test("75 octets stand in one line, 76 in two", arguments: [(67, 1), (68, 2)])
    func boundary(length: Int, lines: Int) {
        let text = String(repeating: "a", count: length)
        let file = CalendarFile(name: "x", events: [event(text)]).text
        let all = file.components(separatedByLine: "\r\n")
        let start = all.firstIndex { $0.hasPrefix("SUMMARY:") } ?? 0
        #expect((all[start + 1].hasPrefix(" ") ? 2 : 1) == lines)
    }
}

/// Reads RFC 5545 as strictly as the feed is written, and refuses everything else.
struct ICSReader {
    private(set) var events: [[String: String]] = []
    private(set) var components: [String] = []

    enum Wrong: Error { case bareBreak, longLine(Int), noColon(String), unclosed, unordered(String), twice(String) }

    init(_ text: String) throws {
        guard !text.replacing("\r\n", with: "").unicodeScalars.contains(where: { $0 == "\r" || $0 == "\n" }) else {
            throw Wrong.bareBreak
        }
        for line in text.components(separatedByLine: "\r\n") where line.utf8.count > 75 {
            throw Wrong.longLine(line.utf8.count)
        }
        var open: [String] = []
        for line in text.replacing("\r\n ", with: "").components(separatedByLine: "\r\n") where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { throw Wrong.noColon(line) }
            let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
            switch name {
            case "BEGIN":
                open.append(value)
                components.append(value)
                if value == "VEVENT" { events.append([:]) }
            case "END": guard open.popLast() == value else { throw Wrong.unordered(value) }
            default:
                guard open.last == "VEVENT" else { continue }
                guard events[events.count - 1][name] == nil else { throw Wrong.twice(name) }
                events[events.count - 1][name] = ICSReader.plain(value)
            }
        }
        guard open.isEmpty, components.first == "VCALENDAR" else { throw Wrong.unclosed }
    }

    private static func plain(_ value: String) -> String {
        var result = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                result.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return result
    }
}

extension String {
    /// By scalars: `\r\n` is one character to Swift.
    fileprivate func components(separatedByLine separator: String) -> [String] {
        var parts = [""]
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts[parts.count - 1] = String(rest[..<range.lowerBound])
            parts.append("")
            rest = rest[range.upperBound...]
        }
        parts[parts.count - 1] = String(rest)
        return parts
    }
}
