import Office
package import Store
package import Supervision

/// The official tables 表Ⅰ to 表Ⅵ of a county by a balance standard, as one workbook.
///
/// Compared before rounding, printed after: means with two digits, coefficients with three, shares with one. Nothing that
/// is not in the records is zero: `—` where no form asks for it, `缺` where it was asked for and is missing.
package struct OfficialTables {
    let county: BalanceCounty
    let standard: BalanceStandard
    /// The whole standard on the same county; nil where only resources are judged.
    let whole: StandardCounty?
    /// The county's own return.
    let own: RecordedValues
    /// The county's schools with all that they reported.
    let units: [MonitoredUnit]
    let today: Day

    package init(
        county: BalanceCounty, standard: BalanceStandard, whole: StandardCounty?, own: RecordedValues,
        units: [MonitoredUnit], today: Day
    ) {
        self.units = units
        self.county = county
        self.standard = standard
        self.whole = whole
        self.own = own
        self.today = today
    }

    package var bytes: [UInt8] {
        get throws { try XLSXWriter.bytes(sheets.map { ($0.layout, $0.rows) }, title: name) }
    }

    package var name: String { "\(county.name)\(county.year)年\(standard.name)表" }

    var sheets: [OfficialSheet] {
        let resources = [CountyBasicsTable(self).sheet] + ResourceTables(self).sheets
        guard let whole else { return resources }
        return resources + IndicatorTables(self, whole).sheets
    }
}

/// One table: its columns, what stands around its rows, the rows.
struct OfficialSheet {
    let layout: SheetLayout
    let rows: [[SheetCell]]

    /// `heads` are the rows between title and figures; `notes` lie below, then the line to sign.
    init(
        _ number: String, _ title: String, _ tables: OfficialTables, columns: [SheetLayout.Column],
        heads: [[SheetSpan]], rows: [[SheetCell]], notes: [String]
    ) {
        let width = columns.count
        let (left, right) = (max(1, width / 2), max(1, width - width / 2))
        let clause = tables.whole?.standard.clause ?? tables.standard.clause
        let about = "\(tables.county.name)　　\(tables.county.year)年　　\(clause)"
        let signing = [
            SheetSpan("填报单位（盖章）：\(tables.county.name)", columns: left, .note),
            SheetSpan("填表人：　　　　　审核人：　　　　　填表日期：\(tables.today.chinese)", columns: right, .note),
        ]
        let frame = SheetFrame(
            above: [
                [SheetSpan("表\(number)　\(title)", columns: width, .title)], [SheetSpan(about, columns: width, .note)],
            ] + heads,
            below: (notes + [OfficialSheet.missing]).map { [SheetSpan($0, columns: width, .note)] } + [signing])
        layout = SheetLayout(name: "表\(number)", columns: columns, frame: frame)
        self.rows = rows
    }

    static let missing = "注：“—”是采集表没有收集的数据，请手工填写；“缺”是应填而没有填报的数据，不按0计算；先比较、后取舍。"
}

extension SheetCell {
    /// No form asks for it.
    static let unasked = SheetCell.text("—")
    /// Asked for and not reported.
    static let lacking = SheetCell.text("缺")

    /// Rounded once, half away from zero; missing is said.
    static func rounded(_ value: Fraction?, digits: Int) -> SheetCell {
        value.map { .decimal($0.formatted(digits: digits)) } ?? .lacking
    }

    /// The same for what has no exact figure, such as a root.
    static func rounded(_ value: Double?, digits: Int) -> SheetCell {
        value.map { .decimal(BalanceText.decimal($0, digits: digits)) } ?? .lacking
    }

    static func whole(_ value: Int?) -> SheetCell { value.map { .integer($0) } ?? .lacking }

    /// `part` of `all` in per cent, with one digit; nothing of nothing is no share.
    static func share(_ part: Fraction?, of all: Fraction?) -> SheetCell {
        guard let part, let all else { return .lacking }
        return (Fraction(100) * part).divided(by: all).map { .rounded($0, digits: 1) } ?? .text("/")
    }
}
