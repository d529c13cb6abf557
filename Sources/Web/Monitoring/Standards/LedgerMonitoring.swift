import Store
import Supervision

/// Where the figures of 优质均衡 part 3 (9) come from when no organisation of the county reported them: rounds of monitoring.
struct LedgerMonitoring {
    private let indicator: QualityIndicator

    /// Nil for lines that ask for no such figure, and where the county's own report counts.
    init?(_ line: StandardLedger.Line, of county: StandardCounty) {
        guard let indicator = county.monitoring, case .indicator(let asked) = line.kind,
            asked.conditions.contains(where: LedgerMonitoring.asks)
        else { return nil }
        self.indicator = indicator
    }

    private static func asks(_ condition: StandardCondition) -> Bool {
        guard case .computed(let threshold, _) = condition.measure else { return false }
        return threshold.expression.terms.contains { QualityJudgement.codes.contains($0.code) }
    }

    var html: HTML {
        let rows = indicator.lines.map { line -> HTML in row(line) }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"muted\">近三年没有已发布的国家监测结果。</p>"
            : """
            <table class="ledger"><thead><tr><th scope="col">科目</th><th scope="col">年级</th>\
            <th scope="col">等级</th><th scope="col" class="num">校际差异率</th><th scope="col">判定</th>\
            <th scope="col">来源</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            <section class="section" id="monitoring"><h2>各科监测结果</h2>
            <p class="help">政府和教育部门没有填报本项的，按近三年已发布的国家监测计算：一科各年级都达到Ⅲ级以上，这一科才算达到；\
            校际差异率取最大的一项。表中是监测中心反馈的等级和校际差异率，要各科齐全；没有反馈、按成绩判断的只供参考。</p>
            \(missing)\(unknown)\(table)</section>
            """
    }

    private var missing: HTML? {
        indicator.missing.isEmpty
            ? nil : Said.warning("还没有结果的科目：\(indicator.missing.joined(separator: "、"))。齐全之前本项不能判定。")
    }

    private var unknown: HTML? {
        indicator.unknown.isEmpty
            ? nil
            : Said.warning(
                "不是国家监测的学科名称，没有计入：\(indicator.unknown.joined(separator: "、"))。"
                    + "相关科目的名称是\(QualityIndicator.relevant.joined(separator: "、"))。")
    }

    private func row(_ line: QualityIndicator.Line) -> HTML {
        let isGiven = line.given.level != nil && line.given.share != nil
        let note: HTML? = isGiven ? nil : "<small>没有反馈齐全，只供参考</small>"
        return """
            <tr class="\(line.judgement.verdict == .fail ? "late" : "")">\(Ledger.cell("科目", "\(line.subject)", kind: "lead"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(line.grade))"))\
            \(Ledger.cell("等级", "\(line.given.level.map { QualitySubject.label(of: $0) } ?? "—")"))\
            \(Ledger.cell("校际差异率", "\(line.given.share?.text ?? "—")", kind: "num"))\
            \(Ledger.cell("判定", "\(line.judgement.verdict.badge)\(note)"))\
            \(Ledger.cell("来源", "<a href=\"/quality/\(line.round)/results\">\(line.title)</a>"))</tr>
            """
    }
}
