import Store
import Supervision
import Testing

/// A hundred kindergartens exactly at every threshold of 普及普惠, and a county in which everything was judged 合格.
struct KindergartenCounty {
    var rows: [[String: ExpressionValue]]
    var county: [String: ExpressionValue]
    var judgements: [String: Judgement]
    let standard: Standard

    init() throws {
        standard = try #require(ShippedStandards.standard(code: "puji-puhui"))
        rows = (0..<100).map { index in
            [
                "nature": .number(index < 50 ? 1 : index < 80 ? 2 : 3), "children": .number(255),
                "kindergartenClasses": .number(20), "classesWithinSize": .number(17),
                "kindergartenTeachers": .number(17),
                "isStaffed": .truth(true), "certifiedKindergartenTeachers": .number(17),
                "buildingArea": .number(Points(scaled: 26_622_000)),
                "activityArea": .number(Points(scaled: 20_833_500)),
                "outdoorArea": .number(1_020), "pictureBooks": .number(765), "hasToys": .truth(true),
                "isNew": .truth(true), "meetsBuildingStandard": .truth(true), "hasUnreasonableFees": .truth(false),
                "hasPartyOrganisation": .truth(true), "hasInspector": .truth(true),
            ]
        }
        county = [
            "registeredChildren": .number(30_000), "collectiveFund": .number(500), "affordableFund": .number(500),
        ]
        for code in [
            "estateKindergartens", "estateAffordable", "feeComplaints", "accidents", "unlicensedKindergartens",
            "profitSeeking", "unfilledPosts", "seriousCases", "primaryStyle",
        ] {
            county[code] = .number(0)
        }
        judgements = Dictionary(
            standard.indicators.flatMap(\.conditions).filter(\.isByHand).map {
                ($0.code, Judgement(.met, basis: "材料"))
            },
            uniquingKeysWith: { $1 })
    }

    /// Sets `figure` in so many kindergartens, from the first.
    mutating func set(_ figure: String, _ value: ExpressionValue?, of count: Int, from first: Int = 0) {
        for index in first..<first + count { rows[index][figure] = value }
    }

    var evaluation: StandardEvaluation {
        let rows = rows.enumerated().map { ExpressionData.Row(organisation: "\($0.offset + 1)", values: $0.element) }
        return StandardEvaluation(
            standard, StandardInput(data: ExpressionData(rows: rows, county: county), judgements: judgements))
    }

    func grade(_ code: String) -> StandardGrade? {
        evaluation.indicators.first { $0.indicator.code == code }?.grade
    }
}
