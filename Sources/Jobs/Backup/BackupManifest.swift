import SQLCore
package import Store

/// The last part of a backup: what it holds, so that a restore can tell that nothing is missing.
package struct BackupManifest: Sendable, Equatable, Codable {
    package struct Step: Sendable, Equatable, Codable {
        package let label: String
        package let digest: String
    }

    package let format: Int
    package let writtenAt: String
    package let migrations: [Step]
    package let tables: [TableContent]
    package let files: Int
    /// Files that the database names and the folder did not have.
    package let missing: [String]

    static let current = 1
    static let name = "manifest.json"
}

/// How the parts of a backup are called.
enum BackupPart: Equatable {
    case table(String)
    case file(String)
    case manifest

    init?(_ name: String) {
        let words = name.split(separator: "/").map(String.init)
        if name == BackupManifest.name {
            self = .manifest
        } else if words.count == 2, words[0] == "tables", words[1].hasSuffix(".jsonl") {
            self = .table(String(words[1].dropLast(".jsonl".count)))
        } else if words.count == 2, words[0] == "files", words[1].utf8.count == 64 {
            self = .file(words[1])
        } else {
            return nil
        }
    }

    var name: String {
        switch self {
        case .table(let name): "tables/\(name).jsonl"
        case .file(let hash): "files/\(hash)"
        case .manifest: BackupManifest.name
        }
    }
}
