import Foundation
import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// A county's balance as CSV and JSON: everything that its pages show, nothing rounded, what is unknown empty or null.
enum BalanceFiles {
    /// Every indicator of every stage and year.
    static func indicators(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance", call.query)
        let county = try await BalanceRoutes.county(address, call)
        let head = ["年度", "学段", "指标代码", "指标", "单位", "学校标准", "县域均值", "标准差", "差异系数", "限值", "在限值内", "低于标准的学校数"]
        let rows = county.evaluations.sorted { $0.key > $1.key }.flatMap { year, evaluation in
            evaluation.stages.flatMap { stage in
                stage.indicators.map { found -> [String] in
                    let (indicator, variation) = (found.indicator, found.variation)
                    let least = indicator.minimum[stage.stage]
                    return [
                        "\(year)", stage.stage.label, indicator.code, indicator.name, indicator.unit, least?.text ?? "",
                        text(variation?.mean), text(variation?.deviation), text(variation?.coefficient),
                        found.limit?.text ?? "", found.isWithin.map { $0 ? "是" : "否" } ?? "",
                        least == nil ? "" : "\(stage.schools.count { $0.below.contains(indicator.code) })",
                    ]
                }
            }
        }
        return csv([head] + rows, named: "\(county.name)\(address.question.standard.name)指标")
    }

    /// The schools that the page of schools lists, with what they reported and what a pupil has of it.
    static func schools(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance/schools", call.query)
        let county = try await BalanceRoutes.county(address, call)
        let standard = address.question.standard
        let variables = BalanceVariable.allCases.filter { variable in
            variable != .pupils && standard.indicators.contains { $0.variables.contains(variable) }
        }
        let head =
            ["学校代码", "学校", "学段", "在校生数"] + variables.map { "\($0.label)\($0 == .equipment ? "（元）" : "")" }
            + standard.indicators.map { "\($0.name)（\($0.unit)）" } + ["达到项数", "判定"]
        let rows = BalanceSchoolFilter(address).lines(of: county, by: standard).map { line -> [String] in
            let school = line.result.school
            return [school.code, school.name, line.stage.label, "\(line.pupils)"]
                + variables.map { school.value($0, in: line.stage)?.text ?? "" }
                + line.shares.map { text($0.map { $0.value / Double(Points.scale) }) }
                + ["\(line.result.reached.count)", line.result.verdict.label]
        }
        return csv([head] + rows, named: "\(county.name)\(county.year)年学校达标情况")
    }

    static func county(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance", call.query)
        let county = try await BalanceRoutes.county(address, call)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(BalanceCountyAnswer(county, address.question))
        return Response(
            status: .ok, headers: .download(named: "\(county.name)\(county.year)年监测.json", type: "application/json"),
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private static func csv(_ rows: [[String]], named name: String) -> Response {
        Response(
            status: .ok, headers: .download(named: "\(name).csv", type: "text/csv; charset=utf-8"),
            body: .init(byteBuffer: ByteBuffer(string: CSVWriter.text(rows, .forExcel))))
    }
}

/// A county as JSON: what `dudao evaluate --json` says of each year, and every school of this one.
struct BalanceCountyAnswer: Encodable {
    let county: String
    let year: Int
    let isLockedOnly: Bool
    let standard: String
    /// With the stages that nobody has reported, no pass.
    let verdict: BalanceVerdict
    let silent: [Silent]
    let years: [String: EvaluationAnswer]
    let schools: [School]

    struct Silent: Encodable {
        let code: String
        let name: String
        let stage: String
    }

    struct School: Encodable {
        let code: String
        let name: String
        let stage: String
        let pupils: Int
        /// What a pupil has, by indicator.
        let shares: [String: Double?]
        let reached: [String]
        let below: [String]
        let belowFloor: [String]
        let unknown: [String]
        let verdict: BalanceVerdict
    }

    init(_ county: BalanceCounty, _ question: BalanceQuestion) {
        self.county = county.name
        year = county.year
        isLockedOnly = question.which == .locked
        standard = question.standard.code
        verdict = county.verdict
        silent = county.schools.silent.map { Silent(code: $0.code, name: $0.name, stage: $0.stage.rawValue) }
        years = Dictionary(
            uniqueKeysWithValues: county.evaluations.map { ("\($0.key)", EvaluationAnswer($0.value)) })
        schools = (county.evaluation?.stages ?? []).flatMap { stage in
            stage.schools.map { result in
                School(
                    code: result.school.code, name: result.school.name, stage: stage.stage.rawValue,
                    pupils: result.school.pupils[stage.stage] ?? 0,
                    shares: Dictionary(
                        uniqueKeysWithValues: question.standard.indicators.map { indicator in
                            let share = result.school.share(indicator, in: stage.stage)
                            return (indicator.code, share.map { $0.value / Double(Points.scale) })
                        }), reached: result.reached, below: result.below, belowFloor: result.belowFloor,
                    unknown: result.unknown, verdict: result.verdict)
            }
        }
    }
}
