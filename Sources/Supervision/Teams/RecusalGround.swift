/// Why somebody should not inspect a unit (回避情形).
package enum RecusalGround: String, Hashable, Sendable, Codable, CaseIterable {
    case leaderRelative = "leader-relative"
    case relativeEmployed = "relative-employed"
    case relativeStudies = "relative-studies"
    case staff
    case formerStaff = "former-staff"
    case interest

    package var label: String {
        switch self {
        case .leaderRelative: "与单位主要负责人有近亲属关系"
        case .relativeEmployed: "配偶、父母、子女在该单位任职"
        case .relativeStudies: "配偶、父母、子女在该单位就读"
        case .staff: "本人是该单位工作人员"
        case .formerStaff: "离开该单位未满规定年限"
        case .interest: "其他可能影响客观公正的情形"
        }
    }
}

/// A ground of recusal as it holds in one jurisdiction.
package struct RecusalRule: Hashable, Sendable {
    package let ground: RecusalGround
    package let jurisdiction: Jurisdiction
    /// How long somebody who left the unit stays away; nil where the ground knows no years.
    package let years: Int?
    package let clause: Clause
    package let source: SourceMark

    /// As a page says it, with the years.
    package var text: String { years.map { "离开该单位未满\($0)年" } ?? ground.label }

    /// The last day on which somebody who left on `day` must stay away.
    package func lastDay(leaving day: Day) -> Day? { years.map { day.adding(months: 12 * $0).adding(days: -1) } }
}

/// The grounds of one jurisdiction: those of the national regulation, and its own.
package struct RecusalPack: Hashable, Sendable {
    package let jurisdiction: Jurisdiction
    /// In the order of `RecusalGround`.
    package let rules: [RecusalRule]

    package static func of(_ jurisdiction: Jurisdiction) -> RecusalPack {
        let own = RecusalPack.own(jurisdiction)
        let rules = RecusalGround.allCases.compactMap { ground in
            own.first { $0.ground == ground } ?? national.first { $0.ground == ground }
        }
        return RecusalPack(jurisdiction: jurisdiction, rules: rules)
    }

    package func rule(_ ground: RecusalGround) -> RecusalRule? { rules.first { $0.ground == ground } }

    private static let national = [
        rule(.leaderRelative, .national, "《教育督导条例》", "第十条", "督学与被督导单位的主要负责人有近亲属关系的，应当回避"),
        rule(.interest, .national, "《教育督导条例》", "第十条", "有其他可能影响客观公正实施教育督导情形的，应当回避"),
    ]

    private static func own(_ jurisdiction: Jurisdiction) -> [RecusalRule] {
        switch jurisdiction {
        case .national: []
        case .chongqing: staff(.chongqing, "《重庆市教育督导条例》")
        case .zhejiang:
            staff(.zhejiang, "《浙江省教育督导条例》") + [
                rule(.relativeStudies, .zhejiang, "《浙江省教育督导条例》", nil, "配偶、父母、子女在被督导单位就读的，应当回避")
            ]
        case .shanghai: [rule(.interest, .shanghai, "《上海市教育督导条例》", nil, "与被督导单位有利害关系的，应当回避")]
        case .shandong: [rule(.interest, .shandong, "《山东省教育督导条例》", nil, "与被督导单位有利害关系的，应当回避")]
        }
    }

    private static func staff(_ jurisdiction: Jurisdiction, _ document: String) -> [RecusalRule] {
        [
            rule(.relativeEmployed, jurisdiction, document, nil, "配偶、父母、子女在被督导单位任职的，应当回避"),
            rule(.staff, jurisdiction, document, nil, "是被督导单位工作人员的，应当回避"),
            rule(.formerStaff, jurisdiction, document, nil, "离开被督导单位未满三年的，应当回避", years: 3),
        ]
    }

    private static func rule(
        _ ground: RecusalGround, _ jurisdiction: Jurisdiction, _ document: String, _ article: String?,
        _ summary: String, years: Int? = nil
    ) -> RecusalRule {
        RecusalRule(
            ground: ground, jurisdiction: jurisdiction, years: years,
            clause: Clause(document: document, article: article, summary: summary), source: .law)
    }
}
