package import SQLCore

extension Migration {
    private static let folder = "Store/Migrations"

    /// The schema's steps that travel inside the binary, for one engine.
    package static func all(for dialect: SQLDialect) throws -> [Migration] {
        let files = Asset.paths(in: folder).map { path in
            (name: String(path.dropFirst(folder.utf8.count + 1)), text: Asset.text(path) ?? "")
        }
        return try select(from: files, for: dialect)
    }
}
