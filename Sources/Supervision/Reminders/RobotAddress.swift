/// Where a robot's messages are posted; it carries the robot's key and is kept like a password.
package struct RobotAddress: Hashable, Sendable {
    package let text: String
    /// With its port where one is written, in lower case.
    package let host: String
    private let isEncrypted: Bool

    package static let mostBytes = 1_000

    /// Nil for anything that is not plainly `http(s)://host[:port]/…`.
    package init?(_ typed: String) {
        let text = typed.trimmed
        guard text.utf8.count <= RobotAddress.mostBytes, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
        else { return nil }
        let host = text.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }.lowercased()
        guard !host.isEmpty, !host.contains("@"), !text.contains("#"), !text.contains("\\"),
            RobotAddress.isHost(host)
        else { return nil }
        self.text = text
        self.host = host
        isEncrypted = scheme == "https://"
    }

    /// Without the port.
    package var hostName: String { String(host.prefix { $0 != ":" }) }

    /// What people see of it: never the key.
    package var masked: String { "\(isEncrypted ? "https" : "http")://\(host)/…\(text.suffix(4))" }

    /// Whether the administrator named its host, with or without the port, as one inside the house.
    package func isInside(_ allowed: [String]) -> Bool {
        allowed.contains { $0.lowercased() == host || $0.lowercased() == hostName }
    }

    /// Plain HTTP, and what is plainly inside the house, only where the administrator allowed it.
    package func check(allowed: [String]) throws(WebhookRefusal) {
        guard !isInside(allowed) else { return }
        guard isEncrypted else { throw .notEncrypted }
        let name = hostName
        guard name != "localhost", !name.hasSuffix(".localhost"), !name.hasSuffix(".local"), name.contains(".") else {
            throw .inside
        }
        if let bytes = RobotAddress.dotted(name), !PublicAddress.isPublic(bytes) { throw .inside }
    }

    /// A name or an IPv4 address; IPv6 is reached by name.
    private static func isHost(_ host: String) -> Bool {
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        let isName = parts[0].utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d || byte == 0x2e
        }
        guard isName, !parts[0].isEmpty, parts.count <= 2 else { return false }
        return parts.count == 1 || (Int(parts[1]).map { (1...65_535).contains($0) } ?? false)
    }

    /// `192.168.1.2` as bytes; names and odd spellings are looked at when the connection is made.
    private static func dotted(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        return parts.compactMap { $0 }
    }
}
