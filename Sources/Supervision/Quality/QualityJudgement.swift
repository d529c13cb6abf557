/// One subject of a county against 优质均衡 part 3 (9), 教督〔2017〕6号: at least level Ⅲ, and a between-school share below 0.15.
package struct QualityJudgement: Hashable, Sendable {
    package static let leastLevel = 3
    package static let limit = Points(scaled: 1_500)

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
    package let isWithin: Bool?

    /// The centre's word goes before what was computed, figure by figure.
    package init(given: Given?, computed: Computed?) {
        level = given?.level ?? computed?.level
        isWithin = given?.share.map { $0 < QualityJudgement.limit } ?? computed?.isWithin
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

    /// The same figures from what the monitoring centre said of each subject in each of its grades.
    ///
    /// They count subjects, as the county's own report does: one that was tested in two grades is one, and is at level only
    /// if both are. Nil while the centre has not said both figures of each: a share that was computed from scores is kept
    /// rounded, and a rounded one must not be held against a limit.
    package static func figures(_ given: [String: [Given]]) -> [String: Points]? {
        let all = given.values.flatMap { $0 }
        let (levels, shares) = (all.compactMap(\.level), all.compactMap(\.share))
        guard levels.count == all.count, shares.count == all.count, let largest = shares.max(),
            given.values.allSatisfy({ !$0.isEmpty })
        else { return nil }
        return [
            "monitoredSubjects": Points(given.count),
            "subjectsAtLevel": Points(given.values.count { $0.allSatisfy { ($0.level ?? 0) >= leastLevel } }),
            "largestDifference": largest,
        ]
    }
}
