/// The file of a standard or of a collection form as it is edited: lines that say what it is, then tables under their names.
///
/// Cells are parted by tabs. What is written again reads the same.
package struct SheetText: Hashable, Sendable {
    /// A name and what it says, such as `依据`.
    package struct Fact: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    package struct Table: Hashable, Sendable {
        package let name: String
        package var heading: [String]
        /// The line of the headings in the text, as `lines`; 0 where none was read.
        package fileprivate(set) var headingLine = 0
        package var rows: [[String]]
        /// The line of each row in the text from which it was read, from 1.
        package fileprivate(set) var lines: [Int]

        package func cell(_ row: Int, _ heading: String) -> String {
            guard rows.indices.contains(row), let place = self.heading.firstIndex(of: heading) else { return "" }
            return place < rows[row].count ? rows[row][place] : ""
        }
    }

    package private(set) var facts: [Fact] = []
    package private(set) var tables: [Table] = []

    /// `names` are those of the tables.
    package init(_ text: String, tables names: [String]) {
        self.init(SheetText.rows(text), tables: names)
    }

    /// What the readers of standards, forms and procedures see is what the editor sees.
    init(_ rows: [[String]], tables names: [String]) {
        var isHeading = false
        for (index, row) in rows.enumerated() where !row.allSatisfy(\.isBlank) {
            let cells = row.map(\.trimmingBlanks)
            if names.contains(cells[0]), cells.dropFirst().allSatisfy(\.isEmpty),
                !tables.contains(where: { $0.name == cells[0] })
            {
                tables.append(Table(name: cells[0], heading: [], rows: [], lines: []))
                isHeading = true
            } else if tables.isEmpty {
                facts.append(Fact(name: cells[0], value: cells.count > 1 ? cells[1] : ""))
            } else if isHeading {
                tables[tables.count - 1].heading = cells
                tables[tables.count - 1].headingLine = index + 1
                isHeading = false
            } else {
                tables[tables.count - 1].rows.append(cells)
                tables[tables.count - 1].lines.append(index + 1)
            }
        }
    }

    /// Rows by line, cells by tab.
    package static func rows(_ text: String) -> [[String]] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    package var text: String {
        let tables = self.tables.map { table in
            let rows = table.rows.map { SheetText.line($0) }
            return "\n" + ([table.name, SheetText.line(table.heading)] + rows).joined(separator: "\n") + "\n"
        }
        return facts.map { SheetText.line([$0.name, $0.value]) + "\n" }.joined() + tables.joined()
    }

    /// Without idle tabs at the end; no cell can break out of its place.
    private static func line(_ cells: [String]) -> String {
        let plain = cells.map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
        return plain.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\t")
    }

    package func fact(_ name: String) -> String { facts.first { $0.name == name }?.value ?? "" }

    /// Says something else, or says it for the first time after the lines that are there.
    package mutating func set(_ name: String, to value: String) {
        if let place = facts.firstIndex(where: { $0.name == name }) {
            facts[place].value = value
        } else if !value.isEmpty {
            facts.append(Fact(name: name, value: value))
        }
    }

    package func table(_ name: String) -> Table? { tables.first { $0.name == name } }

    /// The rows of a table by heading; none where there is no such table.
    func rows(of name: String) -> [HeadedRow] {
        guard let table = table(name) else { return [] }
        return zip(table.rows, table.lines).map { HeadedRow($0, heading: table.heading, number: $1) }
    }

    /// Puts cells, by heading, into a row, or below the last one where `row` is nil; a table or column that is not there
    /// yet is made in the order of `columns`.
    package mutating func put(_ cells: [String: String], into name: String, row: Int?, columns: [String]) {
        if table(name) == nil { tables.append(Table(name: name, heading: columns, rows: [], lines: [])) }
        guard let place = tables.firstIndex(where: { $0.name == name }) else { return }
        if tables[place].heading.isEmpty { tables[place].heading = columns }
        for column in columns where !tables[place].heading.contains(column) && cells[column]?.isEmpty == false {
            tables[place].heading.append(column)
        }
        let made = tables[place].heading.map { heading in
            cells[heading] ?? row.map { tables[place].cell($0, heading) } ?? ""
        }
        if let row, tables[place].rows.indices.contains(row) {
            tables[place].rows[row] = made
        } else {
            tables[place].rows.append(made)
            tables[place].lines.append(0)
        }
    }

    package mutating func remove(_ row: Int, from name: String) {
        guard let place = tables.firstIndex(where: { $0.name == name }), tables[place].rows.indices.contains(row) else {
            return
        }
        tables[place].rows.remove(at: row)
        tables[place].lines.remove(at: row)
    }

    /// One place up or down; beyond the ends nothing happens.
    package mutating func move(_ row: Int, in name: String, by step: Int) {
        guard let place = tables.firstIndex(where: { $0.name == name }), tables[place].rows.indices.contains(row),
            tables[place].rows.indices.contains(row + step)
        else { return }
        tables[place].rows.swapAt(row, row + step)
    }
}

/// A row of a table, read by heading.
struct HeadedRow {
    let number: Int
    private let cells: [String: String]

    init(_ cells: [String], heading: [String], number: Int) {
        self.number = number
        self.cells = Dictionary(zip(heading, cells).filter { !$0.0.isBlank }, uniquingKeysWith: { first, _ in first })
    }

    /// Empty where there is no such column.
    subscript(_ heading: String) -> String { (cells[heading] ?? "").trimmingBlanks }

    func says(_ heading: String) -> Bool { self[heading] == "是" }
}
