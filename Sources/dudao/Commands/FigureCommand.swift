import ArgumentParser
import SQLCore
import Store
import Supervision

struct FigureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figure", abstract: "Counts figures (指标) as the office of a region sees them.",
        subcommands: [List.self, Show.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists every figure with its value in a year.")

        @OptionGroup var asked: FigureOptions
        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let period = try asked.checkedPeriod()
            let answers = try await asked.read(options) { viewer, db in
                let book = try Figures.book(for: viewer, in: db)
                let requests = book.all.map(\.code).map { FigureRequest($0, asked.narrow, period) }
                let fitting = asked.narrow.isEmpty ? requests : requests.filter { (try? book.narrowed($0)) != nil }
                return try Figures.compared(fitting, from: book, visibleTo: viewer, in: db).map(FigureAnswer.init)
            }
            guard asked.json else {
                for answer in answers { try Console.print(answer.line) }
                return
            }
            try Console.print(json: answers)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one figure: what it counts, its value, last year's, and the page with its rows.",
            discussion: "CODE may carry what narrows it, as in a template: 'inspection.visited | 幼儿园'.")

        @Argument(help: "Such as finding.closed.share.")
        var code: String

        @OptionGroup var asked: FigureOptions
        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let period = try asked.checkedPeriod()
            let written = FigureRequest(written: code, period)
            let request = FigureRequest(written.code, written.qualifiers + asked.narrow, period)
            let answers = try await asked.read(options) { viewer, db in
                let book = try Figures.book(for: viewer, in: db)
                return try Figures.compared([request], from: book, visibleTo: viewer, in: db).map(FigureAnswer.init)
            }
            guard asked.json else {
                for answer in answers { try Console.print(answer.whole) }
                return
            }
            try Console.print(json: answers[0])
        }
    }
}

/// Whose figures, and for which time.
struct FigureOptions: ParsableArguments {
    @Option(help: "The year; or a whole period such as 2026-03, 2026-q1, 2026-spring or 2026-01-01..2026-06-30.")
    var year: String

    @Option(help: "The region whose office looks; the whole nation where none is given.")
    var region: String?

    @Option(help: "What narrows the figures, such as 幼儿园; several times for several.")
    var narrow: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func checkedPeriod() throws -> FigurePeriod {
        guard let period = FigurePeriod(year) else { throw ValidationError(FigureRefusal.period(year).message) }
        return period
    }

    func read<T: Sendable>(
        _ options: DatabaseOptions, _ body: @escaping @Sendable (Viewer, SQLConnection) throws -> T
    ) async throws -> T {
        let database = try await options.openCurrent()
        let (region, today) = (region, MachineClock.now().day)
        do {
            let answer = try await database.read { db in
                try body(FigureOptions.viewer(region, on: today, in: db), db)
            }
            await database.close()
            return answer
        } catch let refusal as any Refusal {
            await database.close()
            throw Complaint(refusal.message)
        }
    }

    private static func viewer(_ region: String?, on today: Day, in db: SQLConnection) throws -> Viewer {
        var scope = Scope.nation
        if let region {
            guard let known = try Place.of(region: region, in: db) else { throw FigureRefusal.noRegion(region) }
            scope = .region(known.level, code: region)
        }
        return Viewer(account: "", person: "", name: "", role: .officer, scope: scope, day: today)
    }
}

/// A figure as the command line tells it.
struct FigureAnswer: Encodable, Sendable {
    let code: String
    let qualifiers: [String]
    let name: String
    let unit: String
    let period: String
    let text: String
    /// An exact fraction, such as `514/2312`; null where nothing is known.
    let value: String?
    /// `number`, `noData` or `undefined`.
    let state: String
    let before: String
    let change: String?
    let meaning: String
    let link: String?

    init(now: FigureReading, before: FigureReading) {
        code = now.request.code
        qualifiers = now.request.qualifiers
        name = now.name
        unit = now.figure.unit
        period = now.request.period.text
        text = now.text
        value = now.value.number?.stored
        state = ["none": "noData", "undefined": "undefined"][now.value.stored] ?? "number"
        self.before = before.text
        change = now.change(from: before)?.text()
        meaning = now.words
        link = now.link
    }

    var whole: String {
        """
        \(name)  \(text)
        \(meaning)
        上年：\(before)\(change.map { "，\($0)" } ?? "")
        \(link ?? "")
        """
    }

    var line: String { "\(code)\t\(name)\t\(text)\t\(change ?? "")" }
}
