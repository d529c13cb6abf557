/// A table with a header row that is repeated on every page.
struct DOCXTable {
    private let table: OfficialDocument.Table
    private let columns: Int
    private let width: Int

    init(_ table: OfficialDocument.Table, width: Int = DOCXStyles.textWidth) {
        self.table = table
        self.width = width
        columns = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    }

    var xml: String {
        guard columns > 0 else { return "" }
        let caption = table.caption.map {
            DOCXParagraph.xml($0, style: "Caption", properties: "<w:keepNext/>")
        }
        let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
        let head = table.header.isEmpty ? "" : row(table.header, style: "TableHead", properties: "<w:tblHeader/>")
        return """
            \(caption ?? "")<w:tbl><w:tblPr><w:tblW w:w="\(width)" w:type="dxa"/><w:jc w:val="center"/>\
            <w:tblBorders>\(borders)</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>\
            <w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>\
            <w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>\(head)\
            \(table.rows.map { row($0, style: "TableText", properties: "") }.joined())</w:tbl>\
            <w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>
            """
    }

    private var widths: [Int] {
        let shares = (0..<columns).map { table.widths.indices.contains($0) ? max(1, table.widths[$0]) : 1 }
        let total = shares.reduce(0, +)
        return shares.map { width * $0 / total }
    }

    private var borders: String {
        ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
        }.joined()
    }

    private func row(_ cells: [String], style: String, properties: String) -> String {
        let widths = widths
        let each = (0..<columns).map { index in
            """
            <w:tc><w:tcPr><w:tcW w:w="\(widths[index])" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\
            \(DOCXParagraph.xml(cells.indices.contains(index) ? cells[index] : "", style: style))</w:tc>
            """
        }
        return "<w:tr><w:trPr><w:cantSplit/>\(properties)</w:trPr>\(each.joined())</w:tr>"
    }
}
