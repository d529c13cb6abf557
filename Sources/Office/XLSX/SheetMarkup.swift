/// The XML of a written sheet.
enum SheetMarkup {
    /// Everything before the rows.
    static func opening(_ layout: SheetLayout?, isFirst: Bool) -> String {
        let columns = layout?.columns ?? []
        let top = layout?.frame?.above.count ?? 1
        let pane = #"<pane ySplit="\#(top)" topLeftCell="A\#(top + 1)" activePane="bottomLeft" state="frozen"/>"#
        let fitted = layout?.frame == nil ? "" : #"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#
        let selected = isFirst ? #" tabSelected="1""# : ""
        let each = columns.enumerated().map { index, column in
            """
            <col min="\(index + 1)" max="\(index + 1)" width="\(column.width)" \
            \(layout?.frame == nil ? "style=\"\(SheetStyle(column.kind, isBoxed: false).rawValue)\" " : "")customWidth="1"/>
            """
        }
        return XMLMarkup.declaration + """
            <worksheet xmlns="\(SheetNames.main)">\(fitted)<sheetViews><sheetView\(selected) workbookViewId="0">\
            \(columns.isEmpty || top == 0 ? "" : pane)</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>\
            \(each.isEmpty ? "" : "<cols>\(each.joined())</cols>")<sheetData>
            """
    }

    /// One rule per column with choices, for every row under the header.
    static func validations(_ columns: [SheetLayout.Column], _ parts: WorkbookParts) -> String {
        let each = columns.enumerated().filter { !$0.element.choices.isEmpty }.map { index, column in
            let letters = CellReference.letters(index + 1)
            return """
                <dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="请选择" \
                error="请从下拉列表中选择。" sqref="\(letters)2:\(letters)1048576">\
                <formula1>\(XMLMarkup.escaped(parts.formula(for: column.choices)))</formula1></dataValidation>
                """
        }
        return each.isEmpty ? "" : "<dataValidations count=\"\(each.count)\">\(each.joined())</dataValidations>"
    }

    /// After the rows of a form: which cells are one, and how it is printed.
    static func frame(_ areas: [String]) -> String {
        let merged =
            areas.isEmpty
            ? ""
            : "<mergeCells count=\"\(areas.count)\">\(areas.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
        return merged + #"<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>"#
            + #"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>"#
    }

    /// A cell without contents that has borders.
    static func appendBlank(_ place: (row: Int, column: Int), _ style: SheetStyle, to bytes: inout [UInt8]) {
        appendOpening(place, style, &bytes)
        bytes.append(contentsOf: "/>".utf8)
    }

    static func append(
        _ cell: SheetCell, at place: (row: Int, column: Int), _ style: SheetStyle, to bytes: inout [UInt8]
    ) {
        switch cell {
        case .empty: break
        case .text(let text): appendText(text, place, style, &bytes)
        case .integer(let value): appendNumber("\(value)", place, style, &bytes)
        case .number(let value):
            guard value.isFinite else { return }
            appendNumber(PlainDecimal.text(value), place, style, &bytes)
        case .decimal(let text):
            guard isDecimal(text) else { return appendText(text, place, style, &bytes) }
            appendNumber(text, place, style, &bytes)
        case .day(let iso):
            guard let serial = SerialDate.serial(of: iso) else { return appendText(iso, place, .text, &bytes) }
            appendNumber("\(serial)", place, .day, &bytes)
        }
    }

    private static func appendNumber(
        _ text: String, _ place: (row: Int, column: Int), _ style: SheetStyle, _ bytes: inout [UInt8]
    ) {
        appendOpening(place, style, &bytes)
        bytes.append(contentsOf: "><v>".utf8)
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: "</v></c>".utf8)
    }

    private static func appendText(
        _ text: String, _ place: (row: Int, column: Int), _ style: SheetStyle, _ bytes: inout [UInt8]
    ) {
        guard !text.isEmpty else { return }
        appendOpening(place, style, &bytes)
        bytes.append(contentsOf: #" t="inlineStr"><is><t xml:space="preserve">"#.utf8)
        XMLMarkup.append(fitting(text), to: &bytes)
        bytes.append(contentsOf: "</t></is></c>".utf8)
    }

    private static func appendOpening(
        _ place: (row: Int, column: Int), _ style: SheetStyle, _ bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: #"<c r=""#.utf8)
        bytes.append(contentsOf: CellReference.letters(place.column).utf8)
        bytes.append(contentsOf: "\(place.row)\" s=\"\(style.rawValue)\"".utf8)
    }

    /// Excel holds 32,767 UTF-16 units in a cell, and reads `_x0041_` as an escape.
    private static func fitting(_ text: String) -> String {
        var text = text
        if text.utf8.count > 32_767, text.utf16.count > 32_767 {
            text = String(decoding: Array(text.utf16.prefix(32_766)), as: UTF16.self) + "…"
        }
        guard text.contains("_x") else { return text }
        return text.split(separator: "_x", omittingEmptySubsequences: false).joined(separator: "_x005F_x")
    }

    private static func isDecimal(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? Substring(text).dropFirst() : Substring(text)
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
