/// A table with a header row that is repeated on every page.
struct DOCXTable {
    private let table: OfficialDocument.Table
    private let columns: Int

    init(_ table: OfficialDocument.Table) {
        self.table = table
        columns = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    }

    var xml: String {
        guard columns > 0 else { return "" }
        let caption = table.caption.map {
            DOCXBody.paragraph($0, style: "Normal", properties: "<w:keepNext/><w:jc w:val=\"center\"/>")
        }
        let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
        let head = table.header.isEmpty ? "" : row(table.header, style: "TableHead", properties: "<w:tblHeader/>")
        return """
            \(caption ?? "")<w:tbl><w:tblPr><w:tblW w:w="\(DOCXStyles.textWidth)" w:type="dxa"/><w:jc w:val="center"/>\
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
        return shares.map { DOCXStyles.textWidth * $0 / total }
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
            \(DOCXBody.paragraph(cells.indices.contains(index) ? cells[index] : "", style: style))</w:tc>
            """
        }
        return "<w:tr><w:trPr><w:cantSplit/>\(properties)</w:trPr>\(each.joined())</w:tr>"
    }
}

/// The 版记: to whom copies go, who printed it and when, between rules at the foot of the last page.
struct DOCXImprint {
    private let document: OfficialDocument

    init(_ document: OfficialDocument) {
        self.document = document
    }

    var xml: String {
        let rows = [copies, issue].compactMap { $0 }
        guard !rows.isEmpty else { return "" }
        let width = DOCXStyles.textWidth
        return """
            <w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" \
            w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>\
            <w:tblW w:w="\(width)" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" \
            w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>\
            <w:insideH w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tblBorders>\
            <w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="\(width)"/></w:tblGrid>\
            \(rows.map { row($0, width) }.joined())</w:tbl><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>
            """
    }

    /// Lines after the first begin under the first name.
    private var copies: String? {
        guard !document.copies.isEmpty else { return nil }
        let indent = #"<w:ind w:left="1120" w:right="280" w:hanging="840"/>"#
        return DOCXBody.paragraph(
            "抄送：" + document.copies.joined(separator: "，") + "。", style: "Imprint", properties: indent)
    }

    private var issue: String? {
        guard document.issuedBy != nil || document.issuedOn != nil else { return nil }
        let right = document.issuedOn.map { $0 + "印发" } ?? ""
        let tab = DOCXStyles.textWidth - 280 - 216
        return """
            <w:p><w:pPr><w:pStyle w:val="Imprint"/><w:tabs><w:tab w:val="right" w:pos="\(tab)"/></w:tabs>\
            <w:ind w:left="280"/></w:pPr><w:r><w:t>\(XMLMarkup.escaped(document.issuedBy ?? ""))</w:t></w:r>\
            <w:r><w:tab/></w:r><w:r><w:t>\(XMLMarkup.escaped(right))</w:t></w:r></w:p>
            """
    }

    private func row(_ paragraph: String, _ width: Int) -> String {
        """
        <w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/></w:tcPr>\
        \(paragraph)</w:tc></w:tr>
        """
    }
}
