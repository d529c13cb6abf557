package enum RatingRoundMark {}
package typealias RatingRoundID = Identifier<RatingRoundMark>

/// What is asked about an inspector, each from one to five.
package enum RatingItem: String, CaseIterable, Sendable {
    case presence, guidance, follow, integrity

    package var label: String {
        switch self {
        case .presence: "按时到校，深入课堂和师生"
        case .guidance: "指导管理和教学，意见中肯"
        case .follow: "发现问题，督促整改到位"
        case .integrity: "公正廉洁，不增加学校负担"
        }
    }
}

/// What was given for one inspector by one school: sums alone, so that no single answer of a teacher is kept.
package struct RatingTally: Hashable, Sendable {
    package let school: OrganisationID
    package let schoolName: String
    /// The school's own points; nil until it rated.
    package let schoolPoints: Int?
    package let teachers: Int
    package let teacherPoints: Int

    package init(
        school: OrganisationID, schoolName: String, schoolPoints: Int? = nil, teachers: Int = 0, teacherPoints: Int = 0
    ) {
        self.school = school
        self.schoolName = schoolName
        self.schoolPoints = schoolPoints
        self.teachers = teachers
        self.teacherPoints = teacherPoints
    }

    /// Whether so many teachers answered that none of them can be told.
    package var isShown: Bool { teachers >= RatingRule.least }

    func appraisalCase(on day: Day) -> AppraisalCase {
        AppraisalCase(
            title: schoolName, day: day, isMet: isShown, note: "", forms: isShown ? teachers : nil,
            figure: isShown ? RatingRule.teachers([self]) : nil)
    }
}

/// From how many answers on a rating is shown and counted, and how many are taken.
package enum RatingRule {
    /// Answers of teachers of one school about one inspector.
    package static let least = 5
    /// Schools that rated; an inspector has about five.
    package static let leastSchools = 3
    /// The most points that one answer gives.
    package static let full = 5 * RatingItem.allCases.count
    /// Forms of teachers taken by one code in one minute, and altogether.
    package static let perMinute = 30
    package static let most = 2_000

    /// The points of one answer; nil unless each item has one to five.
    package static func points(_ answers: [RatingItem: Int]) -> Int? {
        let given = RatingItem.allCases.compactMap { answers[$0] }.filter { (1...5).contains($0) }
        return given.count == RatingItem.allCases.count ? given.reduce(0, +) : nil
    }

    package static func schools(_ tallies: [RatingTally]) -> AppraisalFigure {
        let points = tallies.compactMap(\.schoolPoints)
        guard points.count >= leastSchools else { return .unknown }
        return AppraisalFigure(met: points.reduce(0, +), of: full * points.count)
    }

    package static func teachers(_ tallies: [RatingTally]) -> AppraisalFigure {
        let shown = tallies.filter(\.isShown)
        return AppraisalFigure(
            met: shown.map(\.teacherPoints).reduce(0, +), of: full * shown.map(\.teachers).reduce(0, +))
    }

    /// Refuses more than a code takes; `taken` and `thisMinute` are the forms already there.
    package static func admit(taken: Int, limit: Int, thisMinute: Int) throws(AppraisalRefusal) {
        guard taken < limit else { throw .codeUsedUp }
        guard thisMinute < perMinute else { throw .flood }
    }
}

/// How long a round takes answers, and how many of a school's teachers.
package struct RatingTerms: Hashable, Sendable {
    /// The last day.
    package let until: Day
    /// Forms that one school's code takes.
    package let limit: Int

    package init(until: Day, limit: Int) {
        self.until = until
        self.limit = limit
    }

    package func checked(on day: Day) throws(AppraisalRefusal) -> RatingTerms {
        guard (1...RatingRule.most).contains(limit) else { throw .limit }
        guard until >= day, until <= day.adding(months: 12) else { throw .until }
        return self
    }
}
