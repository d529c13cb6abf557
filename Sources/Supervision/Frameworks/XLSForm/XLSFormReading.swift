/// What an XLSForm says as a framework: all that can be taken, and by row what cannot.
package struct XLSFormReading: Hashable, Sendable {
    /// Nil when the form is broken or holds no question that can be taken.
    package let framework: Framework?
    /// What is broken.
    package let problems: [RowProblem]
    /// What was left out, or taken only in part.
    package let remarks: [RowProblem]

    package init(_ form: XLSForm, id: FrameworkID) {
        let settings = XLSFormTable(form.settings, firstRow: 1)
        let facts = settings.rows.first
        var reader = XLSFormReader(choices: XLSFormChoices(form.choices))
        let nodes = reader.read(XLSFormTable(form.survey, firstRow: 1))
        problems = reader.problems
        remarks = reader.remarks
        guard reader.problems.isEmpty else {
            framework = nil
            return
        }
        let bands = facts.flatMap { ListText.bands($0["dudao_bands"]) } ?? Band.usual
        let code = facts.map { $0["dudao_code"].isEmpty ? $0["form_id"] : $0["dudao_code"] } ?? ""
        framework = Framework(
            id: id, code: code, name: facts?["form_title"] ?? "", label: facts?["dudao_label"] ?? "", bands: bands,
            nodes: nodes)
    }
}

/// The rows of a sheet by the names in its header.
struct XLSFormTable {
    struct Row {
        let number: Int
        fileprivate let cells: [String: String]

        /// Empty when there is none.
        subscript(_ column: String) -> String { cells[column] ?? "" }
    }

    private(set) var rows: [Row] = []
    /// Columns whose texts are labels, the Chinese one first.
    let labels: [String]
    let hints: [String]

    init(_ sheet: [[String]], firstRow: Int) {
        let headerIndex = sheet.firstIndex { !$0.allSatisfy(\.isBlank) } ?? 0
        let header = sheet.indices.contains(headerIndex) ? sheet[headerIndex].map { $0.trimmed.lowercased() } : []
        labels = XLSFormTable.translations("label", header)
        hints = XLSFormTable.translations("hint", header)
        for (index, cells) in sheet.enumerated().dropFirst(headerIndex + 1) where !cells.allSatisfy(\.isBlank) {
            let pairs = zip(header, cells).map { ($0, $1.trimmed) }.filter { !$0.0.isEmpty }
            rows.append(
                Row(number: firstRow + index, cells: Dictionary(pairs, uniquingKeysWith: { first, _ in first })))
        }
    }

    func label(_ row: Row) -> String { labels.lazy.map { row[$0] }.first { !$0.isEmpty } ?? "" }

    func hint(_ row: Row) -> String { hints.lazy.map { row[$0] }.first { !$0.isEmpty } ?? "" }

    /// `label`, `label::中文 (zh)`, `label::English` … in the order in which they are to be tried.
    private static func translations(_ name: String, _ header: [String]) -> [String] {
        let all = header.filter { $0 == name || $0.hasPrefix("\(name):") }
        let chinese = all.filter { column in
            ["zh", "chinese", "中文", "汉语"].contains { column.dropFirst(name.count).contains($0) }
        }
        return chinese + all.filter { $0 == name } + all.filter { $0 != name && !chinese.contains($0) }
    }
}

/// The lists of choices of a form.
struct XLSFormChoices {
    struct Choice {
        let name: String
        let label: String
        let share: Points?
    }

    private var lists: [String: [Choice]] = [:]

    init(_ sheet: [[String]]) {
        let table = XLSFormTable(sheet, firstRow: 1)
        for row in table.rows {
            let list = row["list_name"].isEmpty ? row["list name"] : row["list_name"]
            let label = table.label(row)
            let choice = Choice(
                name: row["name"], label: label.isEmpty ? row["name"] : label, share: Points(row["dudao_share"]))
            lists[list, default: []].append(choice)
        }
    }

    /// Without those that mean "not applicable", which every criterion of ours offers by itself.
    subscript(_ list: String) -> [Choice]? {
        lists[list]?.filter { choice in
            !["na", "n/a", "n_a", "not_applicable", "不适用"].contains(choice.name.lowercased()) && choice.label != "不适用"
        }
    }
}
