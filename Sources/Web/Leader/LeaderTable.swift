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
    let lines: [LeaderLine]
    private let hasUnits: Bool

    init(_ head: String, _ lines: [LeaderLine]) {
        self.head = head
        self.lines = lines
        hasUnits = lines.contains { $0.units != nil }
    }

    private static let unitHeads: HTML = """
        <th scope="col" class="num">督导单位</th><th scope="col" class="num">已完成</th>\
        <th scope="col" class="num">到期未完成</th>
        """

    var html: HTML {
        """
        <table class="ledger"><thead><tr><th scope="col">\(head)</th><th scope="col">亮灯</th>\
        \(hasUnits ? LeaderTable.unitHeads : nil)<th scope="col" class="num">未销号</th>\
        <th scope="col" class="num">三日内到期</th><th scope="col" class="num">逾期未改</th>\
        <th scope="col" class="num">已销号</th><th scope="col" class="num">销号率</th></tr></thead>\
        <tbody>\(lines.map(row))</tbody></table>
        """
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
