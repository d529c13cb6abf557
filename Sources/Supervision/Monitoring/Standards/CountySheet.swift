/// A sheet of a county: figures of its own and what people judged, one a row, with the basis beside.
///
/// Columns: 项目 (code, name or number of the condition), 值, 依据.
package struct CountySheet: Sendable {
    package private(set) var values: [String: ExpressionValue] = [:]
    package private(set) var judgements: [String: Judgement] = [:]
    package private(set) var problems: [RowProblem] = []
    private let places: FigurePlaces
    private let conditions: [String: (condition: StandardCondition, allowsBasic: Bool)]
    private let columns: (item: Int, value: Int, basis: Int)?
    private var seen: [String: Int] = [:]

    package init(_ standard: Standard, header: [String]) {
        places = FigurePlaces(standard.figures.filter(\.term.isOfCounty))
        var conditions: [String: (condition: StandardCondition, allowsBasic: Bool)] = [:]
        let names = Dictionary(
            grouping: standard.indicators.flatMap(\.conditions).filter(\.isByHand).map(\.name), by: { $0 })
        for indicator in standard.indicators {
            let byHand = indicator.conditions.filter(\.isByHand)
            for condition in byHand {
                conditions[condition.code] = (condition, indicator.allowsBasic)
                // A name that several conditions share names none of them.
                if names[condition.name]?.count == 1 { conditions[condition.name] = (condition, indicator.allowsBasic) }
                if byHand.count == 1 { conditions[indicator.code] = (condition, indicator.allowsBasic) }
            }
        }
        self.conditions = conditions
        func column(_ names: [String]) -> Int? {
            header.firstIndex { names.contains(ColumnHeading.plain($0)) }
        }
        let item = column(["项目", "编号", "代码", "数据项", "指标", "item", "code"])
        columns = item.flatMap { item in
            column(["值", "数值", "结论", "value"]).map { (item, $0, column(["依据", "basis"]) ?? Int.max) }
        }
    }

    package var headerProblem: String? { columns == nil ? "县表的表头应有“项目”“值”“依据”三列。" : nil }

    package mutating func add(_ cells: [String], row: Int) {
        guard let columns, !cells.allSatisfy(\.isBlank) else { return }
        func cell(_ column: Int) -> String { column < cells.count ? cells[column].trimmingBlanks : "" }
        let (item, text, basis) = (cell(columns.item), cell(columns.value), cell(columns.basis))
        func refuse(_ column: String, _ value: String, _ reason: String) {
            problems.append(RowProblem(row: row, column: column, value: value, reason: reason))
        }
        if let first = seen[item] { return refuse("项目", item, "与第\(first)行重复。") }
        seen[item] = row
        if let known = conditions[item] {
            guard let grade = StandardGrade(written: text) else {
                return refuse("值", text, "应为合格、不合格\(known.allowsBasic ? "、基本合格" : "")或未判定。")
            }
            if grade == .basic, !known.allowsBasic { return refuse("值", text, "这一项没有基本合格，只有合格和不合格。") }
            if grade != .undetermined, basis.isBlank { return refuse("依据", "", "请写明判定的依据。") }
            judgements[known.condition.code] = Judgement(grade, basis: basis)
        } else if let place = places[item] {
            switch FigureCell.read(text, place.figure, place.times) {
            case .success(let value): values[place.code] = value
            case .failure(let problem): refuse("值", text, problem.reason)
            }
        } else {
            refuse("项目", item, "标准里没有这个数据项或要人工判定的指标。")
        }
    }
}
