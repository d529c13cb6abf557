import Foundation
import Office
import Testing

@Suite struct MailMessageTests {
    private func mail(
        name: String = "渝北区教育督导室", subject: String = "督导待办提醒", recipient: String = "zhou@example.cn"
    ) -> MailMessage {
        MailMessage(
            sender: "dudao@example.cn", senderName: name, recipient: recipient, subject: subject,
            messageID: "0195-7@example.cn", date: MailMessage.date(secondsSince1970: 1_774_915_205), text: "您好\n再见\n",
            html: "<p>您好</p>\n", unsubscribe: "https://d.example.cn/reminders")
    }

    private func lines(_ mail: MailMessage) -> [String] {
        String(decoding: mail.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    private func headers(_ mail: MailMessage) -> [String] {
        lines(mail).prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }.map { String($0.prefix { $0 != ":" }) }
    }

    private static let expected = [
        "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        "List-Unsubscribe",
    ]

    @Test("The headers are there once each, the text is ASCII in short lines")
    func plain() {
        let mail = mail()
        #expect(headers(mail) == MailMessageTests.expected)
        #expect(lines(mail).contains("Date: Tue, 31 Mar 2026 08:00:05 +0800"))
        #expect(mail.bytes.allSatisfy { $0 < 128 })
        #expect(lines(mail).allSatisfy { $0.utf8.count <= 78 })
        #expect(
            !String(decoding: mail.bytes, as: UTF8.self).replacing("\r\n", with: "").contains { "\r\n".contains($0) })
    }

    @Test(
        "Whatever a name or a subject holds, no header begins in it",
        arguments: [
            "周\r\nBcc: all@example.cn", "周\nBcc: all@example.cn", "周\rBcc: all@example.cn", "a\u{2028}Bcc: x", "a\0b",
            "a\u{85}Bcc: x", String(repeating: "督导", count: 200), "\"quoted\" <evil@example.cn>, b", "=?UTF-8?B?eA==?=",
        ])
    func injection(text: String) {
        let mail = mail(name: text, subject: text, recipient: "zhou@example.cn\r\nBcc: all@example.cn")
        #expect(headers(mail) == MailMessageTests.expected)
        #expect(lines(mail).allSatisfy { $0.utf8.count <= 78 })
        #expect(!lines(mail).contains { $0.hasPrefix("Bcc") })
        let folded = String(decoding: mail.bytes, as: UTF8.self)
        #expect(!folded.contains("<evil@"))
    }

    @Test("No encoded word is cut inside a character or longer than 75 bytes")
    func words() throws {
        let subject = String(repeating: "督导待办👩‍👩‍👧提醒", count: 12)
        let words = lines(mail(subject: subject)).joined(separator: "\n").components(separatedBy: "=?UTF-8?B?")
            .dropFirst().map { String($0.prefix { $0 != "?" }) }
        let texts = words.map { Data(base64Encoded: $0).flatMap { String(data: $0, encoding: .utf8) } }
        #expect(!texts.contains(nil))
        #expect(texts.compactMap { $0 }.joined().contains(subject))
        #expect(words.allSatisfy { $0.utf8.count + 12 <= 75 })
    }
}
