/// Reads a form from a sheet: rows by line, cells by tab, first its own lines, then 数据项, then 校核.
package enum CollectionFormTable {
    package struct Problem: Error, Hashable, Sendable {
        package let line: Int
        package let reason: String
    }

    package static func parse(_ rows: [[String]]) throws(Problem) -> CollectionForm {
        var reading = Reading()
        for (index, row) in rows.enumerated() {
            guard let first = row.first, !first.isEmpty else { continue }
            let cells = row + Array(repeating: "", count: max(0, 14 - row.count))
            do { try reading.take(first, cells) } catch {
                throw Problem(line: index + 1, reason: error.text)
            }
        }
        do { return try reading.finished() } catch { throw Problem(line: rows.count, reason: error.text) }
    }

    private struct Reading {
        enum Part { case head, items, checks }
        var part = Part.head
        var facts: [String: String] = [:]
        var sections: [(title: String, items: [CollectionItem])] = []
        var sums: [String: String] = [:]
        var checks: [(code: String, kind: String, rule: String, title: String)] = []

        mutating func take(_ first: String, _ cells: [String]) throws(ValueProblem) {
            switch (part, first) {
            case (_, "数据项"): part = .items
            case (_, "校核"): part = .checks
            case (_, "部分"), (.checks, "编码"): break
            case (.head, _): facts[first] = cells[1]
            case (.items, _): try item(cells)
            case (.checks, _): checks.append((cells[0], cells[1], cells[2], cells[3]))
            }
        }

        private mutating func item(_ cells: [String]) throws(ValueProblem) {
            let stages = try CollectionFormTable.stages(cells[7])
            guard cells.allSatisfy({ $0.count <= 500 }) else { throw ValueProblem("每格不超过500字") }
            guard CollectionFormTable.isCode(cells[1]) else { throw ValueProblem("编码“\(cells[1])”应为字母开头的字母和数字") }
            guard !cells[1].isEmpty, !cells[2].isEmpty else { throw ValueProblem("编码、名称不能为空") }
            guard let decimals = Int(cells[4].isEmpty ? "0" : cells[4]), (0...4).contains(decimals) else {
                throw ValueProblem("小数位应为0至4")
            }
            let variable = Variable(
                code: cells[1], name: cells[2], unit: cells[3], decimals: decimals,
                lowest: try points(cells[5]), highest: try points(cells[6]), choices: try choices(cells[3]),
                isOfStage: !stages.isEmpty, definition: cells[10], denominator: cells[11], referenceDate: cells[12],
                owner: cells[13])
            let places: [Stage?] = stages.isEmpty ? [nil] : stages.map { $0 }
            let items = places.map { CollectionItem(variable, $0, isRequired: cells[8] == "是") }
            if !cells[9].isEmpty { for item in items { sums[item.key] = cells[9] } }
            if sections.last?.title == cells[0] {
                sections[sections.count - 1].items += items
            } else {
                sections.append((cells[0], items))
            }
        }

        private func points(_ text: String) throws(ValueProblem) -> Points? {
            guard !text.isEmpty else { return nil }
            guard let points = Points(text) else { throw ValueProblem("“\(text)”不是数字") }
            return points
        }

        /// `是/否`, or `1公办/2普惠性民办`; a unit has no stroke before a word unless it is a choice.
        private func choices(_ unit: String) throws(ValueProblem) -> [VariableChoice] {
            if unit == "是/否" { return VariableChoice.yesNo }
            guard unit.hasPrefix("1"), unit.contains("/") else { return [] }
            return unit.split(separator: "/").enumerated().map { place, word in
                VariableChoice(Points(place + 1), String(word.dropFirst()))
            }
        }

        func finished() throws(ValueProblem) -> CollectionForm {
            let known = Set(sections.flatMap { $0.items.map(\.key) })
            var built: [CollectionForm.Section] = []
            for section in sections {
                var items: [CollectionItem] = []
                for item in section.items {
                    let sum = try sum(of: item, known)
                    items.append(CollectionItem(item.variable, item.stage, isRequired: item.isRequired, sum: sum))
                }
                built.append(CollectionForm.Section(title: section.title, items: items))
            }
            let all = built.flatMap(\.items)
            guard known.count == all.count else { throw ValueProblem("编码重复") }
            var kinds: Set<OrganisationKind> = []
            for word in (facts["填报单位"] ?? "").split(separator: "、") {
                guard let kind = OrganisationKind(spelled: String(word)) else { throw ValueProblem("填报单位“\(word)”看不懂") }
                kinds.insert(kind)
            }
            guard let version = Int(facts["版本"] ?? ""), let code = facts["代码"], let name = facts["采集表"], !kinds.isEmpty
            else { throw ValueProblem("采集表、代码、版本、填报单位不能为空") }
            return CollectionForm(
                code: code, version: version, name: name, basis: facts["依据"] ?? "", note: facts["说明"] ?? "",
                kinds: kinds, stages: Set(try CollectionFormTable.stages(facts["学段"] ?? "")), sections: built,
                checks: ranges(all) + (try CheckReader(items: all).read(checks)))
        }

        /// `gymArea+groundArea`, or by stage `小学=a+b；初中=b`.
        private func sum(of item: CollectionItem, _ known: Set<String>) throws(ValueProblem) -> [String] {
            guard let text = sums[item.key] else { return [] }
            var formula = text
            if text.contains("=") {
                let own = text.split(separator: "；").first { $0.hasPrefix("\(item.stage?.label ?? "")=") }
                guard let own else { throw ValueProblem("\(item.title)没有合计式") }
                formula = String(own.drop { $0 != "=" }.dropFirst())
            }
            var keys: [String] = []
            for code in formula.split(separator: "+") {
                let own = RecordedValues.key(String(code), item.stage)
                guard let key = known.contains(own) ? own : known.contains(String(code)) ? String(code) : nil else {
                    throw ValueProblem("合计式里的“\(code)”不是数据项")
                }
                keys.append(key)
            }
            return keys
        }

        private func ranges(_ items: [CollectionItem]) -> [ValueCheck] {
            items.filter { $0.variable.lowest != nil || $0.variable.highest != nil }.map { item in
                ValueCheck(
                    code: "range.\(item.key)", title: "\(item.title)的通常范围",
                    rule: .range(key: item.key, lowest: item.variable.lowest, highest: item.variable.highest))
            }
        }
    }

    /// Keys stand in records between blanks and signs.
    static func isCode(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.first.map { $0.isASCII && $0.isLetter } == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// What is wrong, each with its line; empty when it can be read.
    ///
    /// Lines are held against each other only when each
    /// is right by itself.
    package static func problems(_ rows: [[String]]) -> [Problem] {
        var (reading, problems) = (Reading(), [Problem]())
        for (index, row) in rows.enumerated() {
            guard let first = row.first, !first.isEmpty else { continue }
            let cells = row + Array(repeating: "", count: max(0, 14 - row.count))
            do { try reading.take(first, cells) } catch {
                problems.append(Problem(line: index + 1, reason: error.text))
            }
        }
        guard problems.isEmpty else { return problems }
        do { _ = try reading.finished() } catch { problems.append(Problem(line: rows.count, reason: error.text)) }
        return problems
    }

    static func stages(_ text: String) throws(ValueProblem) -> [Stage] {
        var stages: [Stage] = []
        for word in text.split(separator: "、") {
            guard let stage = Stage.allCases.first(where: { $0.label == word }) else {
                throw ValueProblem("学段“\(word)”看不懂")
            }
            stages.append(stage)
        }
        return stages
    }
}
