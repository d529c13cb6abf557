import Office
import Store
import Supervision

/// 表Ⅱ-1, 表Ⅱ-2 and 表Ⅲ: resources of the county, of each school, and how evenly they lie.
///
/// A stage in which a school has not said how many pupils it has keeps its row, and what is counted over the stage is 缺.
struct ResourceTables {
    private let tables: OfficialTables
    private let stages: [StageFigures]
    private var indicators: [BalanceIndicator] { tables.standard.indicators }

    init(_ tables: OfficialTables) {
        self.tables = tables
        stages = [Stage.primary, .junior].map { StageFigures($0, tables.county) }
    }

    var sheets: [OfficialSheet] { [county, schools, coefficients] }

    /// What is judged, and by stage the columns `each`; above them how many schools and pupils there are, and the verdict.
    private func heads(_ first: [String], _ each: [String]) -> [[SheetSpan]] {
        let counts = stages.compactMap(\.said)
        let taking = counts.isEmpty ? "没有学校填报" : counts.joined(separator: "；")
        let said = "参加评估：\(taking)　　资源配置判定：\(tables.county.verdict.label)"
        return [
            [SheetSpan(said, columns: first.count + stages.count * each.count, .note)],
            first.map { SheetSpan($0, rows: 2) } + stages.map { SheetSpan($0.stage.label, columns: each.count) },
            stages.flatMap { _ in each.map { SheetSpan($0) } },
        ]
    }

    private var county: OfficialSheet {
        let each = ["标准", "县域均值", "达到标准的学校（所）", "达标率（%）"]
        let kinds: [SheetLayout.Column.Kind] = [.general, .number(digits: 2), .number(digits: 0), .number(digits: 1)]
        let rows = indicators.enumerated().map { index, indicator -> [SheetCell] in
            [.integer(index + 1), .text(indicator.name), .text(indicator.unit)]
                + stages.flatMap { $0.reached(indicator) }
        }
        return OfficialSheet(
            "Ⅱ-1", "县域义务教育资源配置情况", tables,
            columns: [.init("序号", width: 6), .init("指标", kind: .text, width: 36), .init("单位", width: 9)]
                + stages.flatMap { _ in zip(each, kinds).map { .init($0, kind: $1, width: 12) } },
            heads: heads(["序号", "指标", "单位"], each), rows: rows, notes: ["指标值和县域均值保留两位小数，比率保留一位小数。"])
    }

    private var schools: OfficialSheet {
        let lines = stages.flatMap { stage in stage.lines(indicators, tables.county) }
        let rows = lines.enumerated().map { index, line -> [SheetCell] in [.integer(index + 1)] + line }
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
                + stages.flatMap { $0.unevenness(indicator) }
        }
        let mean: [SheetCell] =
            [.empty, .text("各项平均（综合差异系数）")] + stages.flatMap { $0.composite(by: tables.standard.rule) }
        return OfficialSheet(
            "Ⅲ", "县域义务教育校际差异系数", tables,
            columns: [.init("序号", width: 6), .init("指标", kind: .text, width: 40)]
                + stages.flatMap { _ in zip(each, kinds).map { .init($0, kind: $1, width: 11) } },
            heads: heads(["序号", "指标"], each), rows: rows + [mean],
            notes: ["差异系数按在校生数加权，保留三位小数；与限值比较用未取舍的数，所以印出来与限值相同的也可能超出。"])
    }
}
