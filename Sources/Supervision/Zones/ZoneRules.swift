/// How many schools a zone and an inspector have, and for how long; an office may set its own.
package struct ZoneRules: Hashable, Sendable {
    package var schoolsPerZone: Int
    package var schoolsPerInspector: Int
    package var inspectorsPerSchool: Int
    /// The longest that somebody keeps a school without a break; 0 where nobody has to change.
    package var years: Int
    /// What the office's own figures rest on; empty for those of the jurisdiction.
    package var basis: String
    package var version: Int

    package init(
        schoolsPerZone: Int = 20, schoolsPerInspector: Int = 5, inspectorsPerSchool: Int = 1, years: Int = 3,
        basis: String = "", version: Int = 0
    ) {
        self.schoolsPerZone = schoolsPerZone
        self.schoolsPerInspector = schoolsPerInspector
        self.inspectorsPerSchool = inspectorsPerSchool
        self.years = years
        self.basis = basis
        self.version = version
    }

    package static func of(_ jurisdiction: Jurisdiction) -> ZoneRules {
        ZoneRules(inspectorsPerSchool: jurisdiction == .shanghai ? 2 : 1)
    }

    /// Refuses figures that no office can mean, and own ones that rest on nothing.
    package func checked() throws(ZoneRefusal) -> ZoneRules {
        guard (1...500).contains(schoolsPerZone) else { throw .rule("每个责任区的学校数请填1至500的整数。") }
        guard (1...100).contains(schoolsPerInspector) else { throw .rule("每名督学负责的学校数请填1至100的整数。") }
        guard (1...5).contains(inspectorsPerSchool) else { throw .rule("每校督学数请填1至5的整数。") }
        guard (0...30).contains(years) else { throw .rule("轮换年限请填0至30的整数，0为不轮换。") }
        guard !basis.isBlank, basis.count <= 300 else { throw .rule("请填写依据的文件和条款，不超过300字。") }
        return self
    }

    /// Inspectors that so many schools need.
    package func inspectorsNeeded(for schools: Int) -> Int {
        (schools * inspectorsPerSchool + schoolsPerInspector - 1) / schoolsPerInspector
    }

    /// Whether somebody who has kept a school since a day may keep it on another.
    package func mayKeep(since: Day, on day: Day) -> Bool {
        years == 0 || day < since.adding(months: 12 * years)
    }
}

/// A figure of the rules with where it comes from, as a page shows it.
package struct ZoneRuleLine: Hashable, Sendable {
    package let title: String
    package let figure: String
    package let clause: Clause
    package let source: SourceMark

    /// What holds in a jurisdiction before an office sets its own.
    package static func of(_ jurisdiction: Jurisdiction) -> [ZoneRuleLine] {
        let rules = ZoneRules.of(jurisdiction)
        let national = ZoneRuleLine(
            title: "每名督学负责的学校", figure: "约\(rules.schoolsPerInspector)所",
            clause: Clause(document: "《中小学校责任督学挂牌督导办法》", article: nil, summary: "原则上5所左右学校配备1名责任督学"),
            source: .verified)
        return [
            ZoneRuleLine(
                title: "每个责任区的学校", figure: "不超过\(rules.schoolsPerZone)所",
                clause: Clause(document: "教督〔2012〕7号", article: nil, summary: "责任区原则上不超过20所学校"),
                source: .verified),
            own(jurisdiction) ?? national,
            ZoneRuleLine(
                title: "轮换", figure: "同一督学连续负责一校不超过\(rules.years)年",
                clause: Clause(document: "挂牌督导办法", article: nil, summary: "责任督学应当定期轮换；年限由本地规定，先按一个聘期填写"),
                source: .unverified),
        ]
    }

    private static func own(_ jurisdiction: Jurisdiction) -> ZoneRuleLine? {
        let (figure, document, summary): (String, String, String)
        switch jurisdiction {
        case .national, .shandong: return nil
        case .chongqing: (figure, document, summary) = ("3至5所", "《重庆市教育督导条例》", "每3至5所学校配备1名责任督学")
        case .zhejiang: (figure, document, summary) = ("不超过5所", "《浙江省教育督导条例》", "每5所学校至少配备1名责任督学")
        case .shanghai: (figure, document, summary) = ("约5所，每校不少于2名督学", "《上海市教育督导条例》", "每所学校至少配备2名责任督学")
        }
        return ZoneRuleLine(
            title: "每名督学负责的学校", figure: figure,
            clause: Clause(document: document, article: nil, summary: summary), source: .law)
    }
}
