import Office
import Testing

@Suite struct WordTableTests {
    @Test("A row is a line, its cells stand between tabs; the ranges tell line breaks in a cell from rows")
    func plain() throws {
        let read = try WordSample(
            p("安排"),
            table(
                row(cell("时间"), cell("事项")), row(cell("一季度"), cell(p("1.印发。") + p("2.开会。"))), row(cell(""), cell("无"))),
            p("备注")
        ).read()
        #expect(read.text == "安排\n时间\t事项\n一季度\t1.印发。\n2.开会。\n\t无\n备注\n")
        #expect(read.tableTexts == [[["时间", "事项"], ["一季度", "1.印发。\n2.开会。"], ["", "无"]]])
    }

    @Test("A merged cell is named wherever it reaches")
    func merged() throws {
        let span = #"<w:gridSpan w:val="2"/>"#
        let read = try WordSample(
            table(
                row(cell("题头", span), cell("三")),
                row(cell("一季度", #"<w:vMerge w:val="restart"/>"#), cell("甲"), cell("乙")),
                row(cell("", "<w:vMerge/>"), cell("丙", span)),
                row(
                    cell("隐去", #"<w:vMerge w:val="continue"/>"#), cell("丁"), cell("", #"<w:hMerge w:val="continue"/>"#)),
                row(cell("末"), properties: #"<w:gridBefore w:val="2"/>"#))
        ).read()
        #expect(
            read.tableTexts == [
                [
                    ["题头", "题头", "三"], ["一季度", "甲", "乙"], ["一季度", "丙", "丙"], ["一季度", "丁", "丁"], ["", "", "末"],
                ]
            ])
        #expect(read.text == "题头\t三\n一季度\t甲\t乙\n\t丙\n\t丁\t\n末\n")
        #expect(read.tables[0].rows[1][0] == read.tables[0].rows[3][0])
    }

    @Test("A table inside a cell is a table of its own; one that only holds others is none")
    func nested() throws {
        let inner = table(row(cell("一"), cell("二")), row(cell("三"), cell("四")))
        let small = try WordSample(
            table(row(cell("外"), cell(p("很长很长很长很长的说明文字") + inner + p("")), cell("右")))
        ).read()
        #expect(small.tables.count == 2)
        #expect(small.tableTexts[0] == [["外", "很长很长很长很长的说明文字\n一\t二\n三\t四", "右"]])
        #expect(small.tableTexts[1] == [["一", "二"], ["三", "四"]])
        let layout = try WordSample(table(row(cell("左"), cell(inner + p(""))))).read()
        #expect(layout.tableTexts == [[["一", "二"], ["三", "四"]]])
        #expect(layout.text == "左\n一\t二\n三\t四\n")
    }

    @Test("A frame of one cell is no table, nor is a column with an article in it")
    func frames() throws {
        #expect(try WordSample(table(row(cell("框")))).read().tables.isEmpty)
        let article = (1...400).map { p("第\($0)段文字文字。") }.joined()
        #expect(try WordSample(table(row(cell("目录"), cell(article)))).read().tables.isEmpty)
    }

    @Test("Places count Unicode scalars, also beyond the basic plane")
    func places() throws {
        let read = try WordSample(p("𠮷野é"), table(row(cell("𠀀"), cell("乙")))).read()
        #expect(read.tableTexts == [[["𠀀", "乙"]]])
        #expect(read.tables[0].rows == [[4..<5, 6..<7]])
    }
}
