/// A sheet with one row per school, read by its headings: codes of variables or their Chinese names.
///
/// Every row is checked; what is wrong is told by row and heading, and nothing is taken for zero.
package struct BalanceTable: Sendable {
    package private(set) var schools: [BalanceSchool] = []
    package private(set) var problems: [RowProblem] = []
    private let columns: [Column]
    private var rows: [String: Int] = [:]
    private let only: Stage?

    /// What a column holds.
    private enum Column: Hashable, Sendable {
        case code, name, kind
        case value(BalanceVariable, Stage?, times: Int)
        case unknown
    }

    /// `stage` says what 在校生数 and the teachers' columns mean when the headings do not.
    package init(header: [String], stage: Stage? = nil) {
        only = stage
        columns = header.map { Self.column($0) }
    }

    /// What no school can be judged without, in Chinese; nil when it is there.
    package var headerProblem: String? {
        let hasPupils = columns.contains {
            if case .value(.pupils, let stage, _) = $0 { return stage != nil || only != nil }
            return false
        }
        if !hasPupils {
            return only == nil
                ? "表头里没有“小学在校生数”或“初中在校生数”；单一学段的表请用 --stage 说明学段。" : "表头里没有“在校生数”一列。"
        }
        return columns.contains(.code) || columns.contains(.name) ? nil : "表头里没有“学校代码”或“学校名称”。"
    }

    /// Headings that nobody asked for; they are left alone.
    package func unknownHeadings(of header: [String]) -> [String] {
        zip(header, columns).filter { $0.1 == .unknown && !$0.0.isBlank }.map(\.0)
    }

    package mutating func add(_ cells: [String], row: Int, header: [String]) {
        var (code, name, kind) = ("", "", "")
        var (shared, own): ([BalanceVariable: Points], [Stage: [BalanceVariable: Points]]) = ([:], [:])
        let before = problems.count
        for (place, column) in columns.enumerated() where place < cells.count {
            let text = cells[place].normalisedCell
            switch column {
            case .code: code = text
            case .name: name = text
            case .kind: kind = text
            case .unknown: break
            case .value(let variable, let stage, let times):
                guard !text.isEmpty else { continue }
                switch Self.number(text, whole: variable.isWhole && times == 1) {
                case .failure(let reason):
                    problems.append(
                        RowProblem(row: row, column: header[place], value: cells[place], reason: reason.text))
                case .success(let value):
                    let amount = Points(scaled: value.scaled * times)
                    guard variable.isOfStage else { shared[variable] = amount; continue }
                    if let stage = stage ?? only { own[stage, default: [:]][variable] = amount }
                }
            }
        }
        let label = code.isEmpty ? name : code
        if label.isEmpty { problems.append(.init(row: row, column: "学校代码", value: "", reason: "代码和名称都没有填。")) }
        if let first = rows[label], !label.isEmpty {
            problems.append(.init(row: row, column: "学校代码", value: label, reason: "与第\(first)行重复。"))
        }
        rows[label] = rows[label] ?? row
        let pupils = own.compactMapValues { $0[.pupils].map { $0.scaled / Points.scale } }
        if pupils.values.reduce(0, +) == 0 {
            problems.append(.init(row: row, column: BalanceVariable.pupils.label, value: "", reason: "没有学生，不能计算生均值。"))
        }
        guard problems.count == before else { return }
        schools.append(
            BalanceSchool(
                code: label, name: name, pupils: pupils, shared: shared, own: own,
                isTeachingPoint: kind.contains("教学点"), isSpecial: kind.contains("特殊教育") || kind.contains("特教")))
    }
}

extension BalanceTable {
    private struct Reason: Error { let text: String }

    /// A number as offices write it: full-width digits, thousands separators; never less than zero.
    private static func number(_ text: String, whole: Bool) -> Result<Points, Reason> {
        let plain = text.filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        guard let value = Points(plain) else { return .failure(Reason(text: "应为数字，小数最多四位。")) }
        if value < .zero { return .failure(Reason(text: "不能是负数。")) }
        if whole, value.scaled % Points.scale != 0 { return .failure(Reason(text: "应为整数。")) }
        return .success(value)
    }

    private static func column(_ heading: String) -> Column {
        var key = heading.comparisonKey.filter { !"()（）[]【】_-.、，,".contains($0) }
        switch key {
        case "code", "学校代码", "学校标识码", "代码", "标识码", "学校机构标识码": return .code
        case "name", "学校名称", "学校", "名称", "单位名称": return .name
        case "kind", "办学类型", "学校类型", "类别", "学校类别": return .kind
        default: break
        }
        var times = 1
        for (unit, factor) in [
            ("万元", 10_000), ("元", 1), ("平方米", 1), ("㎡", 1), ("m2", 1), ("人", 1), ("间", 1), ("台", 1), ("册", 1),
        ]
        where key.hasSuffix(unit) && key.count > unit.count {
            (key, times) = (String(key.dropLast(unit.count)), factor)
            break
        }
        var stage: Stage?
        for (prefix, found) in [
            ("小学", Stage.primary), ("初中", .junior), ("高中", .senior), ("primary", .primary), ("junior", .junior),
            ("senior", .senior),
        ]
        where key.hasPrefix(prefix) && key != prefix {
            (key, stage) = (String(key.dropFirst(prefix.count)), found)
            break
        }
        guard let variable = names[key] else { return .unknown }
        return .value(variable, stage, times: times)
    }

    private static let names: [String: BalanceVariable] = {
        var names: [String: BalanceVariable] = [
            "学生数": .pupils, "在校学生数": .pupils, "高于规定学历专任教师数": .qualifiedTeachers, "骨干教师数": .backboneTeachers,
            "县级及以上骨干教师数": .backboneTeachers, "体育艺术美术音乐专任教师数": .artsTeachers, "体育艺术教师数": .artsTeachers,
            "体艺专任教师数": .artsTeachers, "体艺教师数": .artsTeachers, "体育场馆面积": .sportsArea, "运动场馆面积": .sportsArea,
            "教学仪器设备资产值": .equipment, "教学仪器设备总值": .equipment, "多媒体教室数": .mediaRooms, "网络多媒体教室间数": .mediaRooms,
            "计算机数": .computers, "图书数": .books, "教师数": .teachers,
        ]
        for variable in BalanceVariable.allCases {
            names[variable.rawValue.lowercased()] = variable
            names[variable.label.comparisonKey] = variable
        }
        return names
    }()
}
