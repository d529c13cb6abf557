import Store
import Supervision

/// Where a line stands: each of its figures, counts and judgements, and where it is opened.
struct LedgerStanding {
    private let line: StandardLedger.Line
    private let county: StandardCounty
    private let address: LedgerAddress

    init(_ line: StandardLedger.Line, _ county: StandardCounty, _ address: LedgerAddress) {
        self.line = line
        self.county = county
        self.address = address
    }

    var html: HTML {
        if line.items.isEmpty { return "<span class=\"muted\">数据不全</span>" }
        return .joined(line.items.map { "<div>\(item($0))</div>" })
    }

    private func item(_ item: StandardLedger.Item) -> HTML {
        let text = LedgerText(county)
        let label = text.label(item, of: line)
        let before = label.isEmpty ? "" : "\(label) "
        if case .count(let failing, let open, let total, _) = item.measure, total > 0 {
            let lacking: HTML? = open > 0 ? "，<a href=\"\(units(item, "open"))\">\(open)个</a>缺数据" : nil
            return "\(before)<a href=\"\(units(item, "failing"))\">\(failing)个</a>未达到\(lacking)，共\(total)个"
        }
        if case .judgement(let judgement) = item.measure {
            let word = line.isVeto ? judgement?.grade.veto ?? "未判定" : text.now(item)
            let basis: HTML? = judgement.map { "<small>依据：\(String($0.basis.prefix(60)))</small>" }
            return "\(before)\(word)\(basis)"
        }
        let late: HTML = item.grade == .notMet ? "late-text" : ""
        return "\(before)<a class=\"\(late)\" href=\"\(link(item))\" data-uncounted>\(text.now(item))</a>"
    }

    /// Where a figure opens its formula.
    func link(_ item: StandardLedger.Item) -> String {
        switch line.kind {
        case .resource(let indicator):
            address.balance("/balance/indicators/\(indicator.code)", county, stage(item))
        case .schools: address.balance("/balance/schools", county, stage(item))
        case .composite: address.balance("/balance", county)
        case .indicator:
            address.link("/ledger/indicators/\(line.code)", [("condition", item.code)])
        }
    }

    /// The units behind a count.
    private func units(_ item: StandardLedger.Item, _ standing: String) -> String {
        if case .schools = line.kind {
            let verdict = standing == "failing" ? "fail" : "undetermined"
            return address.balance("/balance/schools", county, stage(item) + [("verdict", verdict)])
        }
        return address.link(
            "/ledger/indicators/\(line.code)", [("condition", item.code), ("standing", standing)] + stage(item))
    }

    private func stage(_ item: StandardLedger.Item) -> [(String, String)] {
        item.stage.map { [("stage", $0.rawValue)] } ?? []
    }
}
