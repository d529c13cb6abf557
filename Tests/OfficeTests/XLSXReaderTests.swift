import Office
import Testing

@Suite struct XLSXReaderTests {
    @Test(
        "Each kind of cell becomes the text that a person sees",
        arguments: [
            (#"<c r="A1"><v>42</v></c>"#, "42"),
            (#"<c r="A1" t="n"><v>3.1400000000000001</v></c>"#, "3.14"),
            (#"<c r="A1"><v>1E-3</v></c>"#, "0.001"),
            (#"<c r="A1"><v>-1.5E+20</v></c>"#, "-150000000000000000000"),
            (#"<c r="A1"><v>5.0100000000000005E-07</v></c>"#, "0.000000501"),
            (#"<c r="A1"><v>1.0</v></c>"#, "1"),
            (#"<c r="A1"><v>-0</v></c>"#, "0"),
            (#"<c r="A1"><v>0.75</v></c>"#, "0.75"),
            (#"<c r="A1" t="s"><v>0</v></c>"#, "第一幼儿园"),
            (#"<c r="A1" t="s"><v>1</v></c>"#, "红色黑色"),
            (#"<c r="A1" t="s"><v>2</v></c>"#, "东京"),
            (#"<c r="A1" t="s"><v>3</v></c>"#, "一\n二_"),
            (#"<c r="A1" t="inlineStr"><is><t>甲</t></is></c>"#, "甲"),
            (#"<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>"#, "甲 乙"),
            (#"<c r="A1" t="str"><f>A2&amp;B2</f><v>合计</v></c>"#, "合计"),
            (#"<c r="A1"><f>SUM(A2:A9)</f><v>45</v></c>"#, "45"),
            (#"<c r="A1" t="b"><v>1</v></c>"#, "TRUE"),
            (#"<c r="A1" t="b"><v>0</v></c>"#, "FALSE"),
            (#"<c r="A1" t="e"><v>#N/A</v></c>"#, "#N/A"),
            (#"<c r="A1" t="d"><v>2026-03-01T00:00:00</v></c>"#, "2026-03-01"),
            (#"<c r="A1" t="d"><v>2026-03-01T08:30:00</v></c>"#, "2026-03-01 08:30:00"),
            (#"<c r="A1" t="inlineStr"><is><t><![CDATA[<a&b>]]></t></is></c>"#, "<a&b>"),
        ])
    func cell(xml: String, text: String) throws {
        let shared = """
            <si><t>第一幼儿园</t></si><si><r><t>红色</t></r><r><rPr/><t>黑色</t></r></si>\
            <si><t>东京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si><si><t>一_x000D_\n二_x005F_</t></si>
            """
        let sample = WorkbookSample(rows: "<row r=\"1\">\(xml)</row>", shared: shared)
        #expect(try sample.rows() == [Row(1, [text])])
    }

    @Test("A formula without a cached value is an empty cell")
    func uncachedFormula() throws {
        let sample = WorkbookSample(rows: #"<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><v>2</v></c></row>"#)
        #expect(try sample.rows() == [Row(1, ["", "2"])])
    }

    @Test(
        "A number with a date format becomes an ISO date",
        arguments: [
            (1, "46082", "2026-03-01"), (2, "46082.354166666664", "2026-03-01 08:30:00"),
            (3, "46082", "2026-03-01"), (4, "0.35416666666666669", "08:30:00"), (5, "1.5", "36:00:00"),
            (6, "0.5", "0.5"), (7, "1234.5", "1234.5"), (8, "46082", "2026-03-01"),
            (9, "46082.5", "2026-03-01 12:00:00"),
            (10, "12", "12"), (11, "46082", "2026-03-01"), (12, "46082", "46082"), (1, "1", "1900-01-01"),
            (1, "59", "1900-02-28"), (1, "60", "60"), (1, "61", "1900-03-01"), (1, "0", "0"), (1, "-1", "-1"),
            (1, "2958465", "9999-12-31"), (1, "2958466", "2958466"), (2, "46081.999999", "2026-03-01 00:00:00"),
        ])
    func date(style: Int, value: String, text: String) throws {
        let rows = "<row r=\"1\"><c r=\"A1\" s=\"\(style)\"><v>\(value)</v></c></row>"
        #expect(try WorkbookSample(rows: rows, styles: Self.styles).rows() == [Row(1, [text])])
    }

    @Test("A workbook that counts from 1904 has its dates four years and a day later")
    func date1904() throws {
        let rows = #"<row r="1"><c r="A1" s="1"><v>44620</v></c></row>"#
        #expect(try WorkbookSample(rows: rows, styles: Self.styles, date1904: true).rows() == [Row(1, ["2026-03-01"])])
    }

    @Test("Missing cells are filled by column, empty rows are counted but not given")
    func gaps() throws {
        let rows = """
            <row r="2"><c r="B2"><v>1</v></c><c r="E2"><v>2</v></c><c r="F2" s="1"/></row><row r="3"/>\
            <row><c><v>3</v></c><c r="AB4"><v>4</v></c></row>
            """
        let expected = [
            Row(2, ["", "1", "", "", "2"]), Row(4, ["3"] + [String](repeating: "", count: 26) + ["4"]),
        ]
        #expect(try WorkbookSample(rows: rows).rows() == expected)
    }

    @Test("Of merged cells only the top left one has a value")
    func merged() throws {
        let rows = """
            <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>\
            <row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row>\
            <row r="3"><c r="A3"><v>7</v></c></row>
            """
        let sample = WorkbookSample(rows: rows, after: #"<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>"#)
        #expect(try sample.rows() == [Row(1, ["1", "", "3"]), Row(2, ["", "", "6"]), Row(3, ["7"])])
    }

    @Test("The first visible sheet is read, or the one that is named")
    func sheets() throws {
        var sample = WorkbookSample(rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#)
        sample.replace(
            "xl/workbook.xml",
            with: """
                <workbook xmlns:r="r"><sheets><sheet name="选项" r:id="rId1" state="veryHidden"/>\
                <sheet name="数据" r:id="rId9"/></sheets></workbook>
                """)
        let targets = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId9", "worksheet", "../xl/other.xml")]
        sample.replace("xl/_rels/workbook.xml.rels", with: WorkbookSample.relations(targets))
        sample.replace("xl/other.xml", with: WorkbookSample.sheet(#"<row r="1"><c r="A1"><v>2</v></c></row>"#))
        #expect(try sample.rows() == [Row(1, ["2"])])
        #expect(try sample.rows(sheet: "选项") == [Row(1, ["1"])])
        #expect(throws: SpreadsheetError.noSheet(named: "无")) { try sample.rows(sheet: "无") }
        #expect(try SpreadsheetReader.open(bytes: sample.bytes()).sheetNames == ["数据"])
    }

    @Test("Elements with a namespace prefix are read as well")
    func prefixed() throws {
        var sample = WorkbookSample(rows: "")
        sample.replace(
            "xl/worksheets/sheet1.xml",
            with: """
                <x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>\
                <x:c><x:v>2</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>
                """)
        #expect(try sample.rows() == [Row(1, ["1"])])
    }

    @Test("A hundred thousand rows that are only formatted are no rows")
    func formattedRows() throws {
        let empty = (2...100_000).map { #"<row r="\#($0)" s="1"><c r="A\#($0)" s="1"/><c r="XFD\#($0)" s="1"/></row>"# }
        let sample = WorkbookSample(rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"# + empty.joined())
        var limits = SpreadsheetLimits.imports
        limits.rows = 1
        #expect(try sample.rows(limits: limits) == [Row(1, ["1"])])
    }

    /// Styles 1…12: builtin date, builtin date-time, then custom codes.
    static let styles = """
        <numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>\
        <numFmt numFmtId="171" formatCode="[h]:mm:ss"/><numFmt numFmtId="172" formatCode="0.00%"/>\
        <numFmt numFmtId="173" formatCode="#,##0.00&quot;元/day&quot;"/>\
        <numFmt numFmtId="174" formatCode="[$-804]aaaa"/>\
        <numFmt numFmtId="175" formatCode="yyyy/m/d\\ 上午/下午h:mm"/>\
        <numFmt numFmtId="176" formatCode="G/通用格式"/><numFmt numFmtId="177" formatCode="[Red]0.0E+00"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="20"/>\
        <xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="175"/>\
        <xf numFmtId="176"/><xf numFmtId="31"/><xf numFmtId="177"/></cellXfs>
        """
}
