import Foundation
import Store
import Supervision

/// Who may sign in, for people in a table and for scripts in `logins.json`.
enum DemoLogins {
    struct Entry: Encodable {
        let login: String
        let password: String
        let role: String
        let name: String
        let person: String

        init(_ account: DemoAccount) {
            login = account.person.login
            password = DemoCast.password
            role = account.person.role.rawValue
            name = account.person.name
            person = account.id.rawValue
        }
    }

    /// Written for its owner alone, under another name first, so that nobody reads half of it.
    static func write(_ entries: [Entry], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let draft = "\(path).new"
        try? FileManager.default.removeItem(atPath: draft)
        guard
            FileManager.default.createFile(
                atPath: draft, contents: try encoder.encode(entries), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// One login per role: role in both languages, login, password, and what to begin with.
    static func table(_ accounts: [DemoAccount]) -> String {
        let rows = accounts.map(\.person).filter(\.isListed).map { person in
            [person.login, DemoCast.password, person.role.label, person.name, person.does]
        }
        let table = [["login", "password", "角色", "姓名", "what they do"]] + rows
        let widths = (0..<5).map { column in table.map { width($0[column]) }.max() ?? 0 }
        return table.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - width($0)) }.joined(separator: "  ")
                .trimmed
        }.joined(separator: "\n")
    }

    /// Columns on a terminal: a Chinese character takes two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
    }
}
