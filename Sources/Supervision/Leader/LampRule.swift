/// When a lamp is red or yellow (亮灯规则): data that an office sets, because no regulation does.
///
/// A criterion that is nil or false says nothing; any one that is met is enough.
package struct LampRule: Hashable, Sendable, Codable {
    /// Red from so many late findings.
    package var redLateCount: Int?
    /// Red when the late ones are this much of those not closed, in percent.
    package var redLatePercent: Int?
    /// Red when a campaign is past its last day and some unit is not finished.
    package var redUnfinished: Bool
    package var yellowLateCount: Int?
    /// Yellow when those due within three days are this much of those not closed, in percent.
    package var yellowSoonPercent: Int?
    /// Yellow when the finished share of units is so many percentage points behind the share of days gone by.
    package var yellowBehindPoints: Int?

    package init(
        redLateCount: Int?, redLatePercent: Int?, redUnfinished: Bool, yellowLateCount: Int?, yellowSoonPercent: Int?,
        yellowBehindPoints: Int?
    ) {
        self.redLateCount = redLateCount
        self.redLatePercent = redLatePercent
        self.redUnfinished = redUnfinished
        self.yellowLateCount = yellowLateCount
        self.yellowSoonPercent = yellowSoonPercent
        self.yellowBehindPoints = yellowBehindPoints
    }

    /// What holds until an office sets its own.
    package static let shipped = LampRule(
        redLateCount: 10, redLatePercent: 20, redUnfinished: true, yellowLateCount: 1, yellowSoonPercent: 30,
        yellowBehindPoints: 20)

    package func lamp(for figures: LampFigures, on day: Day) -> Lamp {
        let red = redReasons(figures, on: day)
        if !red.isEmpty { return Lamp(.red, red) }
        let yellow = yellowReasons(figures, on: day)
        if !yellow.isEmpty { return Lamp(.yellow, yellow) }
        return Lamp(figures.open == 0 && figures.campaigns.isEmpty ? .none : .green)
    }

    private func redReasons(_ figures: LampFigures, on day: Day) -> [String] {
        var reasons: [String] = []
        if let count = redLateCount, figures.late > 0, figures.late >= count { reasons.append("逾期\(figures.late)个") }
        if let percent = redLatePercent, Share(figures.late, of: figures.open).reaches(percent) {
            reasons.append("逾期占未销号的\(Share(figures.late, of: figures.open).text)")
        }
        let unfinished = figures.campaigns.filter { $0.isOver(on: day) }.reduce(0) { $0 + $1.units - $1.finished }
        if redUnfinished, unfinished > 0 { reasons.append("项目到期，\(unfinished)所未完成") }
        return reasons
    }

    private func yellowReasons(_ figures: LampFigures, on day: Day) -> [String] {
        var reasons: [String] = []
        if let count = yellowLateCount, figures.late > 0, figures.late >= count {
            reasons.append("逾期\(figures.late)个")
        }
        if let percent = yellowSoonPercent, Share(figures.soon, of: figures.open).reaches(percent) {
            reasons.append("三日内到期占未销号的\(Share(figures.soon, of: figures.open).text)")
        }
        let behind = figures.campaigns.filter { campaign in
            yellowBehindPoints.map { campaign.isBehind(points: $0, on: day) } ?? false
        }.count
        if behind > 0 { reasons.append("\(behind)个项目进度落后") }
        return reasons
    }
}

extension LampFigures.Progress {
    /// Whether the finished share is at least `points` percentage points behind the share of days that have passed.
    ///
    /// Compared by cross-multiplication, so that nothing is rounded; the day itself counts as passed.
    package func isBehind(points: Int, on day: Day) -> Bool {
        guard units > finished else { return false }
        let days = startsOn.distance(to: endsOn) + 1
        let passed = min(max(startsOn.distance(to: day) + 1, 0), days)
        return passed * 100 * units - finished * 100 * days >= points * days * units
    }
}

/// A part of a whole as people are told it; compared exactly, rounded only when shown.
package struct Share: Hashable, Sendable {
    package let part: Int
    package let whole: Int

    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// Nothing reaches a share of nothing, and no part reaches none.
    package func reaches(_ percent: Int) -> Bool { part > 0 && whole > 0 && part * 100 >= percent * whole }

    /// One decimal, rounded half up; a dash where there is no whole.
    package var text: String {
        guard whole > 0 else { return "—" }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
