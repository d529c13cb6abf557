import Store
import Supervision

/// Figures of quality monitoring as people read them.
enum QualityText {
    /// A dash where there is none.
    static func number(_ value: Double?, digits: Int = 1) -> String {
        value.map { $0.isFinite ? BalanceText.decimal($0, digits: digits) : "—" } ?? "—"
    }

    /// Four digits, or all six where four would read as the limit itself.
    static func share(_ share: String?) -> String {
        guard let share, let value = Fraction(decimal: share) else { return "—" }
        let short = value.formatted(digits: 4)
        return short == "0.1500" ? share : short
    }

    static func interval(_ school: SchoolMean) -> String {
        school.interval.map { "\(number($0.lowerBound))—\(number($0.upperBound))" } ?? "—"
    }

    static func grades(_ round: QualityRound) -> String { round.grades.map(\.label).joined(separator: "、") }

    static func subjects(_ round: QualityRound) -> String { round.subjects.map(\.name).joined(separator: "、") }

    /// The chance and what it stands for: `3/20（代表6.7所）`.
    static func chance(_ text: String) -> String {
        guard let chance = Chance(text), let weight = chance.weight else { return "—" }
        return "\(number(chance.double, digits: 3))（权重\(number(weight, digits: 2))）"
    }

    static func query(_ pairs: [(String, String)]) -> String {
        let parts = pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }
        return parts.isEmpty ? "" : "?\(parts.joined(separator: "&"))"
    }
}

extension QualityRound.State {
    var badge: HTML {
        switch self {
        case .preparing: Badge.html(label)
        case .framed, .sampled, .rostered, .testing: Badge.html(label, .active)
        case .scored: Badge.html(label, .warn)
        case .published: Badge.html(label, .good)
        case .closed, .cancelled: Badge.html(label)
        }
    }
}

extension RosterState {
    var badge: HTML {
        switch self {
        case .waiting: Badge.html(label)
        case .submitted: Badge.html(label, .good)
        case .returned: Badge.html(label, .late)
        case .excused: Badge.html(label, .warn)
        }
    }
}

extension QualitySchool {
    /// Once rosters are over, one that never came is not awaited any more.
    var badge: HTML { state.awaitsSchool && roundState > .sampled ? Badge.html("没有名册") : state.badge }
}

extension TestTask.State {
    var badge: HTML {
        switch self {
        case .open: Badge.html(label)
        case .done: Badge.html(label, .good)
        case .exceptional: Badge.html(label, .late)
        }
    }
}

extension QualityResult {
    /// Where the subject's own page is.
    func path(in round: QualityRoundID) -> String {
        "/quality/\(round)/subject"
            + QualityText.query([("grade", grade), ("subject", subject.name), ("region", region)])
    }
}
