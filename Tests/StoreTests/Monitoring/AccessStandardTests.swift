import Store
import Supervision
import Testing

/// 普及普惠: 36 indicators, each threshold exactly at, just below and just above.
struct AccessStandardTests {
    @Test func sevenOfThirtySixKnowBasic() throws {
        let standard = try KindergartenCounty().standard
        #expect(standard.indicators.count == 36)
        #expect(standard.indicators.map(\.code) == (1...36).map(String.init))
        #expect(standard.indicators.filter(\.allowsBasic).map(\.code) == ["11", "12", "16", "17", "26", "27", "29"])
        #expect(standard.tiers.map { [$0.met, $0.basic] } == [[29, 7], [31, 5], [33, 3]])
        #expect(standard.indicators.allSatisfy { !$0.clause.isEmpty && !$0.name.isEmpty && !$0.conditions.isEmpty })
    }

    @Test func exactlyAtEveryThresholdIsMet() throws {
        let result = try KindergartenCounty().evaluation
        #expect(result.indicators.filter { $0.grade != .met }.map(\.indicator.code) == [])
        #expect(result.verdict == .pass && result.tier?.name == "创优" && result.missing.isEmpty)
    }

    @Test(arguments: [
        ("1", "registeredChildren", "30001", StandardGrade.notMet), ("1", "registeredChildren", "29999", .met),
        ("9", "estateKindergartens", "1", .notMet), ("11", "collectiveFund", "499.9999", .basic),
        ("11", "collectiveFund", "500.0001", .met), ("11", "collectiveFund", "0", .notMet),
        ("12", "affordableFund", "499.9999", .basic), ("12", "affordableFund", "500.0001", .met),
        ("15", "feeComplaints", "1", .notMet), ("19", "accidents", "1", .notMet),
        ("24", "unlicensedKindergartens", "1", .notMet), ("25", "profitSeeking", "1", .notMet),
        ("30", "unfilledPosts", "1", .notMet), ("35", "seriousCases", "1", .notMet),
        ("36", "primaryStyle", "1", .notMet),
    ])
    func ofTheCounty(code: String, figure: String, value: String, grade: StandardGrade) throws {
        var county = try KindergartenCounty()
        county.county[figure] = .number(try #require(Points(value)))
        #expect(county.grade(code) == grade)
        #expect((county.evaluation.verdict == .fail) == (grade == .notMet))
        county.county[figure] = nil
        #expect(county.grade(code) == .undetermined)
    }

    /// One child more or less in the kindergartens that count.
    @Test(arguments: [
        ("2", 79, 80, -1, StandardGrade.notMet), ("2", 79, 80, 1, .met), ("3", 49, 79, -1, .notMet),
        ("3", 49, 79, 1, .met),
    ])
    func shares(code: String, counted: Int, other: Int, change: Int, grade: StandardGrade) throws {
        var county = try KindergartenCounty()
        county.rows[counted]["children"] = .number(255 + change)
        county.rows[other]["children"] = .number(255 - change)
        #expect(county.grade(code) == grade)
    }

    @Test(arguments: [
        ("28", "classesWithinSize", 16, StandardGrade.notMet), ("28", "classesWithinSize", 18, .met),
        ("31", "kindergartenTeachers", 16, .notMet), ("31", "kindergartenTeachers", 18, .met),
        ("32", "certifiedKindergartenTeachers", 16, .notMet),
    ])
    func oneKindergarten(code: String, figure: String, value: Int, grade: StandardGrade) throws {
        var county = try KindergartenCounty()
        county.set(figure, .number(value), of: 1)
        #expect(county.grade(code) == grade)
    }

    /// At most 5 %, 3 % and 20 % of the kindergartens below is 基本合格; elsewhere one is too many.
    @Test(arguments: [
        ("26", "hasToys", 5, StandardGrade.basic), ("26", "hasToys", 6, .notMet), ("26", "hasToys", 1, .basic),
        ("27", "meetsBuildingStandard", 3, .basic), ("27", "meetsBuildingStandard", 4, .notMet),
        ("29", "isStaffed", 20, .basic), ("29", "isStaffed", 21, .notMet), ("4", "hasPartyOrganisation", 1, .notMet),
        ("23", "hasInspector", 1, .notMet),
    ])
    func howManyKindergartens(code: String, figure: String, count: Int, grade: StandardGrade) throws {
        var county = try KindergartenCounty()
        county.set(figure, .truth(false), of: count)
        #expect(county.grade(code) == grade)
    }

    @Test(arguments: [
        ("outdoorArea", "1019.9999"), ("activityArea", "2083.3499"), ("buildingArea", "2662.1999"),
        ("pictureBooks", "764"),
    ])
    func premises(figure: String, value: String) throws {
        var county = try KindergartenCounty()
        county.rows[0][figure] = .number(try #require(Points(value)))
        #expect(county.grade("26") == .basic)
        let below = county.evaluation.indicators.first { $0.indicator.code == "26" }
        #expect(below?.conditions.first?.failing.map(\.organisation) == ["1"])
    }

    /// 基本合格 of 26 asks besides that nothing obvious was found on the spot.
    @Test func basicAsksForMore() throws {
        var county = try KindergartenCounty()
        county.set("hasToys", .truth(false), of: 1)
        county.judgements["26/2"] = Judgement(.notMet, basis: "现场记录")
        #expect(county.grade("26") == .notMet)
        county.judgements["26/2"] = nil
        #expect(county.grade("26") == .undetermined)
        county.set("hasToys", .truth(true), of: 1)
        #expect(county.grade("26") == .met)
    }

    @Test func onlyBuildingsDesignedSince2017AreAsked() throws {
        var county = try KindergartenCounty()
        county.set("meetsBuildingStandard", .truth(false), of: 4)
        county.set("isNew", .truth(false), of: 4)
        #expect(county.grade("27") == .met)
        county.set("isNew", nil, of: 1)
        #expect(county.grade("27") == .undetermined)
    }

    @Test func judgements() throws {
        var county = try KindergartenCounty()
        county.judgements["16"] = Judgement(.basic, basis: "差距逐年缩小")
        county.judgements["13"] = Judgement(.basic, basis: "收费文件")
        #expect(county.grade("16") == .basic)
        // The document knows no 基本合格 there, and a judgement without a basis is none.
        #expect(county.grade("13") == .undetermined)
        county.judgements["13"] = Judgement(.met, basis: " ")
        #expect(county.grade("13") == .undetermined && county.evaluation.verdict == .undetermined)
        #expect(county.evaluation.missing.map(\.condition) == ["13"])
    }

    @Test(arguments: [(0, "创优"), (3, "创优"), (4, "提高"), (5, "提高"), (6, "巩固"), (7, "巩固")])
    func tiers(basic: Int, name: String) throws {
        var county = try KindergartenCounty()
        for code in ["16", "17"].prefix(basic) { county.judgements[code] = Judgement(.basic, basis: "材料") }
        if basic > 2 { county.county["collectiveFund"] = .number(400) }
        if basic > 3 { county.county["affordableFund"] = .number(400) }
        for (place, figure) in ["hasToys", "meetsBuildingStandard", "isStaffed"].enumerated() where basic > place + 4 {
            county.set(figure, .truth(false), of: 1)
        }
        let result = county.evaluation
        #expect(result.indicators.count { $0.grade == .basic } == basic)
        #expect(result.verdict == .pass && result.tier?.name == name)
        // Whatever it reaches, it climbs one tier at a time.
        #expect(result.applicable(after: nil)?.name == "巩固")
        let first = county.standard.tiers.first
        #expect(result.applicable(after: first)?.name == (basic <= 5 ? "提高" : nil))
        #expect(result.applicable(after: county.standard.tiers.last) == nil)
    }

    @Test func missingLeavesItOpenUnlessItIsDecided() throws {
        var county = try KindergartenCounty()
        county.set("outdoorArea", nil, of: 1)
        let open = county.evaluation
        #expect(open.verdict == .undetermined && open.tier == nil)
        #expect(open.missing.map(\.figure) == [MissingFigure(organisation: "1", variable: "outdoorArea")])
        #expect(open.missing.map(\.couldChange) == [true])
        county.county["accidents"] = .number(1)
        #expect(county.evaluation.verdict == .fail && county.evaluation.missing.map(\.couldChange) == [false])
        // Six others are below: the missing one cannot save the indicator.
        county.county["accidents"] = .number(0)
        county.set("hasToys", .truth(false), of: 6, from: 10)
        #expect(county.grade("26") == .notMet && county.evaluation.missing.isEmpty)
    }

    @Test func localThresholds() throws {
        var county = try KindergartenCounty()
        let national = county.standard
        let change = StandardOverride(condition: "1", limit: Points(90), basis: "河南省")
        let local = try national.overriding([change])
        #expect(county.grade("1") == .met)
        let rows = county.rows.enumerated().map { ExpressionData.Row(organisation: "\($0.offset)", values: $0.element) }
        let input = StandardInput(
            data: ExpressionData(rows: rows, county: county.county), judgements: county.judgements)
        #expect(StandardEvaluation(local, input).indicators.first?.grade == .notMet)
        county.county["registeredChildren"] = .number(28_333)
        #expect(throws: StandardOverrideRefusal.looser("2", than: Points(80))) {
            try national.overriding([StandardOverride(condition: "2", limit: Points(79), basis: "本地")])
        }
        #expect(throws: StandardOverrideRefusal.unknown("99")) {
            try national.overriding([StandardOverride(condition: "99", limit: Points(1), basis: "本地")])
        }
        #expect(throws: StandardOverrideRefusal.noThreshold("13")) {
            try national.overriding([StandardOverride(condition: "13", limit: Points(1), basis: "本地")])
        }
        #expect(throws: StandardOverrideRefusal.basisMissing("1")) {
            try national.overriding([StandardOverride(condition: "1", limit: Points(90), basis: " ")])
        }
    }
}
