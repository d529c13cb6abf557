/// What an inspector's year is appraised by.
package enum AppraisalMeasure: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case visits, coverage, findings, reports, training, schools, teachers, parents

    package var label: String {
        switch self {
        case .visits: "到校次数"
        case .coverage: "按月覆盖学校"
        case .findings: "问题整改"
        case .reports: "记录按时"
        case .training: "培训学时"
        case .schools: "学校评价"
        case .teachers: "教师评价"
        case .parents: "家长评价"
        }
    }

    /// How it is counted, in one sentence.
    package var rule: String {
        switch self {
        case .visits: "全年到校次数，与全年应到的校次（每所学校每个应到月一次）相比，超过的按满分。"
        case .coverage: "整月负责、按到校频次规定应到校的月份里，当月到过校的占多少。"
        case .findings: "本人到校发现、当年到期的问题，已销号的占已销号和已逾期的多少。"
        case .reports: "本人登记的到校记录，在规定天数内送达的占多少。"
        case .training: "培训学时与每年40学时相比；全督导室当年都没有登记培训的，视为未知。"
        case .schools: "已结束的评价中各学校的评分；不足\(RatingRule.leastSchools)所学校的不计。"
        case .teachers: "已结束的评价中教师的匿名评分；一所学校不足\(RatingRule.least)份的不计也不显示。"
        case .parents:
            "家长和公众在学校公开页上对督学的匿名评分；一所学校每满\(ParentRatingRule.least)份才一起计入，同一网络一天只计一份。"
        }
    }

    /// Whether its number opens a list of single cases; answers that are anonymous are not listed.
    package var isListed: Bool { self != .schools && !isAnonymous }
    /// Whether it is shown school by school where enough answered, so that nobody is told from the others.
    package var isAnonymous: Bool { self == .teachers || self == .parents }
}

/// How far one measure was met: `met` of `of`, where nothing to measure by is unknown and not zero.
package struct AppraisalFigure: Hashable, Sendable, Codable {
    package let met: Int
    package let of: Int

    package init(met: Int, of: Int) {
        self.met = met
        self.of = of
    }

    package static let unknown = AppraisalFigure(met: 0, of: 0)

    package var isKnown: Bool { of > 0 }
    /// As it counts: what goes beyond the full figure is not credited.
    package var counted: Int { min(max(met, 0), of) }
}

/// What an appraisal comes to (年度考核等次).
package enum AppraisalGrade: String, CaseIterable, Sendable, Codable {
    case excellent, competent, basic, failed

    package var label: String {
        switch self {
        case .excellent: "优秀"
        case .competent: "合格"
        case .basic: "基本合格"
        case .failed: "不合格"
        }
    }
}
