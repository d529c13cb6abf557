import Testing
import Web

@Suite struct ChartTests {
    private let chart = Chart(
        "各区<逾期>问题", .bars, layout: .stacked, axis: "地区", unit: "个", categories: ["甲\"区", "乙</script>区"],
        series: [
            .init("逾期", .late, [.init(3, link: "/findings?state=late&district=1"), .init(0)]),
            .init("比例", .neutral, [.init(decimal: "12.5"), .init(decimal: "n/a")]),
        ])

    @Test("The table says what the picture shows, each number a link where it has one")
    func table() {
        let html = String(decoding: chart.html.bytes { .empty }, as: UTF8.self)
        #expect(html.contains("<a href=\"/findings?state=late&amp;district=1\">3</a>"))
        #expect(html.contains("<th scope=\"row\">乙&lt;/script&gt;区</th>"))
        #expect(html.contains("12.5"))
        #expect(html.contains("—"))
    }

    @Test("Nothing in the data block can end it, and what is no number is null")
    func block() {
        let html = String(decoding: chart.html.bytes { .empty }, as: UTF8.self)
        #expect(html.split(separator: "</script>", omittingEmptySubsequences: false).count == 2)
        #expect(html.contains("\"values\":[12.5,null]"))
        #expect(html.contains("甲\\\"区"))
    }
}
