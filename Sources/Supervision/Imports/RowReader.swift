/// Reads one row and keeps what is wrong with it.
struct RowReader<Field: ImportField> {
    let mapping: ColumnMapping<Field>
    let cells: [String]
    let row: Int
    private(set) var problems: [RowProblem] = []

    init(_ cells: [String], row: Int, mapping: ColumnMapping<Field>) {
        self.cells = cells
        self.row = row
        self.mapping = mapping
    }

    func text(_ field: Field) -> String { mapping.cell(field, in: cells) }

    mutating func report(_ field: Field, _ reason: String) {
        problems.append(RowProblem(row: row, column: mapping.heading(of: field), value: text(field), reason: reason))
    }

    mutating func required(_ field: Field, atMost limit: Int = 100) -> String {
        let text = text(field)
        if text.isEmpty { report(field, "不能为空。") }
        if text.count > limit { report(field, "不能超过\(limit)字。") }
        return text
    }

    /// Nil for an empty cell, and for a spelling nobody knows, which is reported.
    mutating func choice<Value: Spelled>(_ field: Field, _ type: Value.Type = Value.self) -> Value? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        guard let value = Value(spelled: text) else {
            report(field, "看不懂，应为：\(Value.choices)。")
            return nil
        }
        return value
    }

    /// Nil for an empty cell, and for what is no whole number of zero or more, which is reported.
    mutating func number(_ field: Field) -> Int? {
        let text = text(field).filter { $0 != "," }
        guard !text.isEmpty else { return nil }
        let whole = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        guard whole.isASCIIDigits, let number = Int(whole) else {
            report(field, "应为非负整数。")
            return nil
        }
        return number
    }

    /// Nil for an empty cell, and for what is no day, which is reported.
    mutating func day(_ field: Field) -> Day? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        guard let day = Day(written: text) else {
            report(field, "应为日期，如 2021-03-08。")
            return nil
        }
        return day
    }

    /// 是 or 否 in the usual spellings; nil for an empty cell, and for anything else, which is reported.
    mutating func truth(_ field: Field) -> Bool? {
        switch text(field).lowercased() {
        case "": return nil
        case "是", "有", "对", "y", "yes", "true", "1", "√", "✓": return true
        case "否", "无", "不是", "n", "no", "false", "0", "×", "✗": return false
        default:
            report(field, "应填“是”或“否”。")
            return nil
        }
    }
}
