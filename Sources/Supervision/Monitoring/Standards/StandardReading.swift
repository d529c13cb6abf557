/// The tables of indicators, resources and tolerances.
extension StandardReader {
    mutating func indicators(parts: Set<String>) -> [StandardIndicator] {
        var indicators: [StandardIndicator] = []
        for row in table("指标") {
            let code = row["编号"]
            if let place = indicators.firstIndex(where: { $0.code == code }) {
                let number = indicators[place].conditions.count + 1
                Self.add(condition(row, code: "\(code)/\(number)"), to: &indicators[place])
                continue
            }
            if code.isBlank { refuse(row, "编号", "没有填。") }
            if !parts.contains(row["部分"]) { refuse(row, "部分", "没有这个部分。") }
            var indicator = StandardIndicator(
                code: code, part: row["部分"], name: row["名称"], clause: row["条款"], unverified: row["待核"],
                isVeto: row.says("一票否决"), allowsBasic: row.says("可基本合格"), conditions: [])
            Self.add(condition(row, code: code), to: &indicator)
            indicators.append(indicator)
        }
        refuseUnasked(indicators)
        return indicators
    }

    private static func add(_ condition: StandardCondition?, to indicator: inout StandardIndicator) {
        if let condition { indicator.conditions.append(condition) } else { indicator.isUnread = true }
    }

    /// What is asked only once the rest is 基本合格 is never asked where there is no rest.
    private mutating func refuseUnasked(_ indicators: [StandardIndicator]) {
        for indicator in indicators where !indicator.isUnread && indicator.conditions.allSatisfy(\.isOnlyForBasic) {
            guard let row = table("指标").first(where: { $0["编号"] == indicator.code }) else { continue }
            refuse(row, "判定", "这项指标没有一个总要判定的条件：至少要有一行是计算或人工。")
        }
    }

    private mutating func condition(_ row: HeadedRow, code: String) -> StandardCondition? {
        let ofEach = row["对象"] == "每个单位"
        guard let measure = measure(row, ofEach: ofEach) else { return nil }
        return StandardCondition(
            code: code, name: row["条件"].isBlank ? row["名称"] : row["条件"], subject: ofEach ? .eachOrganisation : .county,
            isByStage: row.says("分学段"), applies: expression(row, "适用", ofEach: true), measure: measure,
            share: share(row, "占比") ?? Points(100))
    }

    /// A share in per cent; nil for an empty cell.
    private mutating func share(_ row: HeadedRow, _ heading: String) -> Points? {
        guard let share = points(row, heading) else { return nil }
        if share < .zero || share > Points(100) { refuse(row, heading, "应为0至100的百分数。") }
        return share
    }

    private mutating func measure(_ row: HeadedRow, ofEach: Bool) -> StandardCondition.Measure? {
        switch row["判定"] {
        case "人工": return .byHand(onlyForBasic: false)
        case "基本合格时人工": return .byHand(onlyForBasic: true)
        case "计算": break
        default:
            refuse(row, "判定", "应为计算、人工或基本合格时人工。")
            return nil
        }
        guard let threshold = threshold(row, ofEach: ofEach) else { return nil }
        if let share = share(row, "基本占比") { return .computed(threshold, basic: .share(share)) }
        guard !row["基本算式"].isBlank || !row["基本限值"].isBlank else { return .computed(threshold, basic: nil) }
        let lower = row["基本算式"].isBlank ? threshold.expression : expression(row, "基本算式", ofEach: ofEach)
        let limit = points(row, "基本限值")
        return lower.map {
            .computed(
                threshold,
                basic: .threshold(Threshold(expression: $0, relation: threshold.relation, limit: limit, limits: [:])))
        }
    }

    private mutating func threshold(_ row: HeadedRow, ofEach: Bool) -> Threshold? {
        guard let expression = expression(row, "算式", ofEach: ofEach) else {
            if row["算式"].isBlank { refuse(row, "算式", "没有填。") }
            return nil
        }
        var limits: [Stage: Points] = [:]
        for stage in [Stage.primary, .junior] { limits[stage] = points(row, stage.label + "限值") }
        let limit = points(row, "限值")
        guard expression.kind == .number else {
            if expression.kind == .text { refuse(row, "算式", "算式要得出数或是否。") }
            return Threshold(expression: expression, relation: .atLeast, limit: limit, limits: limits)
        }
        guard let relation = Expression.Relation(rawValue: row["关系"]) else {
            refuse(row, "关系", "应为≥、≤、＜、＞、=或≠。")
            return nil
        }
        if limit == nil, limits.count < 2, row["限值"].isBlank { refuse(row, "限值", "没有填。") }
        return Threshold(expression: expression, relation: relation, limit: limit, limits: limits)
    }

    mutating func tolerance(_ row: HeadedRow) -> StandardTolerance? {
        guard let applies = expression(row, "适用", ofEach: true) else {
            if row["适用"].isBlank { refuse(row, "适用", "没有填。") }
            return nil
        }
        let measure: StandardTolerance.Measure
        if row["加计"].isBlank {
            guard let threshold = threshold(row, ofEach: true) else { return nil }
            measure = .instead(threshold)
        } else {
            guard let expression = expression(row, "加计", ofEach: true) else { return nil }
            measure = .besides(expression)
        }
        guard let years = Int(row["年限"]), (1...100).contains(years) else {
            refuse(row, "年限", "应为1至100的整数。")
            return nil
        }
        return StandardTolerance(
            code: row["编号"], name: row["名称"], target: row["指标"], applies: applies, measure: measure, years: years,
            clause: row["条款"], unverified: row["待核"], isInForce: row.says("现行"))
    }

    /// The indicators that lie over schools, as `BalanceStandard` judges them; nil where the standard has none.
    mutating func resources() -> BalanceStandard? {
        let rows = table("资源")
        guard !rows.isEmpty, let rule = resourceRule(rows[0], of: rows.count) else { return nil }
        var indicators: [BalanceIndicator] = []
        for row in rows {
            guard let resource = BalanceVariable(rawValue: row["数据"]),
                row["减去"].isBlank || BalanceVariable(rawValue: row["减去"]) != nil
            else {
                refuse(row, "数据", "没有这个数据项。")
                continue
            }
            var (minimum, limit): ([Stage: Points], [Stage: Points]) = ([:], [:])
            for stage in [Stage.primary, .junior] {
                minimum[stage] = points(row, stage.label)
                limit[stage] = points(row, stage.label + "差异系数")
            }
            indicators.append(
                BalanceIndicator(
                    code: row["编号"], name: row["名称"], unit: row["单位"], resource: resource,
                    less: BalanceVariable(rawValue: row["减去"]), isPerHundred: row.says("每百名"),
                    isShared: !resource.isOfStage, minimum: minimum, limit: limit))
        }
        return BalanceStandard(
            code: line("代码"), name: line("标准"), clause: line("资源依据"), indicators: indicators, rule: rule)
    }

    /// 综合差异系数 where its limits are given, otherwise each indicator with so many tolerated down to the floor.
    private mutating func resourceRule(_ row: HeadedRow, of rows: Int) -> BalanceStandard.Rule? {
        let composite = [Stage.primary, .junior].compactMap { stage in
            Points(line(stage.label + "综合差异系数")).map { (stage, $0) }
        }
        if composite.count == 2 { return .composite(limits: Dictionary(uniqueKeysWithValues: composite)) }
        guard let tolerated = Int(line("允许未达标项数")), (0...rows).contains(tolerated),
            let floor = Points(line("未达标项不低于")), (Points.zero...Points(1)).contains(floor)
        else {
            refuse(row, "编号", "要写明“允许未达标项数”和“未达标项不低于”，或小学、初中综合差异系数。")
            return nil
        }
        return .each(tolerated: tolerated, floor: floor)
    }
}
