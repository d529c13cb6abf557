/// A roadmap as a sheet that is read back: a row a county, a column a tier.
package struct RoadmapTable: Sendable {
    package static let codeHeading = "区县代码"
    package static let nameHeading = "区县"
    /// In a cell that takes a planned year off; an empty cell leaves what is there.
    package static let removal = "取消"

    package let procedure: CertificationProcedure
    /// Years by the district's code and tier; nil takes one off.
    package private(set) var changes: [String: [String: Int?]] = [:]
    package private(set) var problems: [RowProblem] = []
    private var columns: [(place: Int, goal: String)] = []
    private var codeColumn: Int?
    private var nameColumn: Int?
    private var seen: [String: Int] = [:]

    package init(_ procedure: CertificationProcedure) {
        self.procedure = procedure
    }

    /// The heading over the years of a goal.
    package static func heading(_ goal: String) -> String { goal.isEmpty ? "规划年" : "\(goal)规划年" }

    package mutating func header(_ cells: [String], row: Int) {
        let heads = cells.map(\.normalisedCell)
        codeColumn = heads.firstIndex(of: Self.codeHeading)
        nameColumn = heads.firstIndex(of: Self.nameHeading)
        columns = procedure.goals.compactMap { goal in
            heads.firstIndex { $0 == Self.heading(goal) || (!goal.isEmpty && $0 == goal) }.map { ($0, goal) }
        }
        if codeColumn == nil, nameColumn == nil { refuse(row, Self.codeHeading, "", "表头里没有“区县代码”或“区县”这一列。") }
        if columns.isEmpty {
            let wanted = procedure.goals.map(Self.heading).joined(separator: "”“")
            refuse(row, wanted, "", "表头里没有“\(wanted)”这一列。")
        }
    }

    package var isReadable: Bool { !columns.isEmpty && (codeColumn != nil || nameColumn != nil) }

    /// `district` gives the code of the county that is meant by a code or a name; nil for none of the office's.
    package mutating func add(_ cells: [String], row: Int, district: (String) -> String?) {
        func cell(_ place: Int?) -> String { place.map { $0 < cells.count ? cells[$0].normalisedCell : "" } ?? "" }
        let (code, name) = (cell(codeColumn), cell(nameColumn))
        guard !(code.isEmpty && name.isEmpty) else { return }
        guard let found = district(code.isEmpty ? name : code) else {
            return refuse(
                row, code.isEmpty ? Self.nameHeading : Self.codeHeading, code.isEmpty ? name : code,
                "不是本办公室管辖的区县。")
        }
        if let first = seen[found] {
            return refuse(row, Self.nameHeading, name.isEmpty ? code : name, "与第\(first)行重复。")
        }
        seen[found] = row
        for (place, goal) in columns {
            let text = cell(place)
            if text.isEmpty { continue }
            if text == Self.removal {
                changes[found, default: [:]][goal] = .some(nil)
            } else if let year = Self.year(text) {
                changes[found, default: [:]][goal] = .some(year)
            } else {
                refuse(row, Self.heading(goal), text, "应为四位数的年份，或者“取消”。")
            }
        }
    }

    /// Reads `2027`, `2027年` and `2027.0`, as sheets write years.
    package static func year(_ text: String) -> Int? {
        var digits = Substring(text.normalisedCell)
        for ending in ["年底前", "年底", "年", ".0"] where digits.hasSuffix(ending) {
            digits = digits.dropLast(ending.count)
            break
        }
        guard digits.utf8.count == 4, let year = Int(digits), (2000...2199).contains(year) else { return nil }
        return year
    }

    /// The row in which a county stood.
    package func row(of district: String) -> Int? { seen[district] }

    private mutating func refuse(_ row: Int, _ column: String, _ value: String, _ reason: String) {
        problems.append(RowProblem(row: row, column: column, value: value, reason: reason))
    }
}
