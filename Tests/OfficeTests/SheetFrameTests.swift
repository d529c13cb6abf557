import Office
import Testing

/// Forms: heads over several columns, numbers with their digits, notes below.
@Suite struct SheetFrameTests {
    static let layout = SheetLayout(
        name: "表Ⅰ",
        columns: [
            .init("单位", kind: .text, width: 20), .init("均值", kind: .number(digits: 2)),
            .init("系数", kind: .number(digits: 3)), .init("数", kind: .number(digits: 0)),
        ],
        frame: SheetFrame(
            above: [
                [SheetSpan("标题", columns: 4, .title)],
                [SheetSpan("单位", rows: 2), SheetSpan("资源", columns: 2), SheetSpan("数", rows: 2)],
                [SheetSpan("均值"), SheetSpan("系数")],
            ],
            below: [
                [SheetSpan("注", columns: 4, .note)],
                [SheetSpan("填表人", columns: 2, .note), SheetSpan("日期", columns: 2, .note)],
            ]))

    static let rows: [[SheetCell]] = [
        [.text("甲"), .decimal("12.30"), .decimal("0.500"), .integer(3)], [.text("乙"), .text("缺"), .empty, .text("—")],
    ]

    @Test("What is written reads back row by row, each head once")
    func read() throws {
        let bytes = try XLSXWriter.bytes(Self.layout, rows: Self.rows)
        var rows: [[String]] = []
        try SpreadsheetReader.open(bytes: bytes).forEachRow { _, cells in rows.append(cells) }
        #expect(rows[0].first == "标题" && rows[1] == ["单位", "资源", "", "数"] && rows[2] == ["", "均值", "系数"])
        #expect(rows[3] == ["甲", "12.3", "0.5", "3"] && rows[4] == ["乙", "缺", "", "—"])
        #expect(rows[5].first == "注" && rows[6] == ["填表人", "", "日期"])
    }

    @Test("Merged cells, number formats, borders and the heads of every printed page are in the file")
    func markup() throws {
        let bytes = try XLSXWriter.bytes(Self.layout, rows: Self.rows)
        let sheet = try part("xl/worksheets/sheet1.xml", of: bytes)
        for area in ["A1:D1", "A2:A3", "B2:C2", "D2:D3", "A6:D6", "A7:B7", "C7:D7"] {
            #expect(sheet.contains("<mergeCell ref=\"\(area)\"/>"), "\(area)")
        }
        #expect(
            sheet.contains(#"<mergeCells count="7">"#) && !sheet.contains("<autoFilter") && sheet.contains("landscape"))
        #expect(try part("xl/styles.xml", of: bytes).contains(#"formatCode="0.000""#))
        #expect(try part("xl/workbook.xml", of: bytes).contains("'表Ⅰ'!$1:$3"))
        for name in ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"] {
            #expect(try wellFormed(name, in: bytes), "\(name)")
        }
    }

    @Test("No row is higher than Excel takes, however long its note or its cell is")
    func height() throws {
        let long = String(repeating: "很长的说明", count: 400)
        let layout = SheetLayout(
            name: "高", columns: [.init("甲", kind: .text, width: 8)],
            frame: SheetFrame(above: [[SheetSpan("题", .title)], [SheetSpan("甲")]], below: [[SheetSpan(long, .note)]]))
        let sheet = try part("xl/worksheets/sheet1.xml", of: XLSXWriter.bytes(layout, rows: [[.text(long)]]))
        let heights = sheet.split(separator: " ht=\"").dropFirst().compactMap { $0.split(separator: "\"").first }
            .compactMap { Double($0) }
        #expect(heights.count == 4 && heights.max() == 409.5, "\(heights)")
    }

    @Test("A list is as it was: a header that filters and no merged cell")
    func list() throws {
        let sheet = try part(
            "xl/worksheets/sheet1.xml", of: XLSXWriter.bytes(SheetLayout(name: "单", columns: [.init("甲")])))
        #expect(
            sheet.contains("<autoFilter ref=\"A1:A1\"/>") && !sheet.contains("mergeCell")
                && !sheet.contains("fitToPage"))
    }
}
