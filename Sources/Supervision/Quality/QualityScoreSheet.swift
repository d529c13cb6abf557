/// A sheet of results: who each row is, and what each column means.
package struct QualityScoreSheet: Sendable {
    package enum Column: Hashable, Sendable {
        case pupil, school, grade, number
        case score(String)
        case item(String, name: String, fullMark: Points)
    }

    package let header: [String]
    package let columns: [Column?]
    private let subjects: [QualitySubject]

    package init(header: [String], subjects: [QualitySubject]) {
        self.header = header
        self.subjects = subjects
        columns = header.map { QualityScoreSheet.column($0, subjects) }
    }

    /// Whether the row may be the header: it names pupils, and marks of something.
    package var isHeader: Bool {
        columns.contains(.pupil) || columns.contains(.number) ? columns.contains { $0.map(Self.isMark) == true } : false
    }

    /// What is wrong with the sheet as a whole.
    package var problem: String? {
        let known = columns.compactMap { $0 }
        if Set(known).count < known.count { return "有两列是同一内容，请只留一列。" }
        for subject in subjects where !known.contains(.score(subject.name)) && !addsUp(subject) {
            return
                "“\(subject.name)”各题满分之和是\(fullMark(of: subject.name).text)分，本科满分是\(subject.fullMark.text)分，请核对，或另列总分。"
        }
        if known.contains(.pupil) { return nil }
        guard known.contains(.number), known.contains(.school) else { return "请用“监测号”一列，或“学校标识码”和“学号”两列说明是谁的成绩。" }
        return nil
    }

    /// Headings that mean nothing to us and are left out.
    package var ignored: [String] { zip(header, columns).filter { $1 == nil && !$0.isEmpty }.map(\.0) }

    /// The items of a subject in the order of the columns.
    package func items(of subject: String) -> [(name: String, fullMark: Points)] {
        columns.compactMap {
            if case .item(subject, let name, let fullMark) = $0 { (name, fullMark) } else { nil }
        }
    }

    private func fullMark(of subject: String) -> Points { items(of: subject).map(\.fullMark).reduce(.zero, +) }

    /// Whether the sum of the items may stand for the score: their full marks make the subject's.
    private func addsUp(_ subject: QualitySubject) -> Bool {
        items(of: subject.name).isEmpty || fullMark(of: subject.name) == subject.fullMark
    }

    package func text(_ column: Column, in cells: [String]) -> String {
        guard let place = columns.firstIndex(of: column), cells.indices.contains(place) else { return "" }
        return cells[place].normalisedCell
    }

    /// What a row says: an empty cell or a dash says nothing, 缺考 that there is no mark.
    package func marks(
        _ cells: [String], row: Int
    ) -> (marks: [String: SubjectMark], absent: Set<String>, problems: [RowProblem]) {
        var (scores, items, problems) = ([String: Points](), [String: [String: Points]](), [RowProblem]())
        var absent: Set<String> = []
        for (place, column) in columns.enumerated() where cells.indices.contains(place) {
            guard let column, let (subject, limit) = subject(of: column) else { continue }
            let text = cells[place].normalisedCell
            guard !text.isEmpty, !QualityScoreSheet.blanks.contains(text) else { continue }
            guard !QualityScoreSheet.absences.contains(text) else {
                absent.insert(subject)
                continue
            }
            func wrong(_ reason: String) {
                problems.append(RowProblem(row: row, column: header[place], value: text, reason: reason))
            }
            switch ReportedNumber.read(text) {
            case .failure(let problem): wrong(problem.reason)
            case .success(let mark) where mark > limit: wrong("满分是\(limit.text)分，请核对。")
            case .success(let mark):
                if case .score = column { scores[subject] = mark }
                if case .item(_, let name, _) = column { items[subject, default: [:]][name] = mark }
            }
        }
        var marks: [String: SubjectMark] = [:]
        for subject in Set(scores.keys).union(items.keys) {
            guard !absent.contains(subject) else {
                problems.append(RowProblem(row: row, column: subject, value: "缺考", reason: "写了缺考，又有得分，请核对。"))
                continue
            }
            let parts = items[subject] ?? [:]
            let isWhole = parts.count == self.items(of: subject).count && !parts.isEmpty
            let sum = parts.values.reduce(Points.zero, +)
            if let score = scores[subject] {
                if isWhole, sum > score {
                    problems.append(
                        RowProblem(row: row, column: subject, value: score.text, reason: "小于各题得分之和\(sum.text)，请核对。"))
                }
                marks[subject] = SubjectMark(score: score, items: parts)
            } else if isWhole, subjects.first(where: { $0.name == subject }).map(addsUp) == true {
                marks[subject] = SubjectMark(score: sum, items: parts)
            } else {
                problems.append(
                    RowProblem(row: row, column: subject, value: "", reason: "各题不全或满分之和不是本科满分，算不出总分，请补齐或填写总分。"))
            }
        }
        return (marks, absent, problems)
    }

    private func subject(of column: Column) -> (name: String, limit: Points)? {
        switch column {
        case .score(let name): subjects.first { $0.name == name }.map { (name, $0.fullMark) }
        case .item(let name, _, let fullMark): (name, fullMark)
        default: nil
        }
    }

    private static let absences: Set<String> = ["缺考", "缺"]
    private static let blanks: Set<String> = ["-", "—", "/"]

    private static func isMark(_ column: Column) -> Bool {
        switch column {
        case .score, .item: true
        default: false
        }
    }

    private static func column(_ heading: String, _ subjects: [QualitySubject]) -> Column? {
        let key = heading.comparisonKey.map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 }
        let text = String(key)
        switch text {
        case "监测号", "匿名号", "监测编号": return .pupil
        case "学校标识码", "标识码", "学校代码": return .school
        case "年级": return .grade
        case "学号", "学籍号", "考号", "学生编号": return .number
        default: break
        }
        let named = subjects.filter { text.hasPrefix($0.name.comparisonKey) }.max { $0.name.count < $1.name.count }
        guard let named else { return nil }
        let rest = String(text.dropFirst(named.name.comparisonKey.count))
        if ["", "成绩", "得分", "总分", "分数", "(分)"].contains(rest) { return .score(named.name) }
        // 第3题(2分)
        guard rest.hasPrefix("第"), rest.hasSuffix("分)"), let open = rest.lastIndex(of: "(") else { return nil }
        let name = String(rest[..<open])
        guard name.hasSuffix("题"), let full = Points(String(rest[rest.index(after: open)...].dropLast(2))),
            full.scaled > 0
        else { return nil }
        return .item(named.name, name: name, fullMark: full)
    }
}

/// What a pupil got in a subject.
package struct SubjectMark: Hashable, Sendable, Codable {
    package let score: Points
    package let items: [String: Points]

    package init(score: Points, items: [String: Points] = [:]) {
        (self.score, self.items) = (score, items)
    }
}
