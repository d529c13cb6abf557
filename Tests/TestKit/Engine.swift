import Foundation
package import SQLCore
import SQLiteDriver
import Store

/// An engine the product runs on; every store test runs on both.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// Always both: a test run without PostgreSQL fails instead of saying less.
    package static var available: [Engine] { allCases }

    /// The engine of this run's route tests: `bin/test` runs them once with each.
    package static var ofRoutes: Engine {
        ProcessInfo.processInfo.environment["DUDAO_TEST_ENGINE"].flatMap { Engine(rawValue: $0) } ?? .sqlite
    }

    /// An empty database of the test's own; with the project's tables unless `migrated` is false.
    ///
    /// Nothing needs to be closed: it goes when nobody refers to it.
    package func makeDatabase(migrated: Bool = true) async throws -> any SQLDatabase {
        switch self {
        case .sqlite: return try SQLiteDatabase.inMemory(like: migrated ? try await Engine.tables.value : nil)
        case .postgres:
            return try await TestServer.shared.makeDatabase(like: migrated ? try await Engine.template.value : nil)
        }
    }

    // Making the tables takes many times as long as copying them.
    private static let tables = Task {
        let database = try SQLiteDatabase.inMemory()
        try await migrate(database)
        return database
    }

    private static let template = Task { try await TestServer.shared.makeTemplate(migrate) }

    private static func migrate(_ database: any SQLDatabase) async throws {
        try await database.migrate(Migration.all(for: database.dialect), at: "2026-03-02T00:00:00.000Z")
    }
}
