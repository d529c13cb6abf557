/// One pupil on a school's roster (监测名册).
package struct RosterPupil: Hashable, Sendable {
    /// 学籍号 or the number that the school uses.
    package let number: String
    package let name: String
    package let sex: String
    /// 班级.
    package let className: String

    package init(number: String, name: String, sex: String, className: String) {
        (self.number, self.name, self.sex, self.className) = (number, name, sex, className)
    }

    package static let limit = 3_000

    /// Pupils stand by class, then number; what a drawing goes through.
    package var key: String { "\(className)\u{1F}\(number)" }

    /// What is wrong with the fields, by name.
    package var problems: [String: String] {
        var problems: [String: String] = [:]
        if !(1...30).contains(number.count) { problems["number"] = "请填写学号，不超过30字。" }
        if !(1...40).contains(name.count) { problems["name"] = "请填写姓名，不超过40字。" }
        if !["男", "女"].contains(sex) { problems["sex"] = "性别应为男或女。" }
        if !(1...20).contains(className.count) { problems["class"] = "请填写班级，不超过20字。" }
        return problems
    }
}

/// How far a school's roster is.
package enum RosterState: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting, submitted, returned, excused

    package var label: String {
        switch self {
        case .waiting: "待上报"
        case .submitted: "已上报"
        case .returned: "退回修改"
        case .excused: "免报"
        }
    }

    package var awaitsSchool: Bool { self == .waiting || self == .returned }
}

/// A sheet with a roster, read: its pupils, or every cell that is wrong.
package struct RosterSheet: Sendable {
    package private(set) var pupils: [RosterPupil] = []
    package private(set) var problems: [RowProblem] = []

    private static let headings: [(field: String, names: [String])] = [
        ("number", ["学号", "学籍号", "学生编号", "编号", "全国学籍号"]), ("name", ["姓名", "学生姓名"]), ("sex", ["性别"]),
        ("class", ["班级", "所在班级", "班"]),
    ]

    package init(_ rows: [(number: Int, cells: [String])]) {
        var columns: [String: Int] = [:]
        var head = -1
        for (place, row) in rows.prefix(10).enumerated() {
            columns = RosterSheet.columns(row.cells)
            if columns.count == RosterSheet.headings.count { head = place; break }
        }
        guard head >= 0 else {
            problems = [RowProblem(row: 1, column: "表头", value: "", reason: "表头应有学号、姓名、性别、班级四列。")]
            return
        }
        var seen: [String: Int] = [:]
        for (number, cells) in rows.dropFirst(head + 1) {
            func cell(_ field: String) -> String {
                guard let place = columns[field], cells.indices.contains(place) else { return "" }
                return cells[place].normalisedCell
            }
            let pupil = RosterPupil(
                number: cell("number"), name: cell("name"), sex: cell("sex"), className: cell("class"))
            if [pupil.number, pupil.name, pupil.sex, pupil.className].allSatisfy(\.isEmpty) { continue }
            for (field, reason) in pupil.problems.sorted(by: { $0.key < $1.key }) {
                let title = RosterSheet.headings.first { $0.field == field }?.names.first ?? field
                problems.append(RowProblem(row: number, column: title, value: cell(field), reason: reason))
            }
            if !pupil.number.isEmpty, let first = seen.updateValue(seen[pupil.number] ?? number, forKey: pupil.number) {
                problems.append(
                    RowProblem(row: number, column: "学号", value: pupil.number, reason: "与第\(first)行的学号相同，请核对。"))
            }
            pupils.append(pupil)
        }
        if pupils.isEmpty, problems.isEmpty {
            problems = [RowProblem(row: rows[head].number, column: "表头", value: "", reason: "表里没有学生。")]
        }
    }

    private static func columns(_ cells: [String]) -> [String: Int] {
        var columns: [String: Int] = [:]
        for (place, cell) in cells.enumerated() {
            let key = cell.comparisonKey
            guard let found = headings.first(where: { $0.names.contains(key) }) else { continue }
            if columns[found.field] == nil { columns[found.field] = place }
        }
        return columns
    }
}

/// One thing that a school does on the days of the test (考务任务).
package struct TestTask: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, done, exceptional

        package var label: String {
            switch self {
            case .open: "待办"
            case .done: "已完成"
            case .exceptional: "异常"
            }
        }
    }

    package var title: String
    package var day: Day?
    /// As typed, such as 9:00—10:40.
    package var time: String
    package var room: String
    package var invigilator: String
    package var state: State
    package var note: String

    package init(
        title: String, day: Day? = nil, time: String = "", room: String = "", invigilator: String = "",
        state: State = .open, note: String = ""
    ) {
        (self.title, self.day, self.time, self.room) = (title, day, time, room)
        (self.invigilator, self.state, self.note) = (invigilator, state, note)
    }

    /// What every school does, around one test of each subject.
    package static func usual(for subjects: [String]) -> [String] {
        ["布置考场、张贴监测号", "培训监测人员"] + subjects.map { "\($0)测试" } + ["学生和教师问卷", "清点、封装并移交材料"]
    }
}
