/// Reads a form from a sheet: first its own lines, then the tables 数据项 and 校核, whose cells are read by heading.
package enum CollectionFormTable {
    package struct Problem: Error, Hashable, Sendable {
        package let line: Int
        package let reason: String
    }

    /// What can be read of a sheet that may still be wrong.
    package struct Reading: Sendable {
        /// Nil where anything is wrong.
        package let form: CollectionForm?
        /// The items of each line that is right by itself.
        package let lines: [Line]
        package let problems: [Problem]

        package struct Line: Hashable, Sendable {
            package let number: Int
            package let section: String
            package internal(set) var items: [CollectionItem]
            /// As it was typed.
            let sum: String
        }
    }

    package static func parse(_ rows: [[String]]) throws(Problem) -> CollectionForm {
        let reading = read(rows)
        guard let form = reading.form else { throw reading.problems.first ?? Problem(line: 1, reason: "不是采集表。") }
        return form
    }

    package static func read(_ rows: [[String]]) -> Reading {
        var reader = CollectionFormReader(rows)
        let form = reader.form()
        return Reading(form: form, lines: reader.lines, problems: reader.problems)
    }

    /// Keys stand in records between blanks and signs.
    static func isCode(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.first.map { $0.isASCII && $0.isLetter } == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}

/// Reads the sheet of a form; every bad line is told, not only the first.
struct CollectionFormReader {
    private let sheet: SheetText
    private var keys: Set<String> = []
    private(set) var lines: [CollectionFormTable.Reading.Line] = []
    private(set) var problems: [CollectionFormTable.Problem] = []

    init(_ rows: [[String]]) {
        sheet = SheetText(rows, tables: DefinitionKind.form.tables.map(\.name))
    }

    /// Lines are held against each other only when each is right by itself; nil where anything is wrong.
    mutating func form() -> CollectionForm? {
        for table in DefinitionKind.form.tables { headings(table) }
        for row in sheet.rows(of: "数据项") {
            if let line = kept(row.number, Result { () throws(ValueProblem) in try line(row) }) {
                lines.append(line)
                keys.formUnion(line.items.map(\.key))
            }
        }
        guard problems.isEmpty else { return nil }
        CollectionSums(lines).put(into: &lines, &problems)
        let checks = self.checks()
        let form = kept(1, Result { () throws(ValueProblem) in try made(checks) })
        return problems.isEmpty ? form : nil
    }

    /// Nil, and one problem more, where it could not be read.
    private mutating func kept<Read>(_ line: Int, _ result: Result<Read, ValueProblem>) -> Read? {
        switch result {
        case .success(let read): return read
        case .failure(let problem):
            problems.append(.init(line: line, reason: problem.text))
            return nil
        }
    }

    /// A heading that nobody knows would take its column out of the form without a word.
    private mutating func headings(_ known: DefinitionTable) {
        guard let table = sheet.table(known.name) else { return }
        for heading in table.heading where !heading.isEmpty && !known.columns.contains(where: { $0.name == heading }) {
            problems.append(.init(line: table.headingLine, reason: "“\(known.name)”没有“\(heading)”这一列"))
        }
    }

    private func line(_ row: HeadedRow) throws(ValueProblem) -> CollectionFormTable.Reading.Line {
        let stages = try stages(row["学段"])
        for column in DefinitionTable.items.columns where row[column.name].count > 500 {
            throw ValueProblem("每格不超过500字")
        }
        for needed in ["部分", "编码", "名称"] where row[needed].isEmpty { throw ValueProblem("\(needed)不能为空") }
        let code = row["编码"]
        guard CollectionFormTable.isCode(code) else { throw ValueProblem("编码“\(code)”应为字母开头的字母和数字") }
        guard let decimals = Int(row["小数"].isEmpty ? "0" : row["小数"]), (0...4).contains(decimals) else {
            throw ValueProblem("小数位应为0至4")
        }
        guard ["", "是", "否"].contains(row["必填"]) else { throw ValueProblem("必填应为是或否") }
        let variable = Variable(
            code: code, name: row["名称"], unit: row["单位"], decimals: decimals, lowest: try points(row["最小"]),
            highest: try points(row["最大"]), choices: choices(row["单位"]), isOfStage: !stages.isEmpty,
            definition: row["定义"], denominator: row["分母"], referenceDate: row["时点"], owner: row["数据来源"])
        let places: [Stage?] = stages.isEmpty ? [nil] : stages.map { $0 }
        let items = places.map { CollectionItem(variable, $0, isRequired: row.says("必填")) }
        let own = Set(items.map(\.key))
        guard own.count == items.count, own.isDisjoint(with: keys) else { throw ValueProblem("编码重复") }
        return .init(number: row.number, section: row["部分"], items: items, sum: row["合计"])
    }

    private func points(_ text: String) throws(ValueProblem) -> Points? {
        guard !text.isEmpty else { return nil }
        guard let points = Points(text) else { throw ValueProblem("“\(text)”不是数字") }
        return points
    }

    /// `是/否`, or `1公办/2普惠性民办`; a unit has no stroke before a word unless it is a choice.
    private func choices(_ unit: String) -> [VariableChoice] {
        if unit == "是/否" { return VariableChoice.yesNo }
        guard unit.hasPrefix("1"), unit.contains("/") else { return [] }
        return unit.split(separator: "/").enumerated().map { place, word in
            VariableChoice(Points(place + 1), String(word.dropFirst()))
        }
    }

    private func stages(_ text: String) throws(ValueProblem) -> [Stage] {
        var stages: [Stage] = []
        for word in text.split(separator: "、") {
            guard let stage = Stage.allCases.first(where: { $0.label == word }) else {
                throw ValueProblem("学段“\(word)”看不懂")
            }
            stages.append(stage)
        }
        return stages
    }

    private mutating func checks() -> [ValueCheck] {
        let reader = CheckReader(items: lines.flatMap(\.items))
        var checks: [ValueCheck] = []
        for row in sheet.rows(of: "校核") {
            let read = Result { () throws(ValueProblem) in
                guard !row["编码"].isEmpty else { throw ValueProblem("编码不能为空") }
                return try reader.read(row["编码"], row["类型"], row["内容"], row["说明"])
            }
            checks += kept(row.number, read) ?? []
        }
        return checks
    }

    private func made(_ checks: [ValueCheck]) throws(ValueProblem) -> CollectionForm {
        let items = lines.flatMap(\.items)
        guard !items.isEmpty else { throw ValueProblem("至少要有一个数据项") }
        var kinds: Set<OrganisationKind> = []
        for word in sheet.fact("填报单位").split(separator: "、") {
            guard let kind = OrganisationKind(spelled: String(word)) else { throw ValueProblem("填报单位“\(word)”看不懂") }
            kinds.insert(kind)
        }
        let (code, name) = (sheet.fact("代码"), sheet.fact("采集表"))
        guard let version = Int(sheet.fact("版本")), !code.isEmpty, !name.isEmpty, !kinds.isEmpty
        else { throw ValueProblem("采集表、代码、版本、填报单位不能为空") }
        return CollectionForm(
            code: code, version: version, name: name, basis: sheet.fact("依据"), note: sheet.fact("说明"),
            kinds: kinds, stages: Set(try stages(sheet.fact("学段"))), sections: sections,
            checks: items.compactMap(\.rangeCheck) + checks)
    }

    /// Neighbours of one name stand together.
    private var sections: [CollectionForm.Section] {
        var sections: [CollectionForm.Section] = []
        for line in lines {
            let before = sections.last?.title == line.section ? sections.removeLast().items : []
            sections.append(.init(title: line.section, items: before + line.items))
        }
        return sections
    }
}

extension CollectionItem {
    fileprivate var rangeCheck: ValueCheck? {
        guard variable.lowest != nil || variable.highest != nil else { return nil }
        return ValueCheck(
            code: "range.\(key)", title: "\(title)的通常范围",
            rule: .range(key: key, lowest: variable.lowest, highest: variable.highest))
    }
}
