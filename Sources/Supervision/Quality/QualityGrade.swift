/// A grade that is monitored, with how many schools of a county and how many pupils of each.
///
/// 国家义务教育质量监测方案（2021年修订）: grades 4 and 8; 12 primary and 8 junior schools of a sample county, 30 pupils each.
package struct QualityGrade: Hashable, Sendable, Codable {
    /// `k1` to `k3` in kindergarten, `1` to `12` at school.
    package let code: String
    package var schools: Int
    package var pupils: Int

    package init(_ code: String, schools: Int? = nil, pupils: Int? = nil) {
        self.code = code
        self.schools = schools ?? QualityGrade.usualSchools(code)
        self.pupils = pupils ?? 30
    }

    package static let codes = ["k1", "k2", "k3"] + (1...12).map(String.init)

    package static let usual = [QualityGrade("4"), QualityGrade("8")]

    package var stage: Stage { QualityGrade.stage(code) }
    package var label: String { QualityGrade.label(code) }

    package static func stage(_ code: String) -> Stage {
        guard let year = Int(code) else { return .kindergarten }
        return year <= 6 ? .primary : year <= 9 ? .junior : .senior
    }

    package static func label(_ code: String) -> String {
        switch code {
        case "k1": return "小班"
        case "k2": return "中班"
        case "k3": return "大班"
        default:
            guard let year = Int(code), (1...12).contains(year) else { return code }
            return year <= 9 ? "\(digits[year - 1])年级" : "高\(digits[year - 10])"
        }
    }

    /// Reads `四年级`, `4` or `大班`; nil for anything else.
    package static func code(of text: String) -> String? {
        let key = text.comparisonKey
        return codes.first { $0 == key || label($0) == key || "\($0)年级" == key }
    }

    /// How many grades share the pupils of the stage, so that a school's total tells about one grade.
    package static func grades(of stage: Stage) -> Int { stage == .primary ? 6 : 3 }

    private static let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

    private static func usualSchools(_ code: String) -> Int { stage(code) == .primary ? 12 : 8 }
}

/// A subject with what a full paper is worth and from which share of it each level begins.
package struct QualitySubject: Hashable, Sendable, Codable {
    package let name: String
    package var fullMark: Points
    /// Per cent of the full mark from which Ⅱ, Ⅲ and Ⅳ begin; Ⅳ is the best.
    ///
    /// The usual ones are our own: the monitoring centre publishes none, so an office sets its own.
    package var cuts: [Points]

    package init(_ name: String, fullMark: Points = Points(100), cuts: [Points] = QualitySubject.usualCuts) {
        self.name = name
        self.fullMark = fullMark
        self.cuts = cuts
    }

    package static let usualCuts = [Points(60), Points(75), Points(85)]

    /// The nine national subjects by the year of their cycle, which began in 2021 (方案2021年修订).
    package static let cycle = [["数学", "体育与健康", "心理健康"], ["语文", "艺术", "英语"], ["德育", "科学", "劳动"]]

    package static var national: [String] { cycle.flatMap { $0 } }

    /// The subjects that the national monitoring tests that year.
    package static func national(in year: Int) -> [String] { cycle[((year - 2021) % 3 + 3) % 3] }

    /// The level of a pupil: 1 to 4.
    package func level(of score: Points) -> Int {
        1
            + cuts.count {
                Int128(score.scaled) * Int128(100 * Points.scale) >= Int128($0.scaled) * Int128(fullMark.scaled)
            }
    }

    /// The level of a mean, as exact as it is.
    func level(ofMean mean: Fraction) -> Int {
        1 + cuts.count { mean * Fraction(100) >= Fraction($0) * Fraction(fullMark) }
    }

    package static let levels = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]

    /// Reads `Ⅲ`, `III`, `3`, `三级`; nil for anything else.
    package static func level(reading text: String) -> Int? {
        var key = text.comparisonKey.uppercased()
        if key.hasSuffix("级") { key.removeLast() }
        let spellings = [
            ["Ⅰ", "I", "1", "一"], ["Ⅱ", "II", "2", "二"], ["Ⅲ", "III", "3", "三"], ["Ⅳ", "IV", "4", "四"],
        ]
        return spellings.firstIndex { $0.contains(key) }.map { $0 + 1 }
    }

    package static func label(of level: Int) -> String {
        levels.indices.contains(level - 1) ? "\(levels[level - 1])级" : "—"
    }
}
