import TestKit
import Testing

@testable import Supervision

/// Errors name the place and say what was expected.
struct ExpressionProblemTests {
    @Test(arguments: [
        ("", 1, 1, "应为数字"), ("1 +", 1, 4, "应为数字"), ("sum(books", 1, 10, "应为“)”"), ("1 2", 1, 3, "运算符或算式结尾"),
        ("books", 1, 1, "各单位的数"), ("max(books, 3)", 1, 5, "各单位的数"), ("bookz", 1, 1, "没有“bookz”这个数据项"),
        ("sum(\n  bookz)", 2, 3, "没有“bookz”"), ("total(books)", 1, 1, "没有“total”这个函数"), ("sum()", 1, 1, "应有1个参数，实际有0个"),
        ("cv(books)", 1, 1, "应有2个参数"), ("mean(1, 2, 3)", 1, 1, "应有1到2个参数"), ("1 < 2 < 3", 1, 7, "一次只能比较两个数"),
        ("1 and 2", 1, 1, "应为能判断是否的式子"), ("1 < 2 and 3", 1, 11, "能判断是否"), ("sum(kind)", 1, 5, "应为数，实际是文字"),
        ("count(books)", 1, 7, "能判断是否"), ("count(kind < \"公办\")", 1, 12, "只能用 = 和 ≠"),
        ("count(kind = 3)", 1, 12, "同类"), ("if(1 < 2, 3, 1 < 2)", 1, 14, "应为数，实际是是否"), ("1.2.3", 1, 1, "不是数字"),
        ("percentile(books, 101)", 1, 19, "0到100"), ("percentile(books, pupils)", 1, 19, "0到100"),
        ("\"公办", 1, 1, "缺少与它相配"), ("[books", 1, 1, "缺少与它相配"), ("1 ? 2", 1, 3, "不能有“?”"),
        ("if(1 < 2, 3, 4 where 1 < 2)", 1, 27, "不能带 where"), ("not 3", 1, 5, "能判断是否"), ("-isRural", 1, 2, "各单位的数"),
    ])
    func places(text: String, line: Int, column: Int, words: String) throws {
        let problem = try #require(throws: ExpressionProblem.self) {
            try Expression(text, ExpressionSample.vocabulary)
        }
        #expect(problem.line == line && problem.column == column, "\(text): \(problem.message)")
        #expect(problem.reason.contains(words) && problem.reason.hasSuffix("。"), "\(text): \(problem.message)")
    }

    @Test func limits() throws {
        func reads(_ text: String) -> Bool { (try? Expression(text, ExpressionSample.vocabulary)) != nil }
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
        }
        #expect(reads(nested(Expression.deepest)) && !reads(nested(Expression.deepest + 1)))
        #expect(
            !reads(String(repeating: "-", count: 41) + "1") && !reads(String(repeating: "not ", count: 41) + "1 < 2"))
        let long = "1" + String(repeating: "+1", count: (Expression.longest - 1) / 2)
        #expect(reads(long) && !reads(long + "  "))
    }

    @Test func readingWhatWasPrintedGivesTheSame() throws {
        var dice = Dice(5)
        for _ in 0..<600 {
            let text = ExpressionSample.number(&dice, depth: 4, inside: false)
            let expression = try Expression(text, ExpressionSample.vocabulary)
            let again = try Expression(expression.description, ExpressionSample.vocabulary)
            #expect(again == expression, "\(text)")
            #expect(again.description == expression.description)
        }
    }

    /// A value that is there although a figure is missing is the value whatever the figure is.
    @Test func missingNeverTurnsIntoANumber() throws {
        var dice = Dice(6)
        func data(_ value: ExpressionValue?) -> ExpressionData {
            let rows = ExpressionSample.data.rows.map { row in
                row.organisation != "3"
                    ? row
                    : ExpressionData.Row(
                        organisation: "3",
                        values: row.values.merging(["books": .number(Quantity(0))]) { $1 }
                            .filter { value != nil || $0.key != "books" }.merging(value.map { ["books": $0] } ?? [:]) {
                                $1
                            })
            }
            return ExpressionData(rows: rows, county: ExpressionSample.data.county)
        }
        var settled = 0
        for _ in 0..<600 {
            let text = ExpressionSample.number(&dice, depth: 3, inside: false)
            let expression = try Expression(text, ExpressionSample.vocabulary)
            let outcome = expression.outcome(over: data(nil), stage: .primary)
            if case .missing(let figures) = outcome {
                #expect(figures == [MissingFigure(organisation: "3", variable: "books")], "\(text)")
                continue
            }
            settled += 1
            for value in [0, 1, 935, 1_000_000] {
                let filled = expression.outcome(over: data(.number(Quantity(value))), stage: .primary)
                #expect(filled == outcome || outcome.value == nil, "\(text)")
            }
        }
        #expect(settled > 100)
    }

    /// Whatever is typed, it is read or refused with a place inside the text; nothing traps.
    @Test func anyTextIsReadOrRefused() {
        var dice = Dice(7)
        let pieces = [
            "(", ")", ",", "+", "-", "÷", "×", "<", "≥", "=", "1", "0", "9.", "%", "sum", "cv", "if", "where", "and",
            "not",
            "books", "pupils", "常住人口", "kind", "\"公办\"", "[", "]", "「", "\n", " ", "、", "é", "👨‍👩‍👧", "\u{0}", "．",
            "percentile",
        ]
        for round in 0..<4_000 {
            let text = (0..<Int.random(in: 0...24, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }
                .joined(separator: round % 2 == 0 ? " " : "")
            do {
                let expression = try Expression(text, ExpressionSample.vocabulary)
                _ = expression.outcome(over: ExpressionSample.data)
                let again = try Expression(expression.description, ExpressionSample.vocabulary)
                #expect(again == expression, "\(text)")
            } catch {
                #expect(
                    error.line >= 1 && error.line <= text.split(separator: "\n", omittingEmptySubsequences: false).count
                )
                #expect(error.column >= 1 && error.column <= text.count + 1, "\(text)")
            }
        }
    }
}
