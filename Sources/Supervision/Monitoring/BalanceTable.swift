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
        if let twice { return "表头里有两列都是“\(twice)”，请只留一列。" }
        return columns.contains(.code) || columns.contains(.name) ? nil : "表头里没有“学校代码”或“学校名称”。"
    }

    /// The figure that two columns claim to hold.
    private var twice: String? {
        var seen: Set<String> = []
        for case .value(let variable, let stage, _) in columns {
            let label = ((variable.isOfStage ? stage ?? only : nil)?.label ?? "") + variable.label
            if !seen.insert(label).inserted { return label }
        }
        return nil
    }

    /// Headings that nobody asked for, or that do not say which stage they mean; they are left alone.
    package func unknownHeadings(of header: [String]) -> [String] {
        zip(header, columns).filter { heading, column in
            if case .value(let variable, nil, _) = column { return variable.isOfStage && only == nil }
            return column == .unknown && !heading.isBlank
        }.map(\.0)
    }

    private static let totals: Set = ["合计", "总计", "小计", "全县合计"]

    package mutating func add(_ cells: [String], row: Int, header: [String]) {
        guard !cells.allSatisfy(\.isBlank) else { return }
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
                switch ReportedNumber.read(text, isWhole: variable.isWhole && times == 1, times: times) {
                case .failure(let problem):
                    problems.append(
                        RowProblem(row: row, column: header[place], value: cells[place], reason: problem.reason))
                case .success(let amount):
                    guard variable.isOfStage else { shared[variable] = amount; continue }
                    if let stage = stage ?? only { own[stage, default: [:]][variable] = amount }
                }
            }
        }
        let label = code.isEmpty ? name : code
        if label.isEmpty { problems.append(.init(row: row, column: "学校代码", value: "", reason: "代码和名称都没有填。")) }
        if Self.totals.contains(label) || Self.totals.contains(name) {
            problems.append(.init(row: row, column: "学校名称", value: label, reason: "这是合计行，请删去。"))
        }
        if let first = rows[label], !label.isEmpty {
            problems.append(.init(row: row, column: "学校代码", value: label, reason: "与第\(first)行重复。"))
        }
        rows[label] = rows[label] ?? row
        if problems.count == before { check(own, shared, row: row) }
        guard problems.count == before else { return }
        let pupils = own.compactMapValues { $0[.pupils].map { $0.scaled / Points.scale } }
        schools.append(
            BalanceSchool(
                code: label, name: name, pupils: pupils, shared: shared, own: own,
                isTeachingPoint: kind.contains("教学点"), isSpecial: kind.contains("特殊教育") || kind.contains("特教")))
    }
}

extension BalanceTable {
    /// What no school can have: nobody in it, figures of a stage without pupils, more taken off than there is.
    private mutating func check(
        _ own: [Stage: [BalanceVariable: Points]], _ shared: [BalanceVariable: Points], row: Int
    ) {
        func refuse(_ column: String, _ reason: String) {
            problems.append(.init(row: row, column: column, value: "", reason: reason))
        }
        if !own.values.contains(where: { ($0[.pupils] ?? .zero) > .zero }) {
            refuse(BalanceVariable.pupils.label, "没有学生，不能计算生均值。")
        }
        for (stage, figures) in own.sorted(by: { $0.key < $1.key }) where figures[.pupils] == nil {
            if figures.values.contains(where: { $0 > .zero }) {
                refuse(stage.label + BalanceVariable.pupils.label, "填了\(stage.label)教师数，没有填在校生数。")
            }
        }
        if let all = shared[.teachingArea], let indoor = shared[.indoorSportsArea], all < indoor {
            refuse(BalanceVariable.indoorSportsArea.label, "室内体育用房面积大于教学及辅助用房面积。")
        }
    }

    private static func column(_ heading: String) -> Column {
        let heading = ColumnHeading(heading)
        var key = heading.key
        switch key {
        case "code", "学校代码", "学校标识码", "代码", "标识码", "学校机构标识码": return .code
        case "name", "学校名称", "学校", "名称", "单位名称": return .name
        case "kind", "办学类型", "学校类型", "类别", "学校类别": return .kind
        default: break
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
        return .value(variable, stage, times: heading.money == .tenThousandYuan ? 10_000 : 1)
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
