/// A calendar of whole days as a file that calendar programs subscribe to (RFC 5545).
package struct CalendarFile: Sendable, Equatable {
    package var name: String
    package var events: [Event]

    package init(name: String, events: [Event]) {
        self.name = name
        self.events = events
    }

    package struct Event: Sendable, Equatable {
        /// Unique in the world and the same for ever.
        package var uid: String
        package var sequence: Int
        /// `yyyy-MM-ddTHH:mm:ss.SSSZ`: when it last changed.
        package var changedAt: String
        /// `yyyy-MM-dd`.
        package var first: String
        /// `yyyy-MM-dd`: the day after the last one.
        package var end: String
        package var summary: String
        package var details: String
        package var url: String
        package var category: String
        package var isCancelled: Bool

        package init(
            uid: String, sequence: Int, changedAt: String, first: String, end: String, summary: String,
            details: String = "", url: String = "", category: String = "", isCancelled: Bool = false
        ) {
            self.uid = uid
            self.sequence = sequence
            self.changedAt = changedAt
            self.first = first
            self.end = end
            self.summary = summary
            self.details = details
            self.url = url
            self.category = category
            self.isCancelled = isCancelled
        }
    }

    package static let mediaType = "text/calendar; charset=utf-8"

    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dudao//Dudao//ZH", "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:\(CalendarFile.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
        ]
        // A calendar without any component is none, so one without events still says where its days are.
        lines += CalendarFile.zone
        lines += events.flatMap(\.lines)
        lines.append("END:VCALENDAR")
        return lines.map { CalendarFile.folded($0) + "\r\n" }.joined()
    }

    private static let zone = [
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
    ]

    /// Text as a value: what separates values is escaped, and what no line may hold is left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result += "\\n"
            case "\t": result += " "
            case "\u{0}"..."\u{1F}", "\u{7F}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A line of more than 75 octets goes on in the next one behind a space; no character is torn apart.
    static func folded(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = String(scalar).utf8.count
            if octets + width > 75 {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += width
        }
        return result
    }
}

extension CalendarFile.Event {
    fileprivate var lines: [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(CalendarFile.escaped(uid))", "DTSTAMP:\(stamp)", "SEQUENCE:\(sequence)",
            "DTSTART;VALUE=DATE:\(first.filter { $0 != "-" })", "DTEND;VALUE=DATE:\(end.filter { $0 != "-" })",
            "SUMMARY:\(CalendarFile.escaped(summary))",
        ]
        if !details.isEmpty { lines.append("DESCRIPTION:\(CalendarFile.escaped(details))") }
        if !category.isEmpty { lines.append("CATEGORIES:\(CalendarFile.escaped(category))") }
        if !url.isEmpty { lines.append("URL:\(url)") }
        lines.append("STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")")
        return lines + ["TRANSP:TRANSPARENT", "END:VEVENT"]
    }

    /// `yyyyMMddTHHmmssZ`.
    private var stamp: String { changedAt.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z" }
}
