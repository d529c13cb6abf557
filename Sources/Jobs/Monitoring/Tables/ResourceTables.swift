import Office
import Store
import Supervision

/// 表Ⅱ-1, 表Ⅱ-2 and 表Ⅲ: resources of the county, of each school, and how evenly they lie.
struct ResourceTables {
    private let tables: OfficialTables
    private var indicators: [BalanceIndicator] { tables.standard.indicators }
    private var stages: [BalanceEvaluation.StageResult] { tables.county.evaluation?.stages ?? [] }

    init(_ tables: OfficialTables) {
        self.tables = tables
    }

    var sheets: [OfficialSheet] { [county, schools, coefficients] }

    private static let both: [Stage] = [.primary, .junior]

    private func result(_ stage: Stage) -> BalanceEvaluation.StageResult? { stages.first { $0.stage == stage } }

    /// What is judged, and by stage the columns `each`; above them how many schools and pupils there are.
    private func heads(_ first: [String], _ each: [String]) -> [[SheetSpan]] {
        let counts = stages.map { stage in
            let pupils = stage.schools.reduce(0) { $0 + ($1.school.pupils[stage.stage] ?? 0) }
            return "\(stage.stage.label)\(stage.schools.count)所、在校生\(pupils)人"
        }
        let said = "参加评估：\(counts.isEmpty ? "没有学校填报" : counts.joined(separator: "；"))"
        return [
            [SheetSpan(said, columns: first.count + 2 * each.count, .note)],
            first.map { SheetSpan($0, rows: 2) } + Self.both.map { SheetSpan($0.label, columns: each.count) },
            (each + each).map { SheetSpan($0) },
        ]
    }

    private var county: OfficialSheet {
        let each = ["标准", "县域均值", "达到标准的学校（所）", "达标率（%）"]
        let kinds: [SheetLayout.Column.Kind] = [.general, .number(digits: 2), .number(digits: 0), .number(digits: 1)]
        let rows = indicators.enumerated().map { index, indicator -> [SheetCell] in
            [.integer(index + 1), .text(indicator.name), .text(indicator.unit)]
                + Self.both.flatMap { stage in reached(indicator, stage) }
        }
        return OfficialSheet(
            "Ⅱ-1", "县域义务教育资源配置情况", tables,
            columns: [.init("序号", width: 6), .init("指标", kind: .text, width: 36), .init("单位", width: 9)]
                + Self.both.flatMap { _ in zip(each, kinds).map { .init($0, kind: $1, width: 12) } },
            heads: heads(["序号", "指标", "单位"], each), rows: rows, notes: ["指标值和县域均值保留两位小数，比率保留一位小数。"])
    }

    private func reached(_ indicator: BalanceIndicator, _ stage: Stage) -> [SheetCell] {
        guard let result = result(stage),
            let found = result.indicators.first(where: { $0.indicator.code == indicator.code })
        else { return Array(repeating: .text("/"), count: 4) }
        let mean = SheetCell.rounded(found.variation?.mean, digits: 2)
        guard let least = indicator.minimum[stage] else { return [.text("/"), mean, .text("/"), .text("/")] }
        let reached = result.schools.count { $0.reached.contains(indicator.code) }
        let isKnown = !result.schools.contains { $0.unknown.contains(indicator.code) }
        return [
            .text("≥\(least.text)"), mean, isKnown ? .integer(reached) : .lacking,
            isKnown ? .share(Double(reached), of: Double(result.schools.count)) : .lacking,
        ]
    }

    private var schools: OfficialSheet {
        let lines = stages.flatMap { stage in stage.schools.map { (stage.stage, $0) } }
        let rows = lines.enumerated().map { index, line -> [SheetCell] in
            let (stage, result) = line
            let school = result.school
            let judged = indicators.contains { $0.minimum[stage] != nil }
            return [
                .integer(index + 1), .text(school.code), .text(school.name), .text(stage.label), .unasked,
                .whole(school.pupils[stage]),
            ]
                + indicators.map { indicator in
                    .rounded(school.share(indicator, in: stage).map { $0.value / Double(Points.scale) }, digits: 2)
                } + [judged ? .integer(result.reached.count) : .text("/"), .text(judged ? result.verdict.label : "/")]
        }
        let heads = ["序号", "学校标识码", "学校名称", "学段", "举办者", "在校生数（人）"]
        return OfficialSheet(
            "Ⅱ-2", "义务教育学校资源配置情况", tables,
            columns: [
                .init("序号", kind: .number(digits: 0), width: 6), .init("学校标识码", kind: .text, width: 14),
                .init("学校名称", kind: .text, width: 26), .init("学段", width: 7), .init("举办者", width: 8),
                .init("在校生数", kind: .number(digits: 0), width: 9),
            ] + indicators.map { .init($0.name, kind: .number(digits: 2), width: 12) }
                + [.init("达到项数", kind: .number(digits: 0), width: 8), .init("判定", width: 20)],
            heads: [(heads + indicators.map { "\($0.name)（\($0.unit)）" } + ["达到项数", "判定"]).map { SheetSpan($0) }],
            rows: rows,
            notes: [
                "举办者填代码：1中央教育部门，2中央其他部门，3省级教育部门，4省级其他部门，5地级教育部门，6地级其他部门，7县级教育部门，8县级其他部门，9地方企业，10民办。",
                "一贯制学校、完全中学按学段分行；每项指标保留两位小数。",
            ])
    }

    private var coefficients: OfficialSheet {
        let each = ["县域均值", "标准差", "差异系数", "限值", "判定"]
        let kinds: [SheetLayout.Column.Kind] = [
            .number(digits: 2), .number(digits: 3), .number(digits: 3), .general, .general,
        ]
        let rows = indicators.enumerated().map { index, indicator -> [SheetCell] in
            [.integer(index + 1), .text("\(indicator.name)（\(indicator.unit)）")]
                + Self.both.flatMap { stage in unevenness(indicator, stage) }
        }
        let mean: [SheetCell] =
            [.empty, .text("各项平均（综合差异系数）")] + Self.both.flatMap { stage in composite(stage) }
        return OfficialSheet(
            "Ⅲ", "县域义务教育校际差异系数", tables,
            columns: [.init("序号", width: 6), .init("指标", kind: .text, width: 40)]
                + Self.both.flatMap { _ in zip(each, kinds).map { .init($0, kind: $1, width: 11) } },
            heads: heads(["序号", "指标"], each), rows: rows + [mean],
            notes: ["差异系数按在校生数加权，保留三位小数；与限值比较用未取舍的数，所以印出来与限值相同的也可能超出。"])
    }

    private func unevenness(_ indicator: BalanceIndicator, _ stage: Stage) -> [SheetCell] {
        guard let found = result(stage)?.indicators.first(where: { $0.indicator.code == indicator.code }) else {
            return Array(repeating: .text("/"), count: 5)
        }
        let word = found.limit == nil ? "/" : found.isWithin.map { $0 ? "在限值内" : "超出限值" } ?? "缺"
        return [
            .rounded(found.variation?.mean, digits: 2), .rounded(found.variation?.deviation, digits: 3),
            .rounded(found.variation?.coefficient, digits: 3),
            .text(found.limit.map { "≤\(BalanceText.limit($0))" } ?? "/"), .text(word),
        ]
    }

    /// The plain mean of all coefficients; only 基本均衡 judges it.
    private func composite(_ stage: Stage) -> [SheetCell] {
        guard let result = result(stage) else { return Array(repeating: .text("/"), count: 5) }
        let limit: Points? = if case .composite(let limits) = tables.standard.rule { limits[stage] } else { nil }
        return [
            .text("/"), .text("/"), .rounded(result.composite, digits: 3),
            .text(limit.map { "≤\(BalanceText.limit($0))" } ?? "/"), .text(limit == nil ? "/" : result.verdict.label),
        ]
    }
}
