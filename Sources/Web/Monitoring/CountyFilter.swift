import Store
import Supervision

/// Which counties are wanted and in which order, from the address.
struct CountyFilter {
    var text: String
    /// A verdict, or `none` for counties without figures.
    var verdict: String
    /// A year, or `none`.
    var plan: String
    /// Of which tier `plan` and `certified` speak; empty for the next one, and for any.
    var tier: String
    var state: RoadmapStanding.Kind?
    var step: String
    /// The year of certification.
    var certified: Int?
    var isLate: Bool
    /// Only counties that do not hold `tier`.
    var isUnheld: Bool
    /// Empty for counties of which anything is known, `untold` for the others, `all`.
    var scope: String
    private let sort: (column: String, isDescending: Bool)

    private static let sorts = [
        "worst", "name", "plan", "state", "due", "schools", "silent", "failing", "uneven", "verdict",
    ]

    /// `first` is the order of a list that says none.
    init(_ list: ListAddress, first: String = "worst") {
        text = list.filter("q")
        verdict = list.filter("verdict")
        plan = list.filter("plan")
        tier = list.filter("tier")
        state = RoadmapStanding.Kind(rawValue: list.filter("state"))
        step = list.filter("step")
        certified = Int(list.filter("certified"))
        isLate = list.filter("late") == "1"
        isUnheld = list.filter("unheld") == "1"
        scope = list.filter("scope")
        sort = list.sort([first] + Self.sorts)
    }

    func chosen(_ all: [CountyProgress], on today: Day) -> [CountyProgress] { all.filter { holds($0, today) } }

    func lines(_ all: [CountyProgress], on today: Day) -> [CountyProgress] { sorted(chosen(all, on: today)) }

    /// How many there would be by another value of one filter.
    func count(_ all: [CountyProgress], on today: Day, _ change: (inout CountyFilter) -> Void) -> Int {
        var other = self
        change(&other)
        return other.chosen(all, on: today).count
    }

    private func holds(_ county: CountyProgress, _ today: Day) -> Bool {
        (scope == "all" || county.isTold == (scope != "untold"))
            && (text.isEmpty || county.district.name.contains(text) || county.district.code.contains(text)
                || county.district.cityName.contains(text))
            && (verdict.isEmpty || (county.line?.verdict.rawValue ?? "none") == verdict)
            && (plan.isEmpty || planned(county).map { "\($0)" } ?? "none" == plan)
            && (state == nil || county.standing?.kind == state)
            && (step.isEmpty || county.certification?.step == step)
            && (certified == nil || certifiedYear(county) == certified)
            && (!isUnheld || certifiedYear(county) == nil)
            && (!isLate || (county.certification?.isLate(on: today) ?? false))
    }

    private func planned(_ county: CountyProgress) -> Int? {
        guard let roadmap = county.roadmap else { return nil }
        return tier.isEmpty && !roadmap.procedure.tiers.isEmpty ? county.plannedYear : roadmap.years[tier]
    }

    private func certifiedYear(_ county: CountyProgress) -> Int? {
        guard let roadmap = county.roadmap else { return nil }
        return tier.isEmpty ? county.held?.day.year : roadmap.held.year(of: tier, in: roadmap.procedure)
    }

    /// What is unknown stands last either way.
    private func sorted(_ lines: [CountyProgress]) -> [CountyProgress] {
        if sort.column == "name" {
            let named = lines.sorted { $0.district.code < $1.district.code }
            return sort.isDescending ? named.reversed() : named
        }
        let ordered = lines.map { (key: key($0), $0) }.sorted { left, right in
            if left.key != right.key {
                guard let a = left.key else { return false }
                guard let b = right.key else { return true }
                return sort.isDescending ? a > b : a < b
            }
            return left.1.district.code < right.1.district.code
        }
        return ordered.map { $0.1 }
    }

    private func key(_ county: CountyProgress) -> Double? {
        let line = county.line
        switch sort.column {
        case "plan": return county.plannedYear.map(Double.init)
        case "state":
            return county.standing.flatMap { RoadmapStanding.Kind.allCases.firstIndex(of: $0.kind) }.map(Double.init)
        case "due": return county.certification?.due.map { Double($0.number) }
        case "schools": return line.map { Double($0.schools) }
        case "silent": return line.map { Double($0.silent) }
        case "failing": return line.map { Double($0.failing) }
        case "uneven": return line.map { Double($0.unevenCount) }
        case "verdict": return line.map { $0.verdict == .fail ? 0 : $0.verdict == .undetermined ? 1 : 2 }
        // The worst first: what fails, then by how near its worst coefficient is to the limit.
        default:
            return line.map { ($0.verdict == .fail ? 0 : 1_000) - min($0.worst?.strain ?? 0, 900) }
                ?? (county.roadmap == nil ? nil : 2_000)
        }
    }
}

extension RoadmapStanding {
    var badge: HTML {
        switch kind {
        case .certified: Badge.html(kind.label, .good)
        case .onTrack: Badge.html(kind.label, .active)
        case .unplanned: Badge.html(kind.label)
        case .behind: Badge.html(kind.label, .late)
        }
    }
}

extension CountyProgress {
    /// The state with its reason on a second line.
    var stateCell: HTML {
        guard let standing else { return "—" }
        let reason: HTML? = standing.reason.map { reason -> HTML in "<small class=\"late-text\">\(reason.text)</small>"
        }
        return "\(standing.badge)\(reason)"
    }

    /// The step under way with its clock.
    func stepCell(on today: Day) -> HTML {
        guard let certification else { return "—" }
        let due: HTML? = certification.due.map { due -> HTML in
            certification.isLate(on: today)
                ? "<small class=\"late-text\">应在\(due.chinese)前，已逾期\(due.distance(to: today))天</small>"
                : "<small>\(due.chinese)前</small>"
        }
        let tier = certification.tier.isEmpty ? "" : "\(certification.tier)："
        return "<a href=\"/certifications/\(certification.id)\">\(tier)\(certification.stepName)</a>\(due)"
    }

    /// Verdict in words, also where nothing was reported.
    var verdictLabel: String { line?.verdict.label ?? "没有数据" }
}
