import Office
import Store
import Supervision

/// 表Ⅳ to 表Ⅵ: what is asked of the government, of quality and of recognition, indicator by indicator.
struct IndicatorTables {
    private let tables: OfficialTables
    private let county: StandardCounty
    private var whole: StandardEvaluation { county.evaluation }

    init(_ tables: OfficialTables, _ county: StandardCounty) {
        self.tables = tables
        self.county = county
    }

    /// Parts after the resources, in their order; the veto has no table.
    var sheets: [OfficialSheet] {
        let named = [("2", "Ⅳ", "政府保障程度"), ("3", "Ⅴ", "教育质量")]
        return named.compactMap { code, number, title in
            let found = whole.indicators.filter { $0.indicator.part == code }
            return found.isEmpty ? nil : sheet(number, title, found)
        } + [recognition]
    }

    private func sheet(
        _ number: String, _ title: String, _ found: [StandardEvaluation.IndicatorResult]
    ) -> OfficialSheet {
        var rows: [[SheetCell]] = []
        for (index, result) in found.enumerated() {
            for (place, condition) in result.conditions.enumerated() {
                rows.append([
                    place == 0 ? .integer(index + 1) : .empty, place == 0 ? .text(result.indicator.name) : .empty,
                    .text(condition.condition.name == result.indicator.name ? "" : condition.condition.name),
                    .text(requirement(condition.condition)), .text(value(condition)), .text(condition.grade.label),
                    place == 0 ? .text(result.grade.label) : .empty, .text(note(condition)),
                ])
            }
        }
        let heads = ["序号", "指标", "条件", "标准", "数值", "条件判定", "指标判定", "说明"]
        let widths = [6, 40, 34, 18, 22, 10, 10, 34]
        return OfficialSheet(
            number, title, tables,
            columns: zip(heads, widths).map { .init($0, kind: $1 > 20 ? .text : .general, width: $1) },
            heads: [heads.map { SheetSpan($0) }], rows: rows,
            notes: ["比率保留一位小数，平均数保留两位，差异率保留三位，其他数取整；要人工判定的，在指标台账里判定后填写。"])
    }

    private func requirement(_ condition: StandardCondition) -> String {
        guard case .computed(let threshold, _) = condition.measure else { return "人工判定" }
        let limits = [Stage.primary, .junior].compactMap { stage in
            threshold.limits[stage].map { "\(stage.label)\(threshold.relation.rawValue)\($0.text)" }
        }
        if !limits.isEmpty { return limits.joined(separator: "，") }
        return threshold.limit.map { "\(threshold.relation.rawValue)\($0.text)" } ?? "符合"
    }

    private func value(_ result: ConditionResult) -> String {
        if result.condition.isByHand { return result.judgement.map { $0.grade.label } ?? "缺" }
        if result.condition.subject == .eachOrganisation {
            return result.grade == .undetermined ? "缺" : "不符合\(result.failing.count)所"
        }
        guard case .computed(let threshold, _) = result.condition.measure else { return "缺" }
        let digits = PrintedDigits(county.standard.figures).count(threshold.expression)
        let shown = result.values.compactMap { value -> String? in
            guard let found = value.value else { return nil }
            guard let quantity = found.quantity else { return found.text == "是" ? "符合" : "不符合" }
            return (value.stage?.label ?? "") + quantity.fraction.formatted(digits: digits)
        }
        return shown.isEmpty ? "缺" : shown.joined(separator: "，")
    }

    private func note(_ result: ConditionResult) -> String {
        if let judgement = result.judgement { return judgement.basis }
        if !result.failing.isEmpty {
            let names = result.failing.prefix(5).map { county.unit($0.organisation)?.name ?? $0.organisation }.joined(
                separator: "、")
            return "\(names)\(result.failing.count > 5 ? "等" : "")不符合"
        }
        let missing = result.missing.compactMap { $0 }
        guard !missing.isEmpty else { return result.reasons.joined(separator: "；") }
        let units = Set(missing.compactMap(\.organisation)).count
        return units > 0 ? "\(units)所学校没有填报" : "县级采集表没有填报"
    }

    private var recognition: OfficialSheet {
        let cells = ["recognition", "parentRecognition"].map {
            SheetCell.rounded(tables.own[$0].map { Fraction($0) }, digits: 1)
        }
        let asked = whole.indicators.first { $0.indicator.part == "4" }
        let least = asked?.indicator.conditions.first.map { requirement($0) } ?? ""
        let heads = ["合计（%）", "其中家长（%）", "标准", "判定"]
        return OfficialSheet(
            "Ⅵ", "社会认可度", tables,
            columns: [
                .init(heads[0], kind: .number(digits: 1), width: 22),
                .init(heads[1], kind: .number(digits: 1), width: 22),
                .init(heads[2], width: 22), .init(heads[3], width: 22),
            ], heads: [heads.map { SheetSpan($0) }], rows: [cells + [.text(least), .text(asked?.grade.label ?? "")]],
            notes: ["满意度由问卷调查和实地走访得出，按最近一次调查填报，保留一位小数。"])
    }
}
