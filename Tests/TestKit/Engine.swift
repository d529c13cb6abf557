package import SQLCore
import SQLiteDriver
import Store

/// An engine the product runs on; every store test runs on both.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite

    package static var available: [Engine] { allCases }

    /// An empty database of the test's own; with the project's tables unless `migrated` is false.
    package func makeDatabase(migrated: Bool = true) async throws -> any SQLDatabase {
        let database: any SQLDatabase
        switch self {
        case .sqlite: database = try SQLiteDatabase.inMemory()
        }
        if migrated {
            try await database.migrate(Migration.all(for: database.dialect), at: "2026-03-02T00:00:00.000Z")
        }
        return database
    }
}
