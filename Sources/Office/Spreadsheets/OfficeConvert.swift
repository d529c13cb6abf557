/// Turns a spreadsheet into CSV as scripts like it.
package enum OfficeConvert {
    /// Writes the first visible sheet: UTF-8, LF, ISO dates, plain decimals, values of formulas.
    ///
    /// Every line has as many fields as the widest row, and empty rows between others are
    /// kept, so line n is row n as long as no cell holds a line break. Reads the sheet twice.
    package static func csv(
        _ source: FileSource, sheet: String? = nil, sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        let reader = try SpreadsheetReader.open(source, sheet: sheet, limits: .excel)
        var width = 0
        try reader.forEachRow { _, cells in width = max(width, cells.count) }
        var writer = CSVWriter(sink: sink)
        let blank = [String](repeating: "", count: width)
        var next = 1
        try reader.forEachRow { number, cells in
            while next < number {
                try writer.write(blank)
                next += 1
            }
            try writer.write(cells + blank.dropFirst(cells.count))
            next += 1
        }
        try writer.finish()
    }
}
