import Office
package import Supervision

extension FrameworkFile {
    /// Reads the three sheets of an XLSForm; what it cannot say as a framework is remarked on by row.
    ///
    /// A form of another program knows neither weights nor grades, so a draft comes of it even when it cannot be
    /// published yet.
    static func xlsForm(_ source: FileSource, sheets: [String]) throws -> FrameworkFile {
        func rows(_ name: String) throws -> [[String]] {
            guard let sheet = sheets.first(where: { $0.lowercased() == name }) else { return [] }
            var rows: [[String]] = []
            try SpreadsheetReader.open(source, sheet: sheet, limits: limits).forEachRow { number, cells in
                while rows.count < number - 1 { rows.append([]) }
                rows.append(cells)
            }
            return rows
        }
        let form = XLSForm(survey: try rows("survey"), choices: try rows("choices"), settings: try rows("settings"))
        let reading = XLSFormReading(form, id: "import")
        return FrameworkFile(
            framework: reading.framework, problems: reading.problems, rows: form.survey.count, remarks: reading.remarks)
    }

    /// The framework as an XLSForm workbook that ODK, KoboToolbox and `read` read.
    package static func xlsForm(_ framework: Framework) throws -> [UInt8] {
        let form = XLSForm(framework)
        let sheets = [("survey", form.survey), ("choices", form.choices), ("settings", form.settings)]
        var bytes: [UInt8] = []
        let layouts = sheets.map { SheetLayout(name: $0.0, columns: []) }
        let writer = try XLSXWriter(layouts, title: framework.name) { bytes += $0 }
        for (index, sheet) in sheets.enumerated() {
            if index > 0 { try writer.nextSheet() }
            for row in sheet.1 { try writer.write(row.map { $0.isEmpty ? .empty : .text($0) }) }
        }
        try writer.finish()
        return bytes
    }
}
