import Store
import Supervision

/// What a standard would say of a county, with the values put into each expression; nothing is stored.
struct DefinitionTrialPage: Page {
    let record: DefinitionRecord
    /// Nil where nothing can be judged yet.
    let county: StandardCounty?
    let counties: [Choice]
    let problems: Int
    let address: ListAddress

    var title: String { "试评：\(record.name)" }
    var section: String { "/standards" }

    var main: HTML {
        let spot = DefinitionSpot(.standard)
        let path = spot.path(record.id)
        let years = (county?.years ?? []).map { Choice("\($0)", "\($0)年") }
        let filters = [
            counties.count > 1
                ? FilterBar.choice(address, "region", "区县", Array(counties.dropFirst()), all: counties[0].label)
                : .empty,
            FilterBar.choice(address, "year", "年度", years, all: "最近一年"),
        ]
        let wrong: HTML? =
            problems > 0 ? Said.warning("标准还有\(problems)处问题，改正之前不会判为达到。") : nil
        return """
            \(PageHead(title, crumbs: spot.crumbs + [(spot.title, spot.root), (record.name, path)], badge: county?.verdict.badge,
                subtitle: county.map { county -> HTML in "\(county.name) · \(county.year)年 · 第\(record.number)版 · 用已填报的数据算出，不保存" }).html)
            \(wrong)\(FilterBar(address, filters).html)
            \(county.map(results) ?? "<div class=\"empty\"><strong>没有可以试评的数据</strong>区县填报后才能试评。</div>")
            """
    }

    private func results(_ county: StandardCounty) -> HTML {
        let parts = county.evaluation.parts.map { result -> HTML in
            let rows = county.evaluation.indicators.filter { $0.indicator.part == result.part.code }.flatMap {
                indicator in
                indicator.conditions.map { row(indicator, $0, county) }
            }
            let resources: HTML? =
                result.part.isResources ? "<p class=\"muted\">按资源指标判定，见差异系数和学校达标。</p>" : nil
            let table: HTML? =
                rows.isEmpty
                ? nil
                : """
                <div class="wide"><table class="ledger"><thead><tr><th scope="col" class="code">编号</th><th scope="col">条件</th>\
                <th scope="col" class="long">代入数据</th><th scope="col" class="num">结果</th><th scope="col" class="num">限值</th>\
                <th scope="col">判定</th></tr></thead><tbody>\(rows)</tbody></table></div>
                """
            return
                "<section class=\"section\"><h2>\(result.part.name) \(result.verdict.badge)</h2>\(resources)\(table)</section>"
        }
        return .joined(parts)
    }

    private func row(
        _ indicator: StandardEvaluation.IndicatorResult, _ result: ConditionResult, _ county: StandardCounty
    ) -> HTML {
        let condition = result.condition
        let missing = result.missing.compactMap { $0 }
        let gap: HTML? =
            missing.isEmpty
            ? nil
            : "<small>缺\(missing.count)个数：\(missing.prefix(3).map { county.label($0) }.joined(separator: "、"))\(missing.count > 3 ? "等" : "")</small>"
        return """
            <tr>\(Ledger.cell("编号", "\(condition.code)", kind: "code"))\
            \(Ledger.cell("条件", "\(condition.name.isEmpty ? indicator.indicator.name : condition.name)", kind: "lead"))\
            \(Ledger.cell("代入数据", "\(words(result, county))\(gap)", kind: "long"))\
            \(Ledger.cell("结果", value(result, county), kind: "num"))\(Ledger.cell("限值", "\(limit(condition))", kind: "num"))\
            \(Ledger.cell("判定", result.grade.badge))</tr>
            """
    }

    private func words(_ result: ConditionResult, _ county: StandardCounty) -> HTML {
        guard case .computed(let threshold, _) = result.condition.measure else { return "人工判定" }
        guard result.condition.subject == .county else { return "\(ExpressionWords.names.text(threshold.expression))" }
        return .joined(
            result.values.map { value -> HTML in
                let words = ExpressionWords.values(of: county.input.data, limit: value.limit, stage: value.stage)
                return "<div>\(value.stage?.label ?? "")\(words.text(threshold.expression))</div>"
            })
    }

    private func value(_ result: ConditionResult, _ county: StandardCounty) -> HTML {
        if result.condition.isByHand { return "—" }
        if result.condition.subject == .eachOrganisation {
            return result.failing.isEmpty
                ? "没有不符合的"
                : "\(result.failing.count)个不符合：\(result.failing.prefix(3).map { county.unit($0.organisation)?.name ?? $0.organisation }.joined(separator: "、"))\(result.failing.count > 3 ? "等" : "")"
        }
        return .joined(
            result.values.map { value -> HTML in
                "<div>\(value.stage?.label ?? "")\(value.value?.short ?? "缺数据")</div>"
            })
    }

    private func limit(_ condition: StandardCondition) -> String {
        guard case .computed(let threshold, _) = condition.measure else { return "" }
        let stages = [Stage.primary, .junior].compactMap { stage in
            threshold.limits[stage].map { "\(stage.label)\(threshold.relation.rawValue)\($0.text)" }
        }
        return stages.isEmpty
            ? threshold.limit.map { "\(threshold.relation.rawValue)\($0.text)" } ?? "" : stages.joined(separator: "，")
    }
}

extension StandardCounty {
    /// A missing figure in words.
    func label(_ missing: MissingFigure) -> String {
        let term = standard.vocabulary[missing.variable]
        let name = missing.organisation.map { unit($0)?.name ?? $0 } ?? ""
        return "\(name)\(term?.name ?? missing.variable)"
    }
}

/// What an expression gives; the form puts `.answer` below its field.
struct DefinitionCheckPage: Page {
    let record: DefinitionRecord
    let check: ExpressionCheck
    let county: StandardCounty?
    let isOfEach: Bool
    let isByStage: Bool
    let limits: (of: Points?, byStage: [Stage: Points?])

    var title: String { "检查算式" }
    var section: String { "/standards" }

    var main: HTML {
        "\(PageHead(title, crumbs: [(record.name, DefinitionSpot(.standard).path(record.id))]).html)<div class=\"answer\">\(checked)</div>"
    }

    private var checked: HTML {
        guard !check.text.isBlank else { return .empty }
        if let problem = check.problem {
            let caret = check.caret.map { caret -> HTML in "<pre class=\"caret\">\(caret.line)\n\(caret.mark)</pre>" }
            return "\(caret)<p class=\"problem\">\(problem.message)</p>"
        }
        guard let expression = check.expression else { return .empty }
        let kind = expression.kind == .number ? "得出一个数，与限值比较" : expression.kind == .truth ? "得出是或否" : "得出文字，不能用来判定"
        return
            "<p class=\"help\">\(ExpressionWords.names.text(expression))（\(kind)）</p>\(county.map { tried(expression, $0) })"
    }

    private func tried(_ expression: Expression, _ county: StandardCounty) -> HTML {
        let stages: [Stage?] = isByStage ? [.primary, .junior] : [nil]
        let lines = stages.map { stage -> HTML in
            isOfEach ? ofEach(expression, stage, county) : ofCounty(expression, stage, county)
        }
        return "<div class=\"help\">用\(county.name)\(county.year)年的数据：\(lines)</div>"
    }

    private func data(_ stage: Stage?, _ county: StandardCounty) -> ExpressionData {
        let limit = stage.flatMap { limits.byStage[$0] ?? nil } ?? limits.of
        guard let limit else { return county.input.data }
        return ExpressionData(
            rows: county.input.data.rows,
            county: county.input.data.county.merging(["limit": .number(limit)]) { $1 })
    }

    private func ofCounty(_ expression: Expression, _ stage: Stage?, _ county: StandardCounty) -> HTML {
        let data = data(stage, county)
        let outcome = expression.outcome(over: data, stage: stage)
        let limit = stage.flatMap { limits.byStage[$0] ?? nil } ?? limits.of
        let words = ExpressionWords.values(of: data, limit: limit, stage: stage).text(expression)
        return "<div>\(stage?.label ?? "")\(words) = <strong>\(said(outcome, county))</strong></div>"
    }

    /// At most five units stand for all.
    private func ofEach(_ expression: Expression, _ stage: Stage?, _ county: StandardCounty) -> HTML {
        let data = data(stage, county)
        let outcomes = zip(data.rows, expression.outcomes(over: data, stage: stage))
        let shown = outcomes.prefix(5).map { row, outcome -> HTML in
            "<div>\(county.unit(row.organisation)?.name ?? row.organisation)：<strong>\(said(outcome, county))</strong></div>"
        }
        let known = outcomes.filter { $0.1.value != nil }.count
        return "<div>\(stage?.label ?? "")\(data.rows.count)个单位，算得出的\(known)个</div>\(shown)"
    }

    private func said(_ outcome: ExpressionOutcome, _ county: StandardCounty) -> String {
        switch outcome {
        case .value(let value): return value.short
        case .missing(let figures):
            let names = figures.sorted().prefix(3).map { county.label($0) }.joined(separator: "、")
            return "缺数据（\(names)\(figures.count > 3 ? "等\(figures.count)个" : "")）"
        case .undefined(let reasons): return reasons.sorted().joined(separator: "；")
        }
    }
}
