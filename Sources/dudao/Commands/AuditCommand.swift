import ArgumentParser
import SQLCore
import Store

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Checks the audit.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recomputes every entry and every seal; exit code 1 when one does not fit.")

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await options.openCurrent()
            let report = try await database.read { db in try Audit.verify(in: db) }
            await database.close()
            print("\(report.sealed) sealed, \(report.unsealed) not yet, head \(report.head)")
            guard report.problems.isEmpty else {
                throw Complaint(report.problems.prefix(50).joined(separator: "\n"))
            }
        }
    }
}
