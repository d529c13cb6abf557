import Foundation

/// A mail as it goes over the wire (RFC 5322, MIME): text and HTML of the same, in UTF-8.
///
/// Whatever is in a name or a subject, a header stays one header: line breaks and control characters are taken out, and
/// what is not plain ASCII is encoded (RFC 2047). No line is longer than 78 bytes, except an address that is itself.
package struct MailMessage: Sendable {
    /// Checked addresses, ASCII without blanks.
    package var sender: String
    package var senderName: String
    package var recipient: String
    package var subject: String
    /// The same on every attempt, so that a second copy is known as one.
    package var messageID: String
    /// As RFC 5322 writes it.
    package var date: String
    package var text: String
    package var html: String
    /// Where the person turns mails off; empty for none.
    package var unsubscribe: String

    package init(
        sender: String, senderName: String, recipient: String, subject: String, messageID: String, date: String,
        text: String, html: String, unsubscribe: String = ""
    ) {
        self.sender = sender
        self.senderName = senderName
        self.recipient = recipient
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.text = text
        self.html = html
        self.unsubscribe = unsubscribe
    }

    /// The whole mail, lines ended by CR LF.
    package var bytes: [UInt8] {
        let boundary = "=_\(MailHeader.plain(messageID).filter { $0.isLetter || $0.isNumber }.prefix(40))"
        var lines = [
            "Date: \(MailHeader.plain(date))", "From: \(from)", "To: <\(MailHeader.plain(recipient))>",
            MailHeader.line("Subject", subject), "Message-ID: <\(MailHeader.plain(messageID))>",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"",
        ]
        let way = MailHeader.plain(unsubscribe)
        if !way.isEmpty { lines.append("List-Unsubscribe: <\(way)>") }
        lines +=
            [""] + part("text/plain", text, boundary) + part("text/html", html, boundary) + ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private var from: String {
        let name = MailHeader.words(senderName)
        return name.isEmpty ? "<\(MailHeader.plain(sender))>" : "\(name)\r\n <\(MailHeader.plain(sender))>"
    }

    private func part(_ type: String, _ content: String, _ boundary: String) -> [String] {
        let lines = content.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
        return [
            "--\(boundary)", "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", "",
            Data(lines.utf8).base64EncodedString(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]),
        ]
    }
}

/// What may stand in a header.
enum MailHeader {
    /// `Name: words`, folded; encoded words as often as needed.
    static func line(_ name: String, _ text: String) -> String { "\(name): \(words(text))" }

    /// The text as encoded words (RFC 2047, B), each within 75 bytes and cut between two characters.
    static func words(_ text: String) -> String {
        let clean = String(text.map { isControl($0) ? " " : $0 })
        guard !clean.isEmpty else { return "" }
        // The marks take 12 bytes, 48 of Base64 are 36 of text, and the header's name stands on the first line.
        var (pieces, open): ([String], String) = ([], "")
        for scalar in clean.unicodeScalars {
            if open.utf8.count + String(scalar).utf8.count > 36 {
                pieces.append(open)
                open = ""
            }
            open.unicodeScalars.append(scalar)
        }
        pieces.append(open)
        return pieces.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Visible ASCII only; for addresses and ids, which have nothing else.
    static func plain(_ text: String) -> String {
        String(text.unicodeScalars.filter { (0x20...0x7e).contains($0.value) && $0 != "<" && $0 != ">" })
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains {
            $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
        }
    }
}

extension MailMessage {
    /// A point in time as a mail's date, in the offset of Shanghai: `Tue, 31 Mar 2026 08:00:05 +0800`.
    package static func date(secondsSince1970 seconds: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 8 * 3_600)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}
