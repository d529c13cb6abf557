import Store
import Supervision

/// What is being rectified of a line, and how a failing one becomes a finding.
struct LedgerFindings {
    private let row: LedgerRow
    private let county: StandardCounty
    private let viewer: Viewer

    init(_ row: LedgerRow, _ county: StandardCounty, _ viewer: Viewer) {
        self.row = row
        self.county = county
        self.viewer = viewer
    }

    var html: HTML {
        let shown = row.findings.prefix(3).map { finding -> HTML in
            let badge = FindingBadge.html(finding.state, dueOn: finding.dueOn, on: viewer.day)
            return "<div><a href=\"/findings/\(finding.finding)\" data-uncounted>\(finding.number)</a> \(badge)</div>"
        }
        let isMet = row.line.grade == .met || row.line.grade == .basic
        let waits = row.open.contains { $0.state != .submitted && $0.state != .verified }
        let ready: HTML? =
            isMet && !row.open.isEmpty
            ? "<small>\(waits ? "已达标，整改可提交验收" : "已达标，可核查销号")</small>" : nil
        return "\(Array(shown))\(ready)\(begin)"
    }

    /// Only where it fails, and nobody is on it yet.
    var begin: HTML? {
        guard row.line.grade == .notMet, row.open.isEmpty, Role.office.contains(viewer.role) else { return nil }
        return "<a class=\"button small\" href=\"\(address)\">列入问题</a>"
    }

    private var address: String {
        let text = LedgerText(county)
        let words = row.line.items.filter { $0.grade == .notMet }.map { item in
            let label = text.label(item, of: row.line)
            let gap = text.gap(item)
            let asked = row.line.isVeto ? "" : "（标准\(text.asked(item))\(gap.isEmpty ? "" : "，\(gap)")）"
            return "\(label)\(row.line.isVeto ? item.grade.veto : text.now(item))\(asked)"
        }
        let problem =
            "\(county.year)年\(county.standard.name)监测，\(county.name)“\(row.line.name)”未达到：\(words.joined(separator: "；"))。"
        let fields = [
            ("source", Finding.Source.monitoring.rawValue), ("standard", county.standard.code),
            ("region", county.region), ("year", "\(county.year)"), ("indicator", row.line.code),
            ("unit-0", row.duty.department), ("problem", problem), ("basis", row.line.clause),
            ("requirement", "按\(county.standard.name)标准整改到位，整改后如实更新监测数据。"),
        ]
        let query = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.encoded($0.1))" }.joined(separator: "&")
        return "/findings/new?\(query)"
    }
}
