/// A sheet of prices, one resource per row: what it is, what a unit costs, and for which school if not for all.
package struct PriceTable: Sendable {
    package private(set) var prices = PriceList()
    package private(set) var problems: [RowProblem] = []
    private let columns: [Column?]
    private var rows: [String: Int] = [:]

    private enum Column: Hashable, Sendable {
        case resource, price(times: Int), unit, most, school, whole
    }

    package init(header: [String]) {
        columns = header.map { Self.column($0) }
    }

    /// What no price can be read without; nil when it is there.
    package var headerProblem: String? {
        func has(_ isIt: (Column) -> Bool) -> Bool { columns.contains { $0.map(isIt) ?? false } }
        guard has({ $0 == .resource }) else { return "单价表的表头里没有“资源”一列。" }
        guard has({ if case .price = $0 { true } else { false } }) else { return "单价表的表头里没有“单价”一列。" }
        return nil
    }

    /// Headings that nobody asked for; they are left alone.
    package func unknownHeadings(of header: [String]) -> [String] {
        zip(header, columns).filter { $0.1 == nil && !$0.0.isBlank }.map(\.0)
    }

    /// Adds one row, or says what is wrong with it; a blank one counts for nothing.
    package mutating func add(_ cells: [String], row: Int, header: [String]) {
        guard cells.contains(where: { !$0.normalisedCell.isEmpty }) else { return }
        let before = problems.count
        var draft = Draft()
        for (place, column) in columns.enumerated() where place < cells.count {
            guard let column else { continue }
            if let reason = draft.read(column, cells[place].normalisedCell) {
                problems.append(RowProblem(row: row, column: header[place], value: cells[place], reason: reason))
            }
        }
        guard problems.count == before else { return }
        guard let variable = draft.variable, let price = draft.price else {
            return problems.append(
                RowProblem(row: row, column: "资源、单价", value: "", reason: "资源和单价都要填。"))
        }
        let key = "\(draft.school ?? "")\u{0}\(variable.rawValue)"
        if let first = rows[key] {
            return problems.append(
                RowProblem(row: row, column: "资源", value: variable.label, reason: "与第\(first)行重复。"))
        }
        rows[key] = row
        prices.set(
            ResourcePrice(variable, price: price, unit: draft.unit, isWhole: draft.isWhole, most: draft.most),
            for: draft.school)
    }

    private struct Draft {
        var variable: BalanceVariable?
        var price: Points?
        var unit = Points(1)
        var most: Points?
        var school: String?
        var isWhole: Bool?

        /// Nil when the cell could be read.
        mutating func read(_ column: Column, _ text: String) -> String? {
            guard !text.isEmpty else { return nil }
            switch column {
            case .resource:
                variable = PriceTable.variable(text)
                return variable == nil ? "没有这种资源；请写数据项代码或中文名称，如“网络多媒体教室数”。" : nil
            case .price(let times):
                price = PriceTable.number(text).flatMap { price in
                    price.scaled <= 1_000_000_000 * Points.scale / times ? Points(scaled: price.scaled * times) : nil
                }
                return price == nil ? "应为不小于0的数字，不超过10亿元。" : nil
            case .unit:
                guard let known = PriceTable.units[text.comparisonKey] else { return "应为人、间、平方米、元或万元等。" }
                unit = known
                return nil
            case .most:
                most = PriceTable.number(text)
                return most == nil ? "应为不小于0的数字。" : nil
            case .school: school = text
            case .whole:
                isWhole = ["是", "整数", "yes", "true", "1"].contains(text.comparisonKey)
            }
            return nil
        }
    }

    private static let units: [String: Points] = [
        "人": Points(1), "名": Points(1), "位": Points(1), "间": Points(1), "个": Points(1), "台": Points(1), "册": Points(1),
        "平方米": Points(1), "㎡": Points(1), "m2": Points(1), "元": Points(1), "万元": Points(10_000),
    ]

    private static func number(_ text: String) -> Points? {
        let plain = text.filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        return Points(plain).flatMap { $0 < .zero ? nil : $0 }
    }

    private static func variable(_ text: String) -> BalanceVariable? {
        let key = text.comparisonKey
        return BalanceVariable.allCases.first {
            $0 != .pupils && ($0.rawValue.lowercased() == key || $0.label.comparisonKey == key)
        }
    }

    private static func column(_ heading: String) -> Column? {
        let key = heading.comparisonKey.filter { !"()（）[]【】_-".contains($0) }
        switch key {
        case "resource", "资源", "数据项", "资源代码", "资源名称": return .resource
        case "price", "cost", "单价", "单价元", "costperunit", "价格", "unitcost": return .price(times: 1)
        case "单价万元", "cost万元", "price万元": return .price(times: 10_000)
        case "unit", "单位": return .unit
        case "most", "max", "上限", "每校上限", "maxperschool", "每校最多": return .most
        case "school", "学校代码", "学校", "schoolcode", "学校标识码": return .school
        case "whole", "整数", "取整", "只能整数": return .whole
        default: return nil
        }
    }
}
