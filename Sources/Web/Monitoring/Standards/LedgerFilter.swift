import Store
import Supervision

/// One line of the ledger as its table shows it.
struct LedgerRow: Sendable {
    let place: Int
    let line: StandardLedger.Line
    let duty: IndicatorDuty
    let findings: [IndicatorFinding]
    let daysLate: Int?

    /// Findings that are not closed.
    var open: [IndicatorFinding] { findings.filter { $0.state != .closed } }
}

/// Which lines are wanted, from the address.
struct LedgerFilter {
    private let text: String
    private let part: String
    private let grade: StandardGrade?
    private let owner: String
    private let mark: String
    private let sort: (column: String, isDescending: Bool)

    /// Nobody answers for it yet.
    static let unowned = "-"

    enum Mark: String, CaseIterable {
        case late, byHand, computed, rectifying, ready

        var label: String {
            switch self {
            case .late: "已逾期"
            case .byHand: "人工判定"
            case .computed: "数据计算"
            case .rectifying: "整改中"
            case .ready: "已达标、整改未销号"
            }
        }
    }

    init(_ list: ListAddress) {
        text = list.filter("q")
        part = list.filter("part")
        grade = StandardGrade(rawValue: list.filter("status"))
        owner = list.filter("owner")
        mark = list.filter("mark")
        sort = list.sort(["code", "status", "owner", "due"])
    }

    func rows(of ledger: CountyLedger, on today: Day) -> [LedgerRow] {
        let all = ledger.county.ledger.lines.enumerated().map { place, line in
            let duty = ledger.duty(line.code)
            return LedgerRow(
                place: place, line: line, duty: duty, findings: ledger.findings[line.code] ?? [],
                daysLate: duty.daysLate(line.grade, on: today))
        }
        let found = all.filter(holds).sorted { left, right in key(left) < key(right) }
        return sort.isDescending ? found.reversed() : found
    }

    private func holds(_ row: LedgerRow) -> Bool {
        let line = row.line
        guard part.isEmpty || line.part.code == part, grade == nil || line.grade == grade else { return false }
        guard
            owner.isEmpty
                || (owner == LedgerFilter.unowned ? row.duty.department.isEmpty : row.duty.department == owner)
        else { return false }
        let isMet = line.grade == .met || line.grade == .basic
        let isMarked =
            switch Mark(rawValue: mark) {
            case .late: row.daysLate != nil
            case .byHand: line.isByHand
            case .computed: !line.isByHand
            case .rectifying: !row.open.isEmpty
            case .ready: isMet && !row.open.isEmpty
            case nil: true
            }
        return isMarked
            && (text.isEmpty || line.code == text || line.name.contains(text)
                || line.items.contains { $0.name.contains(text) })
    }

    private func key(_ row: LedgerRow) -> (Int, String, Int) {
        switch sort.column {
        case "status":
            let order: [StandardGrade] = [.notMet, .undetermined, .basic, .met]
            return (order.firstIndex(of: row.line.grade) ?? 0, "", row.place)
        case "owner": return (row.duty.department.isEmpty ? 1 : 0, row.duty.department, row.place)
        case "due": return (row.duty.dueOn == nil ? 1 : 0, row.duty.dueOn?.text ?? "", row.place)
        default: return (0, "", row.place)
        }
    }
}
