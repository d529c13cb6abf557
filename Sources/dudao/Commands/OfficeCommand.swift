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
                try requireWorkbook()
                try OfficeConvert.csv(.path(file)) { bytes in
                    try FileHandle.standardOutput.write(contentsOf: bytes)
                }
            } catch let problem as any OfficeError {
                throw Complaint(problem.message)
            }
        }

        /// A script that names a workbook does not get its damaged bytes back as a table of one column.
        private func requireWorkbook() throws {
            guard file.lowercased().hasSuffix(".xlsx"), let handle = FileHandle(forReadingAtPath: file) else { return }
            defer { try? handle.close() }
            let start = try handle.read(upToCount: 4) ?? Data()
            // Those of other kinds (Excel 97, a web page, PDF) are told apart with messages of their own.
            let known: [String] = ["PK", "\u{FFFD}\u{FFFD}\u{11}", "<", "%PDF"]
            let text = String(decoding: start, as: UTF8.self)
            guard known.contains(where: text.hasPrefix) || start.isEmpty else {
                throw SpreadsheetError.damaged(part: "ZIP")
            }
        }
    }
}
