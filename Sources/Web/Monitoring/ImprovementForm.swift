import Store
import Supervision

/// Prices as an office types them, for all schools and for single ones.
struct ImprovementForm {
    let fields: Fields
    let standard: BalanceStandard

    /// What can be bought: every resource of the standard, each once.
    static func resources(_ standard: BalanceStandard) -> [BalanceVariable] {
        var seen = Set<BalanceVariable>()
        return standard.indicators.map(\.resource).filter { seen.insert($0).inserted }
    }

    /// In what a price is asked, and how much of the variable that is.
    static func unit(of variable: BalanceVariable) -> (name: String, amount: Points) {
        switch variable {
        case .equipment: ("1万元设备", Points(10_000))
        case .teachingArea, .indoorSportsArea, .sportsArea: ("1平方米", Points(1))
        case .mediaRooms: ("1间", Points(1))
        case .computers: ("1台", Points(1))
        case .books: ("1册", Points(1))
        default: ("1人", Points(1))
        }
    }

    static let times = [(20, "20秒"), (60, "1分钟"), (120, "2分钟")]

    func checked(_ question: BalanceQuestion) throws(FormRefusal) -> NewImprovement {
        var problems: [String: String] = [:]
        var lines: [PriceLine] = []
        for variable in ImprovementForm.resources(standard) {
            guard let price = number("p.\(variable.rawValue)", &problems) else { continue }
            lines.append(
                PriceLine(
                    variable, price: price, unit: ImprovementForm.unit(of: variable).amount,
                    most: number("m.\(variable.rawValue)", &problems)))
        }
        if lines.isEmpty, problems.isEmpty {
            problems["p.\(BalanceVariable.mediaRooms.rawValue)"] = "至少填一种资源的单价；没有单价的资源不能补。"
        }
        lines += special(&problems)
        guard problems.isEmpty else { throw FormRefusal(problems) }
        let seconds = fields.number("seconds") ?? 60
        return NewImprovement(
            question: question, stage: Stage(rawValue: fields.text("stage")), prices: lines,
            seconds: min(max(seconds, 5), 120))
    }

    private func number(_ name: String, _ problems: inout [String: String]) -> Points? {
        let text = fields.text(name).normalisedCell.filter { $0 != "," }
        guard !text.isEmpty else { return nil }
        guard let value = Points(text), value >= .zero, value.scaled <= 1_000_000_000 * Points.scale else {
            problems[name] = "应为不小于0的数字，不超过10亿。"
            return nil
        }
        return value
    }

    /// 分校单价, a line each: 学校代码，资源，单价，上限.
    private func special(_ problems: inout [String: String]) -> [PriceLine] {
        let header = ["学校代码", "资源", "单价", "每校上限", "单位"]
        var table = PriceTable(header: header)
        let rows = fields.text("special").split(separator: "\n", omittingEmptySubsequences: false).prefix(1_000)
        for (number, row) in rows.enumerated() {
            var cells = row.split(omittingEmptySubsequences: false) { "，,\t".contains($0) }.map { String($0).trimmed }
            guard !(cells.count == 1 && cells[0].isEmpty) else { continue }
            guard cells.count >= 3, !cells[0].isEmpty else {
                problems["special"] = "第\(number + 1)行应写学校代码、资源、单价，用逗号隔开。"
                return []
            }
            while cells.count < 4 { cells.append("") }
            table.add(Array(cells.prefix(4)) + [""], row: number + 1, header: header)
        }
        if let first = table.problems.first {
            problems["special"] = "第\(first.row)行“\(first.value)”：\(first.reason)"
            return []
        }
        return table.prices.lines.map { line in
            PriceLine(
                line.variable, price: line.price, unit: ImprovementForm.unit(of: line.variable).amount,
                most: line.most, school: line.school)
        }
    }
}

/// The form that asks for prices.
struct ImprovementFormPage: Page {
    let county: BalanceCounty
    let address: BalanceAddress
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "最省达标方案" }
    var section: String { "/balance" }

    var main: HTML {
        let rows = ImprovementForm.resources(address.question.standard).map { variable -> HTML in
            let unit = ImprovementForm.unit(of: variable)
            let (price, most) = ("p.\(variable.rawValue)", "m.\(variable.rawValue)")
            return """
                <div class="field-row">\
                \(Field(price, "\(variable.label)：\(unit.name)多少元", value: fields.text(price), problem: problems[price]).text(isShort: true))\
                \(Field(most, "每校最多补多少（不填不限）", value: fields.text(most), problem: problems[most]).text(isShort: true))</div>
                """
        }
        let kept = ["district", "year", "standard", "data"].map { ($0, address.list.filter($0)) }.filter {
            !$0.1.isEmpty
        }
        let hidden = kept.map { name, value -> HTML in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        return """
            \(PageHead(title, crumbs: [("\(county.name)\(address.question.standard.name)监测", address.link("/balance"))],
                subtitle: "\(county.year)年 · 求花钱最少、各校都有6项达到且其余不低于85%、各项差异系数都在限值内的补足办法").html)
            \(Said.error(message))
            <form class="form" method="post" action="/improvements" data-draft="improvement">\(FormSeal())\(hidden)
            <p>填写补足每种资源的单价。没有单价的资源不补；人员、教室、计算机和图书按整数补。</p>
            \(rows)
            \(Field("special", "分校单价", value: fields.text("special"), problem: problems["special"], help: "个别学校不同的，每行一条：学校代码，资源，单价，每校上限（可不填）。例如：3150001234，体育运动场馆面积，1800，500").area(rows: 3))
            <div class="field-row">\(Field("stage", "学段", value: fields.text("stage")).select([Choice("", "小学和初中"), Choice("primary", "只算小学"), Choice("junior", "只算初中")]))\
            \(Field("seconds", "最长计算时间", value: fields.text("seconds")).select(ImprovementForm.times.map { Choice("\($0.0)", $0.1) }))</div>
            <div class="form-actions"><button class="primary">开始计算</button><a class="button quiet" href="\(address.link("/balance"))">取消</a></div></form>
            """
    }
}
