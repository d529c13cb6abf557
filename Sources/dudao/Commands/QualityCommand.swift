import ArgumentParser
import Foundation
import Supervision

/// `dudao quality`: the proof of a sample that was drawn for a quality monitoring.
struct QualityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality", abstract: "Checks samples of quality monitoring.", subcommands: [QualityVerify.self])
}

struct QualityVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Draws a round's schools again from its record and says what does not hold.")

    @Argument(help: "The record, as the public page of the round gives it.")
    var record: String

    func run() throws {
        guard let data = FileManager.default.contents(atPath: record) else {
            throw Console.failure("读不到文件：\(record)")
        }
        guard let read = try? JSONDecoder().decode(QualityRecord.self, from: data) else {
            throw Console.failure("\(record)不是监测抽样记录。")
        }
        let problems = read.problems()
        problems.forEach { Console.message($0) }
        guard problems.isEmpty else { throw ExitCode.failure }
        try Console.print("记录无误：名单\(read.frame.count)所次，抽中\(read.selected.count)所次。")
    }
}
