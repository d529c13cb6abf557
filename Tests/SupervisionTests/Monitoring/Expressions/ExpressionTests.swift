import TestKit
import Testing

@testable import Supervision

/// The language of local standards: what an expression comes to.
struct ExpressionTests {
    @Test(
        arguments: [
            ("1 + 2 × 3", "7"), ("(1 + 2) * 3", "9"), ("7 - 2 - 1", "4"), ("12 ÷ 3 ÷ 2", "2"), ("-2 + 5", "3"),
            ("0.1 + 0.2", "0.3"), ("75%", "0.75"), ("１２．５＋1", "13.5"), ("sum(books)", "1913"), ("求和(在校生数)", "302"),
            ("sum(books where kind = \"公办\")", "1634"), ("count()", "5"), ("count(isRural)", "2"),
            ("count(isRural and kind = “民办”)", "0"), ("min(books)", "137"), ("max(books, 3)", nil), ("max(2, 3)", "3"),
            ("ratio(sum(books), 2)", "956.5"), ("ratio(books, pupils) × 302", "1913"),
            ("perHundred(pupils, books) × 1913", "30200"),
            ("mean(books)", "382.6"), ("mean(books ÷ pupils, pupils) × 302", "1913"), ("percentile(books, 50)", "279"),
            ("percentile(books, 0)", "137"), ("percentile(books, 100)", "935"), ("percentile(books, 25)", "160"),
            ("percentile(books, 10)", "146.2"), ("ceiling(7 ÷ 3)", "3"), ("ceiling(-7 ÷ 3)", "-2"), ("ceiling(2)", "2"),
            ("if(sum(books) > 1912, 1, 2)", "1"), ("if(sum(books) > 1913, 1, 2)", "2"), ("sum(小学班数)", "10"),
            ("sum(classes)", "10"), ("count(books ÷ pupils < mean(books ÷ pupils))", "2"), ("sum([体育、艺术教室数])", "5"),
            ("sum(books where 1 > 2)", "0"), ("常住人口 ÷ 100", "4"),
        ] as [(String, String?)])
    func cases(text: String, expected: String?) throws {
        guard let expected else {
            #expect(throws: ExpressionProblem.self) { try ExpressionSample.outcome(text) }
            return
        }
        #expect(try ExpressionSample.outcome(text).value?.text == expected, "\(text)")
    }

    /// 0.51526 weighted by enrolment; the unweighted 0.48877 would pass.
    @Test(arguments: [
        ("cv(books, pupils) > 0.5152566 and cv(books, pupils) < 0.5152567", true), ("cv(books, pupils) ≤ 0.5", false),
        ("差异系数(books, pupils) ≤ 0.5", false), ("cv(books, pupils) = cv(7 × books, 3 × pupils)", true),
        ("cv(pupils, pupils) = 0", true), ("cv(books, pupils) × cv(books, pupils) < 0.2655", true),
        ("cv(books, pupils) + cv(books, pupils) = 2 × cv(books, pupils)", true),
        ("-cv(books, pupils) < 0", true), ("not isEverything(1)", false),
    ])
    func coefficients(text: String, holds: Bool) throws {
        guard !text.contains("isEverything") else {
            #expect(throws: ExpressionProblem.self) { try ExpressionSample.outcome(text) }
            return
        }
        #expect(try ExpressionSample.outcome(text) == .value(.truth(holds)), "\(text)")
    }

    /// Two schools of equal size with 1 ± 0.5 of the mean have exactly CV = 0.5, and the composite meets 0.65 exactly.
    @Test func exactlyAtTheLimit() throws {
        let data = ExpressionData(
            rows: [(3, 13), (1, 7)].enumerated().map { index, school in
                ExpressionData.Row(
                    organisation: "\(index)",
                    values: [
                        "books": .number(Quantity(school.0)), "area": .number(Quantity(school.1)),
                        "pupils": .number(Quantity(10)),
                    ])
            })
        func value(_ text: String) throws -> ExpressionOutcome {
            try Expression(text, ExpressionSample.vocabulary).outcome(over: data)
        }
        #expect(try value("cv(books, pupils) = 0.5") == .value(.truth(true)))
        #expect(try value("(cv(books, pupils) + cv(area, pupils)) ÷ 2 = 0.4") == .value(.truth(true)))
        #expect(try value("cv(area, pupils) ≤ 0.2999") == .value(.truth(false)))
    }

    @Test func missingIsListedAndNeverZero() throws {
        let areas = Set((1...5).map { MissingFigure(organisation: "\($0)", variable: "area") })
        for text in [
            "sum(area)", "0 × sum(area)", "sum(area) ≥ 0", "1 + max(area)", "cv(area, pupils)", "count(area > 0)",
        ] {
            #expect(try ExpressionSample.outcome(text) == .missing(areas), "\(text)")
        }
        let one = MissingFigure(organisation: "1", variable: "area")
        #expect(try ExpressionSample.outcome("sum(area where kind = \"民办\")") == .missing([one]))
        // What is settled without the figure does not wait for it.
        #expect(try ExpressionSample.outcome("sum(area) > 1 and 1 > 2") == .value(.truth(false)))
        #expect(try ExpressionSample.outcome("sum(area) > 1 or 1 < 2") == .value(.truth(true)))
        #expect(try ExpressionSample.outcome("sum(area) > 1 or 1 > 2") == .missing(areas))
        #expect(try ExpressionSample.outcome("if(1 < 2, 3, sum(area))").value?.text == "3")
    }

    @Test(arguments: [
        "1 ÷ 0", "ratio(books, 0 × pupils)", "cv(0 × books, pupils)", "mean(books where 1 > 2)",
        "max(books where 1 > 2)",
    ])
    func whatCannotBeComputedIsNoNumber(text: String) throws {
        guard case .undefined(let reasons) = try ExpressionSample.outcome(text) else {
            Issue.record("\(text)")
            return
        }
        #expect(reasons.allSatisfy { $0.hasSuffix("。") })
    }

    @Test func ofOneOrganisation() throws {
        let expression = try Expression(
            "books ÷ pupils ≥ ratio(sum(books), sum(pupils))", ExpressionSample.vocabulary, isOfOrganisation: true)
        let truths = expression.outcomes(over: ExpressionSample.data).map { $0.value?.truth }
        #expect(truths == [false, false, true, false, true])
    }

    /// 2,000 schools of different sizes: the exact coefficient has thousands of digits and still takes no time.
    @Test func largeCounty() throws {
        var dice = Dice(2_000)
        let rows = (0..<2_000).map { index in
            ExpressionData.Row(
                organisation: "\(index)",
                values: [
                    "books": .number(Quantity(Int.random(in: 1...90_000, using: &dice))),
                    "pupils": .number(Quantity(Int.random(in: 30...3_000, using: &dice))),
                ])
        }
        let outcome = try Expression("cv(books, pupils) > 0.01", ExpressionSample.vocabulary).outcome(
            over: .init(rows: rows))
        #expect(outcome == .value(.truth(true)))
    }
}
