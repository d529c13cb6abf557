/// Which column of a sheet means what.
package struct ColumnMapping<Field: ImportField>: Hashable, Sendable {
    /// Column positions, counted from zero.
    package private(set) var columns: [Field: Int]
    /// Headings that nothing was found for, in the order of the sheet.
    package private(set) var unknown: [String]
    package let header: [String]

    /// Matches headings by the field's own name, its Chinese title, or a known alias.
    ///
    /// What an office mapped by hand once (`remembered`: heading → field) comes first; then exact headings, then
    /// headings without what stands in brackets. The first of two columns that would mean the same is taken.
    package init(header: [String], remembered: [String: String] = [:]) {
        self.header = header
        columns = [:]
        unknown = []
        let byHand = Dictionary(remembered.map { ($0.key.comparisonKey, $0.value) }, uniquingKeysWith: { $1 })
        let known = ColumnMapping.headings
        let passes: [(String) -> Field?] = [
            { byHand[$0.comparisonKey].flatMap(Field.init(rawValue:)) },
            { known[$0.comparisonKey] },
            { known[$0.comparisonKey.withoutBrackets] },
        ]
        var matched: Set<Int> = []
        for match in passes {
            for (index, heading) in header.enumerated() where !matched.contains(index) {
                guard let field = match(heading), columns[field] == nil else { continue }
                columns[field] = index
                matched.insert(index)
            }
        }
        unknown = header.enumerated().filter { !matched.contains($0.offset) && !$0.element.normalisedCell.isEmpty }
            .map(\.element)
    }

    /// Required columns that no heading stands for.
    package var missing: [Field] { Field.allCases.filter { $0.isRequired && columns[$0] == nil } }

    package func heading(of field: Field) -> String {
        columns[field].map { header[$0].normalisedCell } ?? field.title
    }

    /// The cell of a field, as a person meant it; empty where the sheet has no such column or the row ends before.
    package func cell(_ field: Field, in cells: [String]) -> String {
        guard let index = columns[field], cells.indices.contains(index) else { return "" }
        return cells[index].normalisedCell
    }

    /// Which of the first rows is the header: the one in which most fields are found, the first of equals.
    ///
    /// Sheets often carry a title above it. Nil when none names a single column.
    package static func headerRow(in rows: [[String]]) -> Int? {
        let found = rows.prefix(10).map { ColumnMapping(header: $0).columns.count }
        guard let most = found.max(), most > 0 else { return nil }
        return found.firstIndex(of: most)
    }

    private static var headings: [String: Field] {
        var headings: [String: Field] = [:]
        for field in Field.allCases {
            for heading in [field.rawValue, field.title] + field.aliases {
                headings[heading.comparisonKey] = headings[heading.comparisonKey] ?? field
            }
        }
        return headings
    }
}

extension String {
    /// `学校(机构)标识码(10位)` → `学校标识码`.
    fileprivate var withoutBrackets: String {
        var depth = 0
        var rest = ""
        for character in self {
            if "(（[【".contains(character) { depth += 1 }
            if depth == 0 { rest.append(character) }
            if ")）]】".contains(character) { depth = max(0, depth - 1) }
        }
        return rest
    }
}
