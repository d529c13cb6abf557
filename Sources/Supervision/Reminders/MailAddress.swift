/// A mail address that can be written into a header and said to a server as it is (电子邮箱).
///
/// ASCII only, as every mail server takes it; nothing in it can end a line or a header.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ typed: String) {
        let text = typed.trimmed
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        let (local, domain) = (text[..<at], text[text.index(after: at)...])
        guard (1...64).contains(local.utf8.count), local.utf8.allSatisfy(MailAddress.isLocal),
            local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
            MailAddress.isDomain(domain)
        else { return nil }
        self.text = text
    }

    package var domain: String { text.split(separator: "@").last.map(String.init) ?? "" }
    package var description: String { text }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
