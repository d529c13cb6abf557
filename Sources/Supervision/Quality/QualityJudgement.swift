/// One subject of a county against 优质均衡 part 3 (9), 教督〔2017〕6号: at least level Ⅲ, and a between-school share below 0.15.
package struct QualityJudgement: Hashable, Sendable {
    package static let leastLevel = 3
    package static let limit = Points(scaled: 1_500)

    /// Where a figure comes from.
    package enum Source: String, Hashable, Sendable, Codable {
        case centre, computed

        package var label: String { self == .centre ? "监测中心反馈" : "按成绩计算" }
    }

    /// What the monitoring centre says of a county's subject; either figure may be missing.
    package struct Given: Hashable, Sendable {
        package var level: Int?
        package var share: Points?

        package init(level: Int? = nil, share: Points? = nil) {
            self.level = level
            self.share = share
        }

        package var isEmpty: Bool { level == nil && share == nil }

        /// What is not said here stays as `earlier` has it.
        package func over(_ earlier: Given?) -> Given {
            Given(level: level ?? earlier?.level, share: share ?? earlier?.share)
        }
    }

    /// What the scores say.
    package struct Computed: Hashable, Sendable {
        package var level: Int?
        package var isWithin: Bool?

        package init(level: Int? = nil, isWithin: Bool? = nil) {
            self.level = level
            self.isWithin = isWithin
        }
    }

    package let level: Int?
    package let levelSource: Source?
    package let isWithin: Bool?
    package let shareSource: Source?

    /// The centre's word goes before what was computed, figure by figure.
    package init(given: Given?, computed: Computed?) {
        level = given?.level ?? computed?.level
        levelSource = given?.level != nil ? .centre : computed?.level != nil ? .computed : nil
        isWithin = given?.share.map { $0 < QualityJudgement.limit } ?? computed?.isWithin
        shareSource = given?.share != nil ? .centre : computed?.isWithin != nil ? .computed : nil
    }

    /// One that fails decides; a missing one does not pass.
    package var verdict: BalanceVerdict {
        if level.map({ $0 < QualityJudgement.leastLevel }) == true || isWithin == false { return .fail }
        return level == nil || isWithin == nil ? .undetermined : .pass
    }
}

extension QualityJudgement {
    /// Codes of the figures by which a county reports its quality monitoring.
    package static let codes = ["monitoredSubjects", "subjectsAtLevel", "largestDifference"]

    /// The same figures from what the monitoring centre said of each subject.
    ///
    /// Nil while it has not said both of each: a share that was computed from scores is kept rounded, and a rounded one must
    /// not be held against a limit.
    package static func figures(_ given: [Given]) -> [String: Points]? {
        let (levels, shares) = (given.compactMap(\.level), given.compactMap(\.share))
        guard levels.count == given.count, shares.count == given.count, let largest = shares.max() else { return nil }
        return [
            "monitoredSubjects": Points(given.count),
            "subjectsAtLevel": Points(levels.count { $0 >= leastLevel }),
            "largestDifference": largest,
        ]
    }
}
