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

        @Option(
            help: "Folder of exported heads (audit-heads beside the files): the chain must still hold each of them.")
        var heads: String?

        func run() async throws {
            let heads = try heads.map { try AuditHeads(folder: $0).heads } ?? []
            let database = try await options.openCurrent()
            var report = try await database.read { db in try Audit.verify(against: heads, in: db) }
            if heads.isEmpty, self.heads != nil { report.problems.append("the folder holds no exported head") }
            await database.close()
            print("\(report.sealed) sealed, \(report.unsealed) not yet, head \(report.head)")
            guard report.problems.isEmpty else {
                throw Complaint(report.problems.prefix(50).joined(separator: "\n"))
            }
        }
    }
}
