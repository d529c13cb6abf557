import ArgumentParser
import Logging
import PostgresDriver
import SQLCore
import SQLiteDriver
import Store

/// Which database; the only place that picks a driver.
struct DatabaseOptions: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME")
    var database: String

    func open() async throws -> any SQLDatabase {
        if database.hasPrefix("sqlite:") {
            return try SQLiteDatabase(path: String(database.dropFirst("sqlite:".count)))
        }
        guard database.hasPrefix("postgres://") || database.hasPrefix("postgresql://") else {
            throw ValidationError("--database takes sqlite:PATH or postgres://…")
        }
        return try await PostgresDatabase.open(url: database)
    }

    /// Opens a database whose tables are as this program knows them.
    func openCurrent() async throws -> any SQLDatabase {
        let database = try await open()
        let state = try await database.pendingOrUnknown(Migration.all(for: database.dialect))
        guard state.isCurrent else {
            await database.close()
            throw Complaint("the database's tables are not this program's (\(state.description)); run dudao migrate")
        }
        return database
    }

    /// What a driver counted, for the log: how many writes shared how many synced transactions.
    static func work(of database: any SQLDatabase) -> Logger.Metadata? {
        guard let counted = (database as? SQLiteDatabase)?.statistics else { return nil }
        return ["writes": "\(counted.writes)", "syncs": "\(counted.batches)"]
    }
}

/// Why a subcommand gave up: one line on standard error, exit code 1.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
