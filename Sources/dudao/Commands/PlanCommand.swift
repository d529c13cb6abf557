import ArgumentParser
import Foundation
import Jobs
import Office
import Supervision

/// `dudao plan`: what a year's plan or summary says.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Reads plans (工作要点) and summaries (工作总结).", subcommands: [PlanRead.self])
}

struct PlanRead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Reads a plan or a summary: chapters, items, targets, windows, figures.",
        discussion: """
            Takes DOCX, PDF with a text layer, HTML, plain text in UTF-8 or GB18030, and DOC and WPS where LibreOffice
            is installed. Spans count Unicode scalars of the decoded text.
            """)

    @Argument(help: "The document; - reads standard input.")
    var file: String

    @Option(help: "The year, where the document masks or leaves out its own.")
    var year: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let year, !(1949...2100).contains(year) { throw ValidationError("--year is from 1949 to 2100.") }
    }

    func run() async throws {
        let reading: PlanReading
        do {
            reading = PlanReader.read(try await PlanFile.source(document()), year: year)
        } catch let error as any OfficeError {
            throw Console.failure(error.message)
        }
        if json { return try Console.print(json: PlanAnswer(reading)) }
        for line in PlanReadingLines(reading).lines { try Console.print(line) }
    }

    private func document() throws -> FileSource {
        guard file == "-" else { return .path(file) }
        // One byte more than is taken, so that too much is told from just enough.
        let limit = DocumentLimits().fileBytes + 1
        var bytes: [UInt8] = []
        while bytes.count < limit, let more = try FileHandle.standardInput.read(upToCount: 1 << 20), !more.isEmpty {
            bytes += more
        }
        return .bytes(bytes)
    }
}
