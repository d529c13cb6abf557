import ArgumentParser
import SQLCore
import Store
import Supervision

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database's tables up to date.",
        discussion: "Safe to run again: what has been applied is skipped.")

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        let database = try await options.open()
        let applied = try await database.migrate(Migration.all(for: database.dialect), at: MachineClock.now().text)
        try await Seeds.plant(in: database, at: MachineClock.now())
        for migration in applied { print(migration.label) }
        if applied.isEmpty { print("nothing to apply") }
        await database.close()
    }
}
