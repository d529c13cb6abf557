import Office
import Testing

@Suite struct HTMLReaderTests {
    @Test("Blocks are lines, white space is one blank, entities are characters")
    func lines() throws {
        let page = """
            <!DOCTYPE html><html><head><title>首页</title><style>p{}</style></head><body>
            <h1>工作要点</h1><div>第一
               行<br>第二&nbsp;行&hellip;&#12288;&lt;&#151;&#x4E00;</div><p>　　全角<b>空格</b>留下<p>没有关的段
            <script>var a="<p>不读</p>";</script><noscript>也不读</noscript><pre>原 样
            换行</pre>尾</body></html>
            """
        #expect(
            try plain(page) == "工作要点\n第一 行\n第二 行…　<—一\n　　全角空格留下\n没有关的段\n原 样\n换行\n尾\n")
        #expect(try DocumentReader.read(pasted: page).kind == .html)
    }

    @Test("What surrounds an article is left out where the markup says so, and only there")
    func boilerplate() throws {
        let page = """
            <body><nav>导航</nav><div class="top breadcrumb">当前位置</div><div role="navigation">菜单</div>
            <div id="content"><h1>要点</h1><p class="footnote">注一</p><p>正文</p><p hidden>藏</p>
            <span style="DISPLAY: none">藏</span><p aria-label="nav">留</p></div><footer>版权所有</footer></body>
            """
        #expect(try plain(page) == "要点\n注一\n正文\n留\n")
        #expect(try plain("<html><body class='nav'><p>全在里面</p></body></html>") == "全在里面\n")
    }

    @Test("Numbers of ordered lists stand in the text")
    func lists() throws {
        #expect(try plain("<ol><li>甲<li>乙<ol type=a><li>子</ol><li>丙</ol>") == "1.甲\n2.乙\na.子\n3.丙\n")
        #expect(try plain("<ol start=3><li>甲<li value=7>乙<li>丙</ol>") == "3.甲\n7.乙\n8.丙\n")
        #expect(try plain("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>") == "一、甲\n二、乙\n")
        #expect(
            try plain("<ol style='list-style:none'><li>1.甲</ol><ul><li>乙</ul><ol reversed><li>丙</ol>") == "1.甲\n乙\n丙\n")
    }

    @Test("Merged cells are named wherever they reach; attributes out of bounds do no harm")
    func tables() throws {
        let page = """
            <table><caption>安排表</caption><thead><tr><th colspan=2>时间<th>事项</thead><tbody>
            <tr><td rowspan=2>一季度<td>1月<td>印发<br>要点<tr><td>2月<td>开会
            <tr><td rowspan="0">二季度<td colspan="x">4月<td>检查<tr><td>5月<td>整改</tbody></table>完
            """
        let read = try DocumentReader.read(pasted: page)
        #expect(
            read.tableTexts == [
                [
                    ["时间", "时间", "事项"], ["一季度", "1月", "印发\n要点"], ["一季度", "2月", "开会"],
                    ["二季度", "4月", "检查"], ["二季度", "5月", "整改"],
                ]
            ])
        #expect(read.text == "安排表\n时间\t事项\n一季度\t1月\t印发\n要点\n\t2月\t开会\n二季度\t4月\t检查\n\t5月\t整改\n完\n")
    }

    @Test("A page laid out by a table is text; the table in it is one")
    func layout() throws {
        let inner = "<table><tr><td>序号<td>时间<tr><td>1<td>3月</table>"
        let page = "<table><tr><td>栏目</td><td><h1>要点</h1><table><tr><td>\(inner)</table></td></tr></table>"
        let read = try DocumentReader.read(pasted: page)
        #expect(read.text == "栏目\n要点\n序号\t时间\n1\t3月\n")
        #expect(read.tableTexts == [[["序号", "时间"], ["1", "3月"]]])
    }

    @Test("Cells pasted without their table stand between tabs")
    func strayCells() throws {
        #expect(try plain("<tr><td>1</td><td>双减</td></tr><tr><td>2</td><td>培训</td></tr>") == "1\t双减\n2\t培训\n")
    }

    @Test("The encoding is what fits; what the page says counts where two fit")
    func encodings() throws {
        let page = "<html><head><meta charset=gb2312></head><body><p>教育督导要点·朕</p></body></html>"
        #expect(try DocumentReader.read(.bytes(gb18030(page))).text == "教育督导要点·朕\n")
        #expect(try plain(page) == "教育督导要点·朕\n")
        let silent = "<html><body><p>教育督导要点</p></body></html>"
        #expect(try DocumentReader.read(.bytes(gb18030(silent))).text == "教育督导要点\n")
        let wide: [UInt8] = [0xFF, 0xFE] + silent.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try DocumentReader.read(.bytes(wide)).text == "教育督导要点\n")
        // D4 B1 is 员 in GB2312 and Ա in UTF-8.
        let short = Array("<meta charset=\"gb2312\"><p>".utf8) + [0xD4, 0xB1]
        #expect(try DocumentReader.read(.bytes(short)).text == "员\n")
    }

    @Test("Word's own markup is read through")
    func word() throws {
        let page = """
            <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]>督政
            <o:p></o:p></p><!--[if gte mso 9]><xml>不读</xml><![endif]--><p>正文<span style='mso-hide:all'>藏</span></p>
            """
        #expect(try plain(page) == "一、 督政\n正文\n")
    }

    @Test("Tags that close nothing or never close lose no text")
    func sloppy() throws {
        #expect(try plain("<p>甲</div></span>乙<b><i>丙</b>丁</p></table>戊") == "甲乙丙丁\n戊\n")
        #expect(try plain("<table><tr>直接<td>格</table>后") == "直接格\n后\n")
        #expect(try plain("<div>a < b 且 c > d & e<br></div>") == "a < b 且 c > d & e\n")
    }
}
