import Testing
import Web

@Suite struct HTMLTests {
    @Test("Text is escaped, markup is not, in every form of interpolation", arguments: [true, false])
    func escaping(late: Bool) {
        let evil = "<script>\"'&"
        let markup: HTML = "<p title=\"\(evil)\">\(late ? "<b>迟</b>" : "")\(evil)</p>"
        let text = String(decoding: markup.bytes(seal: { .empty }), as: UTF8.self)
        let mark = late ? "<b>迟</b>" : ""
        #expect(text == "<p title=\"&lt;script&gt;&quot;&#39;&amp;\">\(mark)&lt;script&gt;&quot;&#39;&amp;</p>")
    }

    @Test("A form's slot is filled when the page is rendered, also inside nested parts")
    func seal() {
        let form: HTML = "<form>\(FormSeal())</form>"
        let page: HTML = "<main>\([form, form])</main>"
        var count = 0
        let bytes = page.bytes(seal: {
            count += 1
            return "<i>\(count)</i>"
        })
        #expect(String(decoding: bytes, as: UTF8.self) == "<main><form><i>1</i></form><form><i>2</i></form></main>")
    }
}
