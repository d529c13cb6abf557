/// Where a county stands against its roadmap, with the reason.
package enum RoadmapStanding: Hashable, Sendable {
    /// Every tier of the standard is held.
    case certified
    /// Nobody has said when it is to pass.
    case unplanned
    case onTrack
    case behind(Reason)

    package enum Reason: Hashable, Sendable {
        /// The planned year is over and the county is not certified.
        case yearOver(Int)
        /// The step under way should have been done by that day.
        case stepLate(step: String, due: Day)
        /// It is the planned year, the first step should be done by now, and nobody has applied.
        case notApplied(Int)
        /// It is the planned year or the one before it, and the county fails.
        case failing(Int)

        package var text: String {
            switch self {
            case .yearOver(let year): "规划年\(year)年已过，尚未认定"
            case .stepLate(let step, let due): "“\(step)”应在\(due.chinese)前办结"
            case .notApplied(let year): "规划\(year)年通过，今年还没有申请"
            case .failing(let year): "规划\(year)年通过，目前未达到标准"
            }
        }
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case behind, unplanned, onTrack, certified

        package var label: String {
            switch self {
            case .behind: "落后"
            case .unplanned: "未列入规划"
            case .onTrack: "按规划"
            case .certified: "已认定"
            }
        }
    }

    /// Whether an application should have been there: after the day of the first step, from the year's first where it has none.
    private static func isDue(_ tier: String, _ procedure: CertificationProcedure, _ today: Day) -> Bool {
        guard case .by(let month, let day)? = procedure.steps(of: tier).first?.clock,
            let last = Day(year: today.year, month: month, day: day)
        else { return true }
        return today > last
    }

    package var kind: Kind {
        switch self {
        case .certified: .certified
        case .unplanned: .unplanned
        case .onTrack: .onTrack
        case .behind: .behind
        }
    }

    package var reason: Reason? {
        if case .behind(let reason) = self { reason } else { nil }
    }

    /// What decides; the verdict is nil for a standard that is not judged from figures here.
    package init(
        _ roadmap: Roadmap, verdict: BalanceVerdict?, step: (name: String, due: Day?)?, today: Day
    ) {
        guard let next = roadmap.next else {
            self = .certified
            return
        }
        if let step, let due = step.due, today > due {
            self = .behind(.stepLate(step: step.name, due: due))
            return
        }
        guard let year = next.year else {
            self = step == nil ? .unplanned : .onTrack
            return
        }
        if year < today.year {
            self = .behind(.yearOver(year))
        } else if year <= today.year + 1, verdict == .fail {
            self = .behind(.failing(year))
        } else if year == today.year, step == nil, RoadmapStanding.isDue(next.tier, roadmap.procedure, today) {
            self = .behind(.notApplied(year))
        } else {
            self = .onTrack
        }
    }
}

/// How many counties were to pass a tier in each year, and how many did.
package struct RoadmapSummary: Hashable, Sendable {
    package let counties: Int
    package let lines: [Line]

    package struct Line: Hashable, Sendable {
        package let year: Int
        package let planned: Int
        package let passed: Int
        /// Planned for a year that is over, and not certified.
        package let late: Int
        /// Planned or certified up to the end of the year, as a part of all counties.
        package let plannedTogether: Int
        /// Nil for years to come.
        package let passedTogether: Int?
    }

    /// One entry a county: the year planned and the year of certification, either of which may be unknown.
    package init(_ entries: [(planned: Int?, certified: Int?)], today: Day) {
        counties = entries.count
        // A county that was certified without or before its plan was due by then all the same.
        let due = entries.compactMap { entry in entry.planned ?? entry.certified }
        let passed = entries.compactMap(\.certified)
        let all = due + passed
        guard let first = all.min(), let last = all.max() else {
            lines = []
            return
        }
        lines = (first...max(last, min(today.year, last + 1))).map { year in
            Line(
                year: year, planned: entries.count { $0.planned == year }, passed: passed.count { $0 == year },
                late: year < today.year ? entries.count { $0.planned == year && $0.certified == nil } : 0,
                plannedTogether: due.count { $0 <= year },
                passedTogether: year <= today.year ? passed.count { $0 <= year } : nil)
        }
    }
}
