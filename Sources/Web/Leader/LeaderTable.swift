import Store
import Supervision

/// One line of a table of the leader's page: a district, a campaign, a kind.
struct LeaderLine: Sendable {
    let name: String
    /// Where the name leads; empty for nowhere.
    var path = ""
    var small = ""
    let lamp: Lamp
    let findings: LeaderOverview.Findings
    /// Nil where units are not counted.
    var units: LeaderOverview.Units?
    /// Nil where no list shows just these rows.
    let links: LeaderLinks?
}

/// How things stand line by line, each number a link to its rows.
struct LeaderTable: Sendable {
    let head: String
    let address: ListAddress
    private let lines: [LeaderLine]
    private let hasUnits: Bool

    init(_ head: String, _ lines: [LeaderLine], at address: ListAddress) {
        self.head = head
        self.address = address
        self.lines = LeaderOrder(address).sorted(lines)
        hasUnits = lines.contains { $0.units != nil }
    }

    var html: HTML {
        let listing = Listing(rows: lines, total: lines.count, page: .chunk(1, of: max(lines.count, 1)))
        let table = Ledger(columns, listing, at: address, unit: "项", row: row)
        return "<div class=\"dense\">\(table.html)</div>"
    }

    private var columns: [Ledger.Column] {
        let units: [Ledger.Column] = [
            .init("督导单位", sort: "units", kind: "num"), .init("已完成", sort: "finished", kind: "num"),
            .init("到期未完成", sort: "overdue", kind: "num"),
        ]
        return [.init(head), .init("亮灯", sort: "lamp")] + (hasUnits ? units : []) + [
            .init("未销号", sort: "open", kind: "num"), .init("三日内到期", sort: "soon", kind: "num"),
            .init("逾期未改", sort: "late", kind: "num"), .init("已销号", sort: "closed", kind: "num"),
            .init("销号率", sort: "rate", kind: "num"),
        ]
    }

    private func row(_ line: LeaderLine) -> HTML {
        let name: HTML = line.path.isEmpty ? "\(line.name)" : "<a href=\"\(line.path)\">\(line.name)</a>"
        let small: HTML? = line.small.isEmpty ? nil : "<small>\(line.small)</small>"
        let findings = line.findings
        let rate = Share(findings.closed, of: findings.total).text
        return """
            <tr>\(Ledger.cell(head, "\(name)\(small)", kind: "lead"))\
            \(Ledger.cell("亮灯", LampBadge.html(line.lamp)))\(units(line))\
            \(number("未销号", findings.open, line.links?.findings()))\
            \(number("三日内到期", findings.soon, line.links?.findings("soon")))\
            \(number("逾期未改", findings.late, line.links?.findings("late"), isLate: findings.late > 0))\
            \(number("已销号", findings.closed, line.links?.findings("closed")))\
            \(Ledger.cell("销号率", "\(rate)", kind: "num"))</tr>
            """
    }

    private func units(_ line: LeaderLine) -> HTML? {
        guard hasUnits else { return nil }
        guard let units = line.units, units.all > 0 else {
            return .joined(["督导单位", "已完成", "到期未完成"].map { Ledger.cell($0, "—", kind: "num") })
        }
        return """
            \(number("督导单位", units.all, line.links?.inspections()))\
            \(number("已完成", units.finished, line.links?.inspections(state: "finished")))\
            \(number("到期未完成", units.overdue, line.links?.inspections(late: true), isLate: units.overdue > 0))
            """
    }

    private func number(_ title: String, _ count: Int, _ link: String?, isLate: Bool = false) -> HTML {
        guard let link else { return Ledger.cell(title, "\(count)", kind: "num") }
        let mark: HTML? = isLate ? " class=\"late-text\"" : nil
        return Ledger.cell(title, "<a\(mark) href=\"\(link)\">\(count)</a>", kind: "num")
    }
}

/// By which number the lines stand; as they came when nothing is asked.
struct LeaderOrder: Sendable {
    private let column: String
    private let isDescending: Bool

    init(_ address: ListAddress) {
        let names = ["", "lamp", "units", "finished", "overdue", "open", "soon", "late", "closed", "rate"]
        (column, isDescending) = address.sort(names)
    }

    func sorted(_ lines: [LeaderLine]) -> [LeaderLine] {
        guard !column.isEmpty else { return lines }
        return lines.enumerated().sorted { left, right in
            let order = compare(left.element, right.element)
            return order == 0 ? left.offset < right.offset : isDescending ? order > 0 : order < 0
        }.map(\.element)
    }

    /// Negative when `left` is less; shares are compared exactly.
    private func compare(_ left: LeaderLine, _ right: LeaderLine) -> Int {
        guard column == "rate" else { return number(left) - number(right) }
        let (one, two) = (left.findings, right.findings)
        return one.closed * max(two.total, 1) - two.closed * max(one.total, 1)
    }

    private func number(_ line: LeaderLine) -> Int {
        switch column {
        case "lamp": line.lamp.colour.rawValue
        case "units": line.units?.all ?? 0
        case "finished": line.units?.finished ?? 0
        case "overdue": line.units?.overdue ?? 0
        case "soon": line.findings.soon
        case "late": line.findings.late
        case "closed": line.findings.closed
        default: line.findings.open
        }
    }
}

/// A lamp: its colour in a word and a mark, and why.
enum LampBadge {
    static func html(_ lamp: Lamp) -> HTML {
        let reasons: HTML? =
            lamp.reasons.isEmpty ? nil : "<small>\(lamp.reasons.joined(separator: "；"))</small>"
        return "\(Badge.html(lamp.colour.label, tone(lamp.colour)))\(reasons)"
    }

    static func tone(_ colour: Lamp.Colour) -> Badge.Tone {
        switch colour {
        case .none: .neutral
        case .green: .good
        case .yellow: .warn
        case .red: .late
        }
    }
}
