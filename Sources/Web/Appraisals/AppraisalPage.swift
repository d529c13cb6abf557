import Store
import Supervision

/// One inspector's year: each measure with what it counts, the score, the grade.
struct AppraisalPage: Page {
    let record: AppraisalRecord
    let viewer: Viewer
    let canConfirm: Bool
    let typed: Fields?
    let problem: String?

    var title: String { "\(record.name)：\(record.year)年度考核" }
    var section: String { AppraisalPage.section(viewer) }

    static func section(_ viewer: Viewer) -> String {
        viewer.role == .inspector ? "/inspectors/appraisals/mine" : "/inspectors/appraisals"
    }

    static func crumbs(_ record: AppraisalRecord, _ viewer: Viewer) -> [(title: String, path: String)] {
        viewer.role == .inspector
            ? [("我的考核", "/inspectors/appraisals/mine")]
            : [("督学年度考核", "/inspectors/appraisals?year=\(record.year)")]
    }

    var main: HTML {
        let profile: HTML? =
            InspectorRoutes.readers.admits(viewer.role)
            ? "<a class=\"button\" href=\"/inspectors/\(record.person)\">督学档案</a>" : nil
        let head = PageHead(
            title, crumbs: AppraisalPage.crumbs(record, viewer), badge: AppraisalWords.grade(record.grade),
            subtitle: "\(record.code) · \(record.isFullTime ? "专职" : "兼职") · 数字计到\(record.day.chinese)",
            actions: profile)
        return """
            \(head.html)\(Said.error(problem))
            \(AppraisalFigures(record: record).html)
            \(record.confirmation.map(confirmed))
            \(record.confirmation == nil && canConfirm ? form : nil)
            """
    }

    private func confirmed(_ confirmation: AppraisalConfirmation) -> HTML {
        """
        <section class="section"><h2>核定</h2><dl class="facts"><dt>等次</dt><dd>\(AppraisalWords.grade(confirmation.grade))</dd>\
        <dt>按规定计算</dt><dd>\(record.computed?.label ?? "未知")</dd>\
        <dt>理由</dt><dd>\(confirmation.reason.isEmpty ? "与计算一致" : "\(confirmation.reason)")</dd>\
        <dt>核定</dt><dd>\(confirmation.by)，\(When.html(confirmation.on))</dd></dl></section>
        """
    }

    private var form: HTML {
        let grade = typed?["grade"] ?? record.computed?.rawValue ?? ""
        let choices = [Choice("", "请选择")] + AppraisalGrade.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <section class="section"><h2>核定等次</h2>
            <form class="form" method="post" action="\(AppraisalWords.path(record))">\(FormSeal())
            <input type="hidden" name="digest" value="\(record.digest)">
            \(Field("grade", "等次", value: grade, isRequired: true).select(choices))
            \(Field("reason", "理由", value: typed?["reason"] ?? "", help: "与计算的等次不同，或无法计算时必填。").area(rows: 3, limit: 500))
            <div class="form-actions"><button class="primary" data-confirm="核定后数字和等次按现在的样子保存，不再改变。" \
            data-confirm-label="核定">核定</button></div></form></section>
            """
    }
}

/// The table of measures with weights, and what they come to.
struct AppraisalFigures {
    let record: AppraisalRecord

    var html: HTML {
        let rows = AppraisalMeasure.allCases.map { measure -> HTML in
            """
            <tr>\(Ledger.cell("项目", "\(measure.label)", kind: "lead"))\
            \(Ledger.cell("数字", AppraisalWords.linked(measure, record), kind: "num"))\
            \(Ledger.cell("权重", weight(measure), kind: "num"))\
            \(Ledger.cell("怎样计算", "\(measure.rule)", kind: "long"))</tr>
            """
        }
        let rules = record.rules
        let unknown = record.score.unknown
        let left: HTML? =
            unknown.isEmpty
            ? nil
            : """
            <dt>未知</dt><dd>\(unknown.map(\.label).joined(separator: "、"))没有数据，权重\(
                unknown.map(rules.weight).reduce(0, +))不计；得分按其余\(record.score.knownWeight)折算为100分。</dd>
            """
        return """
            <section class="section"><h2>数字</h2><table class="ledger"><thead><tr><th scope="col">项目</th>\
            <th scope="col" class="num">数字</th><th scope="col" class="num">权重</th>\
            <th scope="col" class="long">怎样计算</th></tr></thead><tbody>\(rows)</tbody></table>
            <dl class="facts"><dt>得分</dt><dd>\(record.score.tenths.map(AppraisalScore.text) ?? "未知")</dd>\(left)\
            <dt>按规定计算的等次</dt><dd>\(record.computed?.label ?? "未知")</dd>\
            <dt>等次规定</dt><dd>\(rules.excellent)分起优秀，\(rules.competent)分起合格，\(rules.basic)分起基本合格</dd>\
            <dt>依据</dt><dd>\(rules.basis.isEmpty ? "尚无本地规定，按系统初始权重" : "\(rules.basis)")</dd></dl></section>
            """
    }

    private func weight(_ measure: AppraisalMeasure) -> HTML {
        let weight = record.rules.weight(measure)
        return weight > 0 && !record.figure(measure).isKnown ? "<s>\(weight)</s> 不计" : "\(weight)"
    }
}

/// What an inspector sees: this year so far, and the years that were confirmed.
struct AppraisalMinePage: Page {
    let record: AppraisalRecord?
    let years: [(year: Int, grade: AppraisalGrade)]
    let today: Day

    var title: String { "我的考核" }
    var section: String { "/inspectors/appraisals/mine" }

    var main: HTML {
        let links = (0..<3).map { today.year - $0 }.map { year -> HTML in
            "<a class=\"button\" href=\"/inspectors/appraisals/mine?year=\(year)\">\(year)年</a>"
        }
        let subtitle = record.map { record -> HTML in
            "\(record.year)年，数字计到\(record.day.chinese)\(record.confirmation == nil ? "，尚未核定" : "")"
        }
        let rows = years.map { line -> HTML in
            let path =
                record.map { "/inspectors/appraisals/\($0.person)/\(line.year)" }
                ?? "/inspectors/appraisals/mine?year=\(line.year)"
            return """
                <tr>\(Ledger.cell("年度", "<a href=\"\(path)\">\(line.year)年</a>", kind: "lead"))\
                \(Ledger.cell("等次", AppraisalWords.grade(line.grade)))</tr>
                """
        }
        let past: HTML? =
            years.isEmpty
            ? nil
            : """
            <section class="section"><h2>已核定</h2><table class="ledger"><thead><tr><th scope="col">年度</th>\
            <th scope="col">等次</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
        let none: HTML = "<div class=\"empty\"><strong>没有可看的考核</strong>这一年没有督学聘任记录。</div>"
        return """
            \(PageHead(title, subtitle: subtitle, actions: .joined(links)).html)
            \(record.map { AppraisalFigures(record: $0).html } ?? none)\(past)
            """
    }
}
