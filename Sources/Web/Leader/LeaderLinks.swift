import Store
import Supervision

/// Where the numbers of the leader's page open: the ledger and the list of inspections, with exactly their filters.
struct LeaderLinks: Sendable, Equatable {
    /// Filters that hold for every number of a line.
    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs.filter { !$0.value.isEmpty }
    }

    /// The links of all that the page shows.
    init(_ overview: LeaderOverview) {
        let shown = overview.isNarrowed ? overview.scope.map { District($0.level, $0.code).text } : nil
        self.init([("district", shown ?? "")])
    }

    static func == (left: LeaderLinks, right: LeaderLinks) -> Bool { left.query([]) == right.query([]) }

    /// As these, with one filter more or changed.
    func with(_ name: String, _ value: String) -> LeaderLinks {
        LeaderLinks(pairs.filter { $0.name != name } + [(name, value)])
    }

    func findings(_ state: String = "open") -> String { "/findings\(query([("state", state)]))" }

    /// Units of campaigns that run now; `late` those past their campaign's last day.
    func inspections(state: String = "", late: Bool = false) -> String {
        "/inspections\(query([("project", "running"), ("state", state), ("late", late ? "1" : "")]))"
    }

    func leader(_ path: String = "/leader") -> String { "\(path)\(query([]))" }

    private func query(_ more: [(name: String, value: String)]) -> String {
        let all = (more + pairs).filter { !$0.value.isEmpty }
        guard !all.isEmpty else { return "" }
        return "?" + all.map { "\($0.name)=\(Fields.encoded($0.value))" }.joined(separator: "&")
    }
}
