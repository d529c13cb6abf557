import ArgumentParser
import Foundation
import Office
import SQLCore
import Store
import Supervision

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract:
            "Judges the counties of a database by a balance standard: a line for each indicator of a stage, as CSV.")

    @Option(help: "The year that the figures are of.")
    var year: Int

    @Option(help: "How many years back to \(BalanceCounties.depth - 1) are judged besides.")
    var before = 0

    @Option(help: "\(BalanceStandard.shipped.map(\.code).joined(separator: " or ")).")
    var standard = BalanceStandard.qualityBalance.code

    @Flag(help: "Only by what was locked.")
    var locked = false

    @Flag(help: "JSON with unrounded numbers, a county a line.")
    var json = false

    @OptionGroup var asked: CollectOptions

    func validate() throws {
        guard BalanceStandard.shipped.contains(where: { $0.code == standard }) else {
            throw ValidationError("There is no standard “\(standard)”.")
        }
        guard (0..<BalanceCounties.depth).contains(before) else {
            throw ValidationError("--before is 0 to \(BalanceCounties.depth - 1).")
        }
    }

    func run() async throws {
        let standard = BalanceStandard.shipped.first { $0.code == self.standard } ?? .qualityBalance
        try await asked.read {
            [years = Array((year - before)...year), locked, json, region = asked.region] viewer, db in
            var print = BalancePrinter(standard, isJSON: json)
            try print.heading()
            for year in years {
                try BalanceSchools.forEachDistrict(
                    region: region, year: year, locked ? .locked : .all, visibleTo: viewer, in: db
                ) { district, schools in
                    let evaluation = BalanceEvaluation(standard, schools: schools.schools)
                    let silent = Set(schools.silent.map(\.stage))
                    try print.county(
                        district.code, year, BalanceStanding(evaluation, silent: silent), silent: schools.silent.count)
                }
            }
            try print.finish()
        }
    }
}

/// Counties as they come out of the database, none of them kept.
private struct BalancePrinter {
    private let standard: BalanceStandard
    private let isJSON: Bool
    private let encoder = JSONEncoder()
    private var writer = CSVWriter { bytes in try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

    init(_ standard: BalanceStandard, isJSON: Bool) {
        self.standard = standard
        self.isJSON = isJSON
        encoder.outputFormatting = [.sortedKeys]
    }

    mutating func heading() throws {
        guard !isJSON else { return }
        try writer.write([
            "year", "county", "verdict", "silent", "stage", "stageVerdict", "schools", "failing", "indicator", "mean",
            "sd",
            "cv", "limit", "pass",
        ])
    }

    mutating func county(_ code: String, _ year: Int, _ standing: BalanceStanding, silent: Int) throws {
        guard !isJSON else {
            let line = Line(county: code, year: year, standard: standard.code, silent: silent, standing: standing)
            try FileHandle.standardOutput.write(contentsOf: try encoder.encode(line) + Data("\n".utf8))
            return
        }
        for stage in standing.stages {
            for indicator in stage.indicators {
                try writer.write([
                    "\(year)", code, standing.verdict.rawValue, "\(silent)", stage.stage.rawValue,
                    stage.verdict.rawValue,
                    "\(stage.schools)", "\(stage.failing.count)", indicator.code, indicator.mean.map { "\($0)" } ?? "",
                    indicator.deviation.map { "\($0)" } ?? "", indicator.coefficient.map { "\($0)" } ?? "",
                    indicator.limit?.text ?? "", indicator.isWithin.map { "\($0)" } ?? "",
                ])
            }
        }
    }

    mutating func finish() throws {
        guard !isJSON else { return }
        try writer.finish()
    }

    private struct Line: Encodable {
        let county: String
        let year: Int
        let standard: String
        let silent: Int
        let standing: BalanceStanding
    }
}
