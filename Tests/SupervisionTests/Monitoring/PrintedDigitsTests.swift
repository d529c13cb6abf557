import TestKit
import Testing

@testable import Supervision

/// Digits go by what a figure is, never by how large it is.
@Suite struct PrintedDigitsTests {
    private static let sheet = """
        标准\t测试
        代码\ttest
        依据\t测试
        部分
        编号\t名称
        1\t甲
        数据
        编码\t名称\t单位\t类型\t对象\t分学段
        pupils\t学生\t人\t整数\t每个单位\t是
        area\t面积\t平方米\t数\t每个单位
        fund\t公用经费\t元\t数\t全县
        places\t名额\t人\t整数\t全县
        quota\t分配\t人\t整数\t全县
        recognition\t认可度\t%\t数\t全县
        difference\t差异率\t\t数\t全县
        """

    @Test(
        "Money and counts are whole, shares have one digit, what one has two, differences three",
        arguments: [
            ("fund", 0), ("fund - 2 * fund", 0), ("places + quota", 0), ("recognition", 1), ("difference", 3),
            ("100 * quota / places", 1), ("if(places = 0, 100, 100 * quota / places)", 1), ("quota / places", 3),
            ("perHundred(quota, places)", 1), ("perHead(area, primary.pupils)", 2), ("mean(area)", 2),
            ("ratio(quota, places)", 3), ("cv(area, primary.pupils)", 3), ("sum(primary.pupils)", 0), ("count()", 0),
            ("max(recognition, 85)", 1), ("min(recognition, difference)", 3), ("-recognition", 1), ("12", 0),
            ("ceiling(quota / places)", 0), ("fund >= 8000", 0),
        ])
    func digits(expression: String, digits: Int) throws {
        let standard = try StandardFile.parse(SheetText.rows(Self.sheet))
        let read = try Expression(expression, standard.vocabulary)
        #expect(PrintedDigits(standard.figures).count(read) == digits, "\(expression)")
    }
}
