import ArgumentParser
import Foundation
import Office

struct OfficeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "office", abstract: "Reads office files.", subcommands: [Convert.self])

    struct Convert: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the first visible sheet as CSV: UTF-8, LF, ISO dates, plain decimals, formulas' values.")

        @Argument(help: "An XLSX or CSV file.")
        var file: String

        func run() throws {
            do {
                try OfficeConvert.csv(.path(file)) { bytes in
                    try FileHandle.standardOutput.write(contentsOf: bytes)
                }
            } catch let problem as any OfficeError {
                throw Complaint(problem.message)
            }
        }
    }
}
