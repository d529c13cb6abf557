import ArgumentParser
import Foundation
import SQLCore
import Store
import Supervision

extension AccountCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether administrator, security officer and auditor are three persons.",
            discussion: "Ends with 1 where they are not. The same check as on the page /separation.")

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await options.openCurrent()
            let today = MachineClock.now().day
            let report = try await database.read { db in try Duties.check(visibleTo: .system(on: today), in: db) }
            await database.close()
            for problem in report.problems {
                try Console.print("\(problem.isBreach ? "breach" : "notice")  \(problem.message)")
            }
            guard report.isSound else { throw ExitCode(1) }
            try Console.print("三种职责由不同的人担任。")
        }
    }

    struct ResetFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-factor",
            abstract: "Takes away the second factor of an account, where no security officer can.",
            discussion: "For the one security officer who lost the phone and the recovery codes. It is audited.")

        @Option(help: "What the person types to sign in.")
        var login: String

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await options.openCurrent()
            let change = Change.system("account reset-factor", at: MachineClock.now())
            do {
                _ = try await database.write { [login] db in
                    try Commands.once(change, in: db) { act in
                        guard let account = try Accounts.find(login: login, in: db) else {
                            throw AccountRefusal.notFound
                        }
                        try Accounts.resetFactor(account.id, version: account.version, act)
                        return login
                    }
                }
            } catch let refusal as any Refusal {
                throw Complaint(refusal.message)
            }
            await database.close()
            FileHandle.standardError.write(Data("second factor of \(login) taken away\n".utf8))
        }
    }
}
