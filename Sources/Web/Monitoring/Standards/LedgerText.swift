import Store
import Supervision

/// What the ledger's columns say of one figure, count or judgement.
struct LedgerText {
    let county: StandardCounty

    init(_ county: StandardCounty) {
        self.county = county
    }

    /// Where things stand.
    func now(_ item: StandardLedger.Item) -> String {
        switch item.measure {
        case .figure(nil, _, _): return "数据不全"
        case .figure(let value?, _, let limit):
            guard value.quantity != nil else { return comparison(item) ?? (value.truth == true ? "是" : "否") }
            return LedgerText.number(value, limit: limit, grade: item.grade)
        case .coefficient(let value, let limit):
            return value == nil
                ? "数据不全" : BalanceText.coefficient(value, limit: limit, isWithin: item.grade == .notMet ? false : nil)
        case .count(let failing, let open, let total, _):
            let missing = open > 0 ? "，\(open)个缺数据" : ""
            return total == 0 ? "没有适用的单位" : "\(failing)个未达到\(missing)，共\(total)个"
        case .judgement(let judgement): return judgement?.grade.label ?? "未判定"
        }
    }

    /// What is asked.
    func asked(_ item: StandardLedger.Item) -> String {
        switch item.measure {
        case .figure(_, let relation, let limit?): "\(relation.rawValue)\(limit.text)"
        case .figure: "符合"
        case .coefficient(_, let limit): limit.map { "≤\(BalanceText.limit($0))" } ?? "不单独判定"
        case .count(_, _, _, let share): share == Points(100) ? "全部达到" : "\(share.text)%达到"
        case .judgement: "人工判定"
        }
    }

    /// How far it is; empty where no number says it.
    func gap(_ item: StandardLedger.Item) -> String {
        if let lacking = item.measure.lacking {
            return lacking == 0 ? "" : "差\(lacking)个"
        }
        if case .coefficient(let value?, let limit?) = item.measure {
            let apart = Double(limit.scaled) / Double(Points.scale) - value
            let isOver = item.grade == .notMet
            let digits = (3...9).first {
                BalanceText.decimal(apart.magnitude, digits: $0).contains { $0 != "0" && $0 != "." }
            }
            return "\(isOver ? "超" : "余")\(BalanceText.decimal(apart.magnitude, digits: digits ?? 3))"
        }
        guard let margin = item.measure.margin else { return "" }
        let size = Quantity.exact(margin.magnitude).short
        if margin.isZero {
            switch item.measure {
            case .figure(_, .less, _): return "等于限值，须小于"
            case .figure(_, .greater, _): return "等于限值，须大于"
            default: return "正好"
            }
        }
        return "\(margin.isNegative ? "差" : "余")\(size == "0" ? "不足0.0001" : size)"
    }

    /// Which of the line's items it is; empty where there is only one.
    func label(_ item: StandardLedger.Item, of line: StandardLedger.Line) -> String {
        let stage = item.stage?.label ?? ""
        let name = item.name == line.name || line.items.allSatisfy { $0.code == item.code } ? "" : item.name
        if case .indicator = line.kind { return name.isEmpty ? stage : stage.isEmpty ? name : "\(name)（\(stage)）" }
        return stage
    }

    /// The comparison with its values put in, where an expression is only true or false.
    private func comparison(_ item: StandardLedger.Item) -> String? {
        guard case .computed(let threshold, _)? = county.standard.condition(item.code)?.condition.measure else {
            return nil
        }
        return ExpressionWords.values(
            of: county.input.data, limit: threshold.limit(of: item.stage), stage: item.stage
        ).text(threshold.expression)
    }

    /// With as many digits as it takes to see on which side of the limit it is.
    static func number(_ value: ExpressionValue, limit: Points?, grade: StandardGrade) -> String {
        guard let quantity = value.quantity, let limit, grade == .notMet else { return value.short }
        return quantity.short(apartFrom: limit)
    }
}

extension StandardGrade {
    var badge: HTML {
        switch self {
        case .met: Badge.html(label, .good)
        case .basic: Badge.html(label, .active)
        case .notMet: Badge.html(label, .late)
        case .undetermined: Badge.html(label, .warn)
        }
    }

    /// Of a veto: whether it was seen.
    var veto: String {
        switch self {
        case .met: "没有发现"
        case .basic, .undetermined: label
        case .notMet: "发现"
        }
    }
}
