import ArgumentParser
import Foundation
import Supervision

/// `dudao draw`: a draw that anybody can repeat, and the proof of one that was made.
struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "按公开种子抽取单位，任何人都能用 sha256sum 复算。",
        subcommands: [DrawMake.self, DrawVerify.self],
        defaultSubcommand: DrawMake.self
    )
}

struct DrawMake: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "make", abstract: "从名单中抽取。")

    @Option(help: "名单（CSV，有表头，第一列为代码）。")
    var frame: String

    @Option(help: "公开的种子，原样使用。")
    var seed: String

    @Option(help: "每层抽取的个数。")
    var count: Int?

    @Option(help: "每层抽取的最低百分比，如 30 或 12.5%，向上取整。")
    var percent: String?

    @Option(help: "按此列分层。")
    var by: String?

    @Flag(help: "输出 JSON。")
    var json = false

    func validate() throws {
        guard (count == nil) != (percent == nil) else { throw ValidationError("请在 --count 与 --percent 中选一个。") }
        if let count, count < 1 { throw ValidationError("--count 至少为1。") }
        if let percent, Percent(percent) == nil { throw ValidationError("--percent 应为大于0、不超过100的十进制数。") }
        if seed.isEmpty { throw ValidationError("--seed 不能为空。") }
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
    static let configuration = CommandConfiguration(commandName: "verify", abstract: "复核一份抽取记录。")

    @Argument(help: "抽取记录（JSON）。")
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
