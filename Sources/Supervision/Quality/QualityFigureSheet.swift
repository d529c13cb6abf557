/// A sheet of what the monitoring centre says of counties: 区县, 年级, 科目, and 等级 or 校际差异率 or both.
package struct QualityFigureSheet: Sendable {
    private enum Column: String, CaseIterable {
        case county = "区县"
        case grade = "年级"
        case subject = "科目"
        case level = "等级"
        case share = "校际差异率"

        static let figures: [Column] = [.level, .share]
    }

    private let header: [String]
    private let columns: [Column: Int]
    private let round: QualityRound
    /// Regions by code and by name; several where counties of the round have the same name.
    private let regions: [String: [String]]

    package init(header: [String], of round: QualityRound, counties: [(region: String, name: String)]) {
        self.header = header
        self.round = round
        let keys = header.map(\.comparisonKey)
        columns = Dictionary(
            Column.allCases.compactMap { column in keys.firstIndex(of: column.rawValue).map { (column, $0) } }
        ) { first, _ in first }
        regions = Dictionary(
            counties.flatMap { [($0.region, [$0.region]), ($0.name, [$0.region])] }, uniquingKeysWith: +)
    }

    /// Whether the row may be the header: it names counties and subjects.
    package var isHeader: Bool { columns[.county] != nil && columns[.subject] != nil }

    /// What is wrong with the sheet as a whole: a misspelt heading must not be taken for figures that nobody gave.
    package var problem: String? {
        let keys = header.map(\.comparisonKey)
        if let twice = Column.allCases.first(where: { column in keys.count { $0 == column.rawValue } > 1 }) {
            return "有两列“\(twice.rawValue)”，请只留一列。"
        }
        return Column.figures.contains { columns[$0] != nil } ? nil : "表头没有“等级”或“校际差异率”，请至少写一列。"
    }

    /// Headings that mean nothing to us and are left out.
    package var ignored: [String] {
        header.indices.filter { !columns.values.contains($0) && !header[$0].isEmpty }.map { header[$0] }
    }

    /// What a row says; where a cell is empty it says nothing, and what was known stays.
    package struct Row: Hashable, Sendable {
        package let region: String
        package let grade: String
        package let subject: String
        package let given: QualityJudgement.Given

        package var key: [String] { [region, grade, subject] }
    }

    /// The row, or everything that is wrong with it.
    package func read(_ cells: [String], row: Int) -> (row: Row?, problems: [RowProblem]) {
        var problems: [RowProblem] = []
        func cell(_ column: Column) -> String {
            guard let place = columns[column], cells.indices.contains(place) else { return "" }
            return cells[place].normalisedCell
        }
        func wrong(_ column: Column, _ reason: String) {
            problems.append(RowProblem(row: row, column: column.rawValue, value: cell(column), reason: reason))
        }
        let found = regions[cell(.county)] ?? regions[cell(.county).uppercased()] ?? []
        if found.isEmpty { wrong(.county, "不是本轮的样本县或协议县。") }
        if found.count > 1 { wrong(.county, "本轮有\(found.count)个区县叫这个名称，请写区划代码。") }
        let isOnly = cell(.grade).isEmpty && round.grades.count == 1
        let grade = isOnly ? round.grades[0].code : QualityGrade.code(of: cell(.grade)) ?? ""
        if round.grade(grade) == nil { wrong(.grade, "不是本轮监测的年级。") }
        if round.subject(cell(.subject)) == nil { wrong(.subject, "不是本轮监测的科目。") }
        var given = QualityJudgement.Given()
        if !cell(.level).isEmpty {
            given.level = QualitySubject.level(reading: cell(.level))
            if given.level == nil { wrong(.level, "应为Ⅰ、Ⅱ、Ⅲ、Ⅳ。") }
        }
        if !cell(.share).isEmpty {
            switch ReportedNumber.read(cell(.share)) {
            case .success(let share) where share <= Points(1): given.share = share
            case .success: wrong(.share, "应在0至1之间，如0.12。")
            case .failure(let problem): wrong(.share, problem.reason)
            }
        }
        if problems.isEmpty, given.isEmpty {
            wrong(columns[.level] == nil ? .share : .level, "等级和校际差异率都没有填写；要取消已有的数，请在“填写监测中心反馈”里改。")
        }
        guard problems.isEmpty else { return (nil, problems) }
        return (Row(region: found[0], grade: grade, subject: cell(.subject), given: given), [])
    }
}
