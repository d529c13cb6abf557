import ArgumentParser
import Foundation
import Supervision

/// `dudao draw`: a draw that anybody can repeat, and the proof of one that was made.
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draws units by a public seed, so that anybody can repeat it with sha256sum.",
        subcommands: [DrawMake.self, DrawVerify.self],
        defaultSubcommand: DrawMake.self
    )
}

struct DrawMake: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make", abstract: "Draws from a list.")

    @Option(help: "The list: CSV with a header, the id in the first column.")
    var frame: String

    @Option(help: "The public seed, taken verbatim.")
    var seed: String

    @Option(help: "How many of each stratum.")
    var count: Int?

    @Option(help: "At least this share of each stratum, rounded up, such as 30 or 12.5.")
    var percent: String?

    @Option(help: "The column that names the strata.")
    var by: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (count == nil) != (percent == nil) else { throw ValidationError("Give either --count or --percent.") }
        if let count, count < 1 { throw ValidationError("--count is at least 1.") }
        if let percent, Percent(percent) == nil {
            throw ValidationError("--percent is a decimal number above 0 and at most 100.")
        }
        if seed.isEmpty { throw ValidationError("--seed is empty.") }
    }

    func run() throws {
        let record = try Console.refusing { try draw().record() }
        if json {
            try Console.print(json: record)
        } else {
            try report(record)
        }
    }

    private func draw() throws -> Draw {
        let units = try FrameFile(path: frame).units(by: by)
        let names = Set(units.map(\.stratum)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let strata = names.map { DrawStratum(name: $0, rule: rule) }
        return try Draw(frame: DrawFrame(units), strata: strata, seed: seed)
    }

    /// `validate` has seen to it that exactly one of the two is given and well formed.
    private var rule: DrawRule {
        if let percent = percent.flatMap(Percent.init) { return .percent(percent) }
        return count.map(DrawRule.count) ?? .all
    }

    private func report(_ record: DrawRecord) throws {
        try Console.print("名单：\(record.size)个单位，摘要 \(record.frameHash)")
        var rest = record.selected[...]
        for stratum in record.strata {
            try Console.print("\(stratum.name)：\(stratum.size)个中抽取\(stratum.count)个")
            for id in rest.prefix(stratum.count) {
                try Console.print("  \(id)  \(record.tickets[id] ?? "")")
            }
            rest = rest.dropFirst(stratum.count)
        }
    }
}

struct DrawVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Draws again from a record and says what does not hold.")

    @Argument(help: "The record, as draw --json printed it.")
    var record: String

    func run() throws {
        guard let data = FileManager.default.contents(atPath: record) else {
            throw Console.failure("读不到文件：\(record)")
        }
        guard let read = try? JSONDecoder().decode(DrawRecord.self, from: data) else {
            throw Console.failure("\(record)不是抽取记录。")
        }
        let problems = read.problems()
        problems.forEach { Console.message($0.message) }
        guard problems.isEmpty else { throw ExitCode.failure }
        try Console.print("记录无误：\(read.size)个单位，抽中\(read.selected.count)个。")
    }
}
