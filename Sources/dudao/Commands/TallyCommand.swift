import ArgumentParser
import SQLCore
import Store

struct TallyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally", abstract: "Checks or remakes what the leader's page counts.",
        subcommands: [Verify.self, Recount.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts every row and compares; exit code 1 when a number does not fit.")

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await options.openCurrent()
            let differences = try await database.read { db in try Tally.differences(in: db) }
            await database.close()
            guard differences == 0 else {
                throw Complaint("\(differences) numbers do not fit; dudao tally recount makes them anew")
            }
            print("every number fits")
        }
    }

    struct Recount: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Counts every row and stores the numbers anew.")

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await options.openCurrent()
            let cells = try await database.write { db in try Tally.recount(in: db) }
            await database.close()
            print("\(cells) numbers")
        }
    }
}
