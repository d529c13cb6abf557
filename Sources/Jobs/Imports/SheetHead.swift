import Store
package import Supervision

/// The header of a sheet and which field each of its columns is.
struct SheetHead<Field: ImportField> {
    /// Its number in the sheet.
    let row: Int
    let header: [String]
    /// By column; empty for a column that is not imported.
    let fields: [String]
    /// Columns nobody has said anything about.
    let left: [String]
    let sample: [[String]]

    /// Finds the header among the first rows: where most columns are known, else the first row.
    ///
    /// - Parameter remembered: heading to field, as the office mapped it before; empty means not imported.
    init(_ rows: [SheetRow], remembered: [String: String]) {
        let byKey = Dictionary(remembered.map { ($0.key.comparisonKey, $0.value) }) { $1 }
        let first = Array(rows.prefix(10))
        let counts = first.map { row in
            ColumnMapping<Field>(header: row.cells, remembered: remembered).columns.count
        }
        let best = counts.max() ?? 0
        let index = best > 0 ? counts.firstIndex(of: best) ?? 0 : 0
        row = first.isEmpty ? 0 : first[index].number
        header = first.isEmpty ? [] : first[index].cells.map(\.normalisedCell)
        let kept = header.map { byKey[$0.comparisonKey] == "" ? "" : $0 }
        let mapping = ColumnMapping<Field>(header: kept, remembered: remembered)
        var fields = header.map { _ in "" }
        for (field, column) in mapping.columns { fields[column] = field.rawValue }
        self.fields = fields
        left = mapping.unknown
        sample = rows.drop { $0.number <= first[index].number }.prefix(3).map { $0.cells.map { String($0.prefix(60)) } }
    }
}

extension ColumnMapping {
    /// The mapping in which exactly the columns named in `fields` count.
    package init(header: [String], fields: [String]) {
        let kept = zip(header, fields).map { $1.isEmpty ? "" : $0 }
        let byHeading = Dictionary(zip(header, fields).filter { !$1.isEmpty }) { first, _ in first }
        self.init(header: kept, remembered: byHeading)
    }
}
