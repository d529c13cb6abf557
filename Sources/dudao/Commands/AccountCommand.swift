import ArgumentParser
import Foundation
import SQLCore
import Store
import Supervision

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Makes and checks accounts.",
        subcommands: [Create.self, Check.self, ResetFactor.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account; its password comes on standard input.",
            discussion: "Exactly one of --region and --organisation, except for inspectors and evaluators, "
                + "who see what is granted to them.")

        @Option(help: "What the person types to sign in.")
        var login: String

        @Option(help: "The person's name.")
        var name: String

        @Option(help: "One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
        var role: Role

        @Option(help: "Region code: GB/T 2260, a local zone's code, or 000000 for the whole country.")
        var region: String?

        @Option(help: "Code of the organisation.")
        var organisation: String?

        @Flag(help: "Read the password from standard input (the only way).")
        var passwordStdin = false

        @Flag(help: "Do not ask for a new password at the first sign-in.")
        var noFirstChange = false

        @OptionGroup var options: DatabaseOptions

        func validate() throws {
            guard passwordStdin else { throw ValidationError("--password-stdin is needed") }
            guard region == nil || organisation == nil else {
                throw ValidationError("--region and --organisation exclude each other")
            }
            if role.belongsToOrganisation, organisation == nil {
                throw ValidationError("--organisation is needed for the role \(role.rawValue)")
            }
            if !role.belongsToOrganisation, region == nil {
                throw ValidationError("--region is needed for the role \(role.rawValue)")
            }
        }

        func run() async throws {
            let password = readLine(strippingNewline: true) ?? ""
            if let problem = Password.problem(password, login: login) { throw Complaint(problem) }
            let database = try await options.openCurrent()
            let new = NewAccount(
                login: login, name: name, role: role, region: region, organisationCode: organisation,
                password: try Password.hashed(password, cost: 32_768), mustChange: !noFirstChange)
            let change = Change.system("account create", at: MachineClock.now())
            do {
                _ = try await database.write { db in
                    try Commands.once(change, in: db) { act in try new.create(act).rawValue }
                }
            } catch let refusal as any Refusal {
                throw Complaint(refusal.message)
            }
            await database.close()
            FileHandle.standardError.write(Data("account \(login) made\n".utf8))
        }
    }
}

extension Role: ExpressibleByArgument {}
