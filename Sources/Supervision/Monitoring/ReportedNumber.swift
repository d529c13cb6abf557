/// A number as offices write it into a sheet.
package enum ReportedNumber {
    package struct Problem: Error, Hashable, Sendable {
        package let reason: String
    }

    /// No figure of a school or a county is larger; what is has a wrong unit or a slipped digit.
    static let largest = Points(1_000_000_000)

    /// Reads full-width digits and separators between thousands; `times` changes its unit.
    package static func read(_ text: String, isWhole: Bool = false, times: Int = 1) -> Result<Points, Problem> {
        guard let plain = plain(text) else { return .failure(Problem(reason: "千位分隔符的位置不对，请改成不带逗号的数字。")) }
        guard let exact = Fraction(decimal: plain) else { return .failure(Problem(reason: "应为数字。")) }
        if exact.isNegative { return .failure(Problem(reason: "不能是负数。")) }
        if Fraction(largest) < exact { return .failure(Problem(reason: "数值过大，请核对单位。")) }
        guard let value = Points(plain) else { return .failure(Problem(reason: "小数最多四位。")) }
        if isWhole, value.scaled % Points.scale != 0 { return .failure(Problem(reason: "应为整数。")) }
        let (scaled, isOver) = value.scaled.multipliedReportingOverflow(by: times)
        guard !isOver, scaled <= largest.scaled else { return .failure(Problem(reason: "数值过大，请核对单位。")) }
        return .success(Points(scaled: scaled))
    }

    /// Without separators; nil where they do not stand between thousands, since `1,5` may mean one and a half.
    package static func plain(_ text: String) -> String? {
        let half = String(text.normalisedCell.filter { !$0.isWhitespace }.map { $0 == "，" ? "," : $0 })
        guard half.contains(",") else { return half }
        let parts = half.split(separator: ".", omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
        guard parts.dropFirst().allSatisfy({ !$0.contains(",") }), let first = groups.first,
            (1...3).contains(first.filter { $0 != "-" }.count), groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return half.filter { $0 != "," }
    }
}

/// The heading of a column without its unit and the signs that offices put in different places.
struct ColumnHeading {
    let key: String
    /// The unit of money that the heading names; nil for none.
    let money: Money?

    enum Money {
        case yuan, tenThousandYuan
    }

    init(_ heading: String) {
        let plain = Self.plain(heading)
        let unit = Self.units.first { plain.hasSuffix($0) && plain.count > $0.count }
        key = unit.map { String(plain.dropLast($0.count)) } ?? plain
        money = unit == "万元" ? .tenThousandYuan : unit == "元" ? .yuan : nil
    }

    static func plain(_ heading: String) -> String {
        heading.comparisonKey.filter { !"()（）[]【】_-.、，,".contains($0) }
    }

    private static let units = ["万元", "元", "平方米", "㎡", "m2", "人", "间", "台", "册", "个", "所", "件", "起", "%"]
}
