import ArgumentParser
import Foundation
import Jobs
import SQLCore
import Store
import Supervision

/// `dudao summary`: what the year's summary would say from the records as they are now; keeps nothing.
struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Drafts a year's summary (工作总结) from the records.",
        discussion: "Prints the text, or JSON with every figure, its query in words and its link; nothing is stored.")

    @Argument(help: "The year that it tells of.")
    var year: Int

    @Option(help: "Code of the region whose office writes it; may be left out where one office has accounts.")
    var region: String?

    @Option(help: "year, month or diagnosis.")
    var kind: Summary.Kind = .year

    @Option(help: "The month of a 月度通报, from 1 to 12.")
    var month: Int?

    @Option(
        help: "The day on which is counted, such as 2026-12-31; today when left out.", transform: SummaryCommand.day)
    var on: Day?

    @Option(help: "Write a DOCX by GB/T 9704 here, with footnotes and the annex of sources.")
    var docx: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        let (kind, region, at) = (kind, region, MachineClock.now())
        let today = on ?? at.day
        guard let span = SummarySpan(year: year, month: kind == .month ? month ?? 0 : nil) else {
            throw Console.failure(kind == .month ? SummaryRefusal.monthMissing.message : SummaryRefusal.noSpan.message)
        }
        let database = try await options.openCurrent()
        let answer: SummaryAnswer
        do {
            answer = try await database.read { db in
                let scope = try SummaryCommand.scope(region, span, today, at, in: db)
                let draft = try Summaries.composed(ShippedSummaryTemplates.of(kind), scope, in: db)
                return SummaryAnswer(
                    draft, kind: kind, span: span, region: scope.region, office: try scope.office(in: db))
            }
        } catch let refusal as any Refusal {
            await database.close()
            throw Console.failure(refusal.message)
        }
        await database.close()
        if let docx { try Data(answer.docx(on: today)).write(to: URL(fileURLWithPath: docx)) }
        if json { return try Console.print(json: answer) }
        try Console.print(answer.text)
        for left in answer.leftOut { Console.message("没有写入：\(left.name)（\(left.reason)）") }
    }

    /// As an officer of the region would count; the one office that there is when none is named.
    private static func scope(
        _ region: String?, _ span: SummarySpan, _ today: Day, _ at: Instant, in db: SQLConnection
    ) throws -> SummaryScope {
        let code: String
        if let region {
            code = region
        } else {
            let offices = try Summaries.offices(in: db)
            guard offices.count == 1 else { throw SummaryRefusal.regionMissing(offices) }
            code = offices[0]
        }
        guard let found = try Place.of(region: code, in: db) else { throw FigureRefusal.noRegion(code) }
        let viewer = Viewer(
            account: "system", person: "system", name: "系统", role: .officer, scope: .region(found.level, code: code),
            day: today)
        return try SummaryScope(span, region: code, visibleTo: viewer, at: at, in: db)
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw ValidationError("“\(text)” is no day such as 2026-12-31.") }
        return day
    }
}

extension Summary.Kind: ExpressibleByArgument {}

/// What `dudao summary --json` prints.
struct SummaryAnswer: Encodable, Sendable {
    let title: String
    let kind: String
    let span: String
    let region: String
    let text: String
    let blanks: [String]
    let figures: [Line]
    let leftOut: [SummaryDraft.LeftOut]
    private let summary: Summary

    enum CodingKeys: CodingKey {
        case title, kind, span, region, text, blanks, figures, leftOut
    }

    /// One figure of the text, with where it comes from.
    struct Line: Encodable, Sendable {
        let number: Int
        let code: String
        let name: String
        let value: String?
        let unit: String
        let period: String
        let definition: String
        let link: String
        let countedAt: String
    }

    init(_ draft: SummaryDraft, kind: Summary.Kind, span: SummarySpan, region: String, office: String) {
        title = draft.text.title
        self.kind = kind.rawValue
        self.span = span.text
        self.region = region
        text = draft.document().editable
        blanks = draft.document().blanks
        figures = draft.stated.enumerated().map { index, line in
            Line(
                number: index + 1, code: line.figure.mark.text, name: line.figure.name, value: line.figure.text,
                unit: line.figure.unit, period: line.figure.period, definition: line.figure.definition,
                link: line.figure.link, countedAt: line.figure.countedAt)
        }
        leftOut = draft.leftOut
        summary = Summary(
            id: "draft", kind: kind, span: span, office: office, draft: draft, by: "system", on: Day(number: 0))
    }

    func docx(on today: Day) throws -> [UInt8] {
        try DocumentFile.bytes(summary.printed(on: today))
    }
}
