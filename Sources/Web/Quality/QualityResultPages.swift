import Store
import Supervision

/// Results of a round by county, grade and subject, against 优质均衡 part 3 (9) where it is asked.
struct QualityResultsPage: Page {
    let record: QualityRoundRecord
    let results: [QualityResult]
    let counties: [QualityCounty]
    let address: ListAddress
    let viewer: Viewer

    private var round: QualityRound { record.round }
    var title: String { "监测结果" }
    var section: String { "/quality" }
    private var isOwn: Bool { QualityRounds.isOwn(record.place, viewer) }

    /// Only the national monitoring counts for the standard; others are compared with the same figures.
    private var subtitle: HTML {
        round.level == .national
            ? "优质均衡标准：相关科目Ⅲ级以上，且校际差异率小于0.15。监测中心反馈的数优先，按成绩计算的数并列。"
            : "参照优质均衡标准判断：Ⅲ级以上，且校际差异率小于0.15。优质均衡认定以国家监测为准。"
    }

    private var shown: [QualityResult] {
        results.filter { result in
            (address.filter("region").isEmpty || result.region == address.filter("region"))
                && (address.filter("grade").isEmpty || result.grade == address.filter("grade"))
        }
    }

    var main: HTML {
        var filters = [FilterBar.choice(address, "grade", "年级", round.grades.map { Choice($0.code, $0.label) })]
        if counties.count > 1 {
            filters.append(FilterBar.choice(address, "region", "区县", counties.map { Choice($0.region, $0.name) }))
        }
        let figures: HTML? =
            isOwn && round.takesResults
            ? "<a class=\"button\" href=\"\(record.path)/figures\">填写监测中心反馈</a>" : nil
        let draft = record.isPublished ? nil : Said.warning("结果还没有发布，只有组织本轮监测的督导机构能看到。")
        return """
            \(PageHead(title, crumbs: [("质量监测", "/quality"), (round.title, record.path)], badge: round.state.badge,
                subtitle: subtitle,
                actions: "\(figures)<a class=\"button\" href=\"\(record.path)/results.xlsx\">导出 XLSX</a>").html)
            \(draft)\(FilterBar(address, filters).html)
            \(charts)
            \(table)
            \(method)
            """
    }

    /// How many pupils reach which level, subject by subject; one chart a grade.
    private var charts: HTML {
        let region = address.filter("region").isEmpty ? counties.first?.region ?? "" : address.filter("region")
        return .joined(
            round.grades.compactMap { grade -> HTML? in
                guard address.filter("grade").isEmpty || address.filter("grade") == grade.code else { return nil }
                let found = results.filter { $0.grade == grade.code && $0.region == region }
                    .filter { ($0.summary?.scores.count ?? 0) >= round.smallGroup }
                guard !found.isEmpty else { return nil }
                let tones: [Chart.Tone] = [.late, .warn, .accent, .good]
                let series = zip(1...4, tones).map { level, tone in
                    Chart.Series(
                        QualitySubject.label(of: level), tone,
                        found.map { result in
                            Chart.Point(
                                decimal: QualityText.number(result.summary?.scores.shares[level - 1]),
                                link: result.path(in: record.id))
                        })
                }
                let county = counties.count > 1 ? found[0].county : ""
                return Chart(
                    "\(county)\(grade.label)各学科等级分布", .bars, layout: .stacked, axis: "学科", unit: "%",
                    categories: found.map(\.subject.name), series: series
                ).html
            })
    }

    private var table: HTML {
        let rows = shown.map { result -> HTML in row(result) }
        guard !rows.isEmpty else { return "<div class=\"empty\"><strong>没有结果</strong></div>" }
        return """
            <table class="ledger"><thead><tr><th scope="col">学科</th><th scope="col">年级</th><th scope="col">区县</th>\
            <th scope="col" class="num">人数</th><th scope="col" class="num">平均分</th><th scope="col" class="num">标准差</th>\
            <th scope="col" class="num">Ⅲ级以上</th><th scope="col">等级</th><th scope="col" class="num">校际差异率</th>\
            <th scope="col">判定</th><th scope="col" class="actions"></th></tr></thead><tbody>\(rows)</tbody></table>
            <div class="table-foot"><span>共 <strong>\(shown.count)</strong> 项</span></div>
            """
    }

    private func row(_ result: QualityResult) -> HTML {
        let (scores, given, judged) = (result.summary?.scores, result.figure?.given, result.judgement)
        let isHidden = (scores?.count ?? 0) < round.smallGroup && scores != nil
        let good = scores.map { $0.shares[2] + $0.shares[3] }
        func both(_ centre: String?, _ computed: String?) -> HTML {
            guard let centre else { return "\(computed ?? "—")" }
            let also: HTML? = computed.map { "<small>按成绩\($0)</small>" }
            return "\(centre)<small>监测中心反馈</small>\(also)"
        }
        let level = both(
            given?.level.map { QualitySubject.label(of: $0) },
            isHidden ? nil : scores.map { QualitySubject.label(of: $0.level) })
        let share = both(
            given?.share?.text, isHidden ? nil : result.summary?.between.map { QualityText.share($0) })
        func number(_ value: Double?, _ unit: String = "") -> String {
            isHidden ? "—" : value == nil ? "—" : QualityText.number(value) + unit
        }
        return """
            <tr class="\(judged.verdict == .fail ? "late" : "")">\
            \(Ledger.cell("学科", "<a href=\"\(result.path(in: record.id))\">\(result.subject.name)</a>", kind: "lead"))\
            \(Ledger.cell("年级", "\(QualityGrade.label(result.grade))"))\(Ledger.cell("区县", "\(result.county)"))\
            \(Ledger.cell("人数", "\(scores.map { "\($0.count)" } ?? "—")", kind: "num"))\
            \(Ledger.cell("平均分", "\(number(scores?.mean))", kind: "num"))\
            \(Ledger.cell("标准差", "\(number(scores?.deviation))", kind: "num"))\
            \(Ledger.cell("Ⅲ级以上", "\(number(good, "%"))", kind: "num"))\(Ledger.cell("等级", level))\
            \(Ledger.cell("校际差异率", share, kind: "num"))\(Ledger.cell("判定", judged.verdict.badge))\
            \(Ledger.cell("", judged.verdict == .fail ? finding(result) ?? .empty : .empty, kind: "actions"))</tr>
            """
    }

    /// A subject that fails becomes a problem in the ledger, its figures filled in.
    private func finding(_ result: QualityResult) -> HTML? {
        guard Role.office.contains(viewer.role) else { return nil }
        var words: [String] = []
        if let level = result.judgement.level, level < QualityJudgement.leastLevel {
            words.append("学业水平\(QualitySubject.label(of: level))，未达到Ⅲ级")
        }
        if result.judgement.isWithin == false {
            let share = result.figure?.given.share?.text ?? QualityText.share(result.summary?.between)
            words.append("校际差异率\(share)，不低于0.15")
        }
        return QualityFinding.link(
            unit: "",
            problem:
                "\(round.title)，\(result.county)\(QualityGrade.label(result.grade))\(result.subject.name)\(words.joined(separator: "；"))。",
            requirement: "分析薄弱学校和薄弱内容，制定改进措施，下一轮监测达到Ⅲ级以上、校际差异率小于0.15。")
    }

    private var method: HTML {
        """
        <details class="explain"><summary>怎么算的</summary><div class="prose"><p>平均分、标准差和等级比例\
        \(round.method == .census ? "按全体学生" : "按抽样权重（学校概率和校内抽取比例的倒数；样本由上级抽定、概率未知的不加权）")计算。等级按平均分占满分的比例划分，先比较后取整。</p>\
        <p>校际差异率是学生成绩的校间方差占总方差的比例，单因素随机效应方差分析估计：(MSB − MSW) ÷ (MSB + (n₀ − 1)·MSW)，\
        n₀ = (N − Σnᵢ² ÷ N) ÷ (k − 1)，小于0的记0；不加权。监测中心没有公布自己的算法，有反馈数的以反馈为准。</p></div></details>
        """
    }
}

/// A problem that a result shows, one click from the ledger of findings.
enum QualityFinding {
    static func link(unit: String, problem: String, requirement: String) -> HTML {
        let query = QualityText.query([
            ("source", Finding.Source.monitoring.rawValue), ("unit-0", unit), ("problem", problem),
            ("requirement", requirement),
        ])
        return "<a class=\"button small\" href=\"/findings/new\(query)\">列入问题</a>"
    }
}

/// One subject of a county: distribution, items, schools; small schools are not shown.
struct QualitySubjectPage: Page {
    let record: QualityRoundRecord
    let result: QualityResult
    /// Names by code.
    let schools: [String: QualitySchool]
    let viewer: Viewer

    private var round: QualityRound { record.round }
    var title: String { "\(result.county)\(QualityGrade.label(result.grade))\(result.subject.name)" }
    var section: String { "/quality" }

    var main: HTML {
        let head = PageHead(
            title,
            crumbs: [("质量监测", "/quality"), (round.title, record.path), ("监测结果", "\(record.path)/results")],
            badge: result.judgement.verdict.badge,
            subtitle: "满分\(result.subject.fullMark.text)分\(record.isPublished ? "" : " · 尚未发布")")
        guard let summary = result.summary else {
            return "\(head.html)<div class=\"empty\"><strong>还没有学生成绩</strong>有监测中心反馈的，见监测结果。</div>"
        }
        guard summary.scores.count >= round.smallGroup else {
            return "\(head.html)<div class=\"empty\"><strong>人数少于\(round.smallGroup)人，不公布</strong></div>"
        }
        return "\(head.html)\(figures(summary))\(distribution(summary.scores))\(items(summary))\(comparison(summary))"
    }

    private func figures(_ summary: QualitySummary) -> HTML {
        let scores = summary.scores
        func figure(_ name: String, _ value: String, _ unit: String = "分") -> HTML {
            "<div><dt>\(name)</dt><dd>\(value)<small>\(unit)</small></dd></div>"
        }
        let ranks = zip(ScoreSummary.ranks, scores.percentiles).map { figure("P\($0.0)", QualityText.number($0.1)) }
        return """
            <dl class="figures">\(figure("人数", "\(scores.count)", "人"))\(figure("平均分", QualityText.number(scores.mean)))\
            \(figure("标准差", QualityText.number(scores.deviation)))\
            \(figure("得分率", QualityText.number(scores.mean / (Double(result.subject.fullMark.scaled) / Double(Points.scale)) * 100), "%"))\
            \(figure("校际差异率", QualityText.share(summary.between), summary.isWithin == true ? "小于0.15" : summary.isWithin == false ? "不低于0.15" : ""))\
            \(ranks)</dl>
            """
    }

    private func distribution(_ scores: ScoreSummary) -> HTML {
        let full = Double(result.subject.fullMark.scaled) / Double(Points.scale)
        let parts = (0..<10).map { part in
            let (low, high) = (full * Double(part) / 10, full * Double(part + 1) / 10)
            let digits = full.truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1
            return "\(QualityText.number(low, digits: digits))—\(QualityText.number(high, digits: digits))"
        }
        let levels = (1...4).map { level in
            "\(QualitySubject.label(of: level))\(QualityText.number(scores.shares[level - 1]))%"
        }
        return """
            <section class="section"><h2>分布</h2>\
            \(Chart("分数段人数", .columns, axis: "分数段", unit: "人", categories: parts,
                series: [Chart.Series("人数", .accent, scores.parts.map { Chart.Point($0) })]).html)\
            <p>\(levels.joined(separator: "，"))</p></section>
            """
    }

    private func items(_ summary: QualitySummary) -> HTML? {
        guard !summary.items.isEmpty else { return nil }
        let rows = summary.items.map { item -> HTML in
            let isWeak = (item.discrimination ?? 1) < 0.2
            return """
                <tr>\(Ledger.cell("题", "\(item.name)", kind: "lead"))\(Ledger.cell("满分", "\(item.fullMark.text)", kind: "num"))\
                \(Ledger.cell("人数", "\(item.count)", kind: "num"))\
                \(Ledger.cell("难度P", "\(QualityText.number(item.difficulty, digits: 2))", kind: "num"))\
                \(Ledger.cell("区分度D", "\(QualityText.number(item.discrimination, digits: 3))\(isWeak ? Badge.html("偏低", .warn) : nil)", kind: "num"))\
                \(Ledger.cell("题总相关", "\(QualityText.number(item.correlation, digits: 2))", kind: "num"))</tr>
                """
        }
        return """
            <section class="section"><h2>各题</h2><table class="ledger"><thead><tr><th scope="col">题</th>\
            <th scope="col" class="num">满分</th><th scope="col" class="num">人数</th><th scope="col" class="num">难度P</th>\
            <th scope="col" class="num">区分度D</th><th scope="col" class="num">题总相关</th></tr></thead><tbody>\(rows)</tbody></table>
            <p class="help">难度是平均得分率，越大越容易；区分度是总分前27%与后27%学生得分率之差，低于0.2标为偏低；题总相关是该题与其余各题总分的相关系数。</p></section>
            """
    }

    private func comparison(_ summary: QualitySummary) -> HTML {
        let (shown, hidden) = summary.compared(least: round.smallGroup)
        let sorted = shown.sorted { ($0.mean, $1.code) > ($1.mean, $0.code) }
        let rows = sorted.map { school -> HTML in row(school, summary.scores.mean) }
        let left: HTML? =
            hidden.isEmpty
            ? nil
            : """
            <p class="help">有\(hidden.count)所学校不单独公布：人数少于\(round.smallGroup)人的，以及公布后能从总数推算出它们的。</p>
            """
        return """
            <section class="section"><h2>学校比较</h2><table class="ledger"><thead><tr><th scope="col">学校</th>\
            <th scope="col" class="num">人数</th><th scope="col" class="num">平均分</th><th scope="col" class="num">95%区间</th>\
            <th scope="col" class="num">标准差</th><th scope="col" class="num">Ⅲ级以上</th><th scope="col">与区县平均</th>\
            <th scope="col" class="actions"></th></tr></thead><tbody>\(rows)</tbody></table>\(left)
            <p class="help">区间不含区县平均的，才标为高于或低于。</p></section>
            """
    }

    private func row(_ school: SchoolMean, _ mean: Double) -> HTML {
        let unit = schools[school.code]
        let name: HTML = unit.map { "<a href=\"\($0.path)\">\($0.name)</a>" } ?? "\(school.code)"
        let isLow = school.interval.map { $0.upperBound < mean } ?? false
        let isHigh = school.interval.map { $0.lowerBound > mean } ?? false
        let finding: HTML? =
            isLow && Role.office.contains(viewer.role)
            ? QualityFinding.link(
                unit: unit?.name ?? "",
                problem:
                    "\(round.title)，\(QualityGrade.label(result.grade))\(result.subject.name)平均分\(QualityText.number(school.mean))（95%区间\(QualityText.interval(school))），低于区县平均\(QualityText.number(mean))。",
                requirement: "分析原因，改进教学，制定提升计划并报送落实情况。") : nil
        return """
            <tr>\(Ledger.cell("学校", name, kind: "lead"))\(Ledger.cell("人数", "\(school.count)", kind: "num"))\
            \(Ledger.cell("平均分", "\(QualityText.number(school.mean))", kind: "num"))\
            \(Ledger.cell("95%区间", "\(QualityText.interval(school))", kind: "num"))\
            \(Ledger.cell("标准差", "\(QualityText.number(school.deviation))", kind: "num"))\
            \(Ledger.cell("Ⅲ级以上", "\(QualityText.number(Double(school.good) / Double(school.count) * 100))%", kind: "num"))\
            \(Ledger.cell("与区县平均", isLow ? Badge.html("低于", .late) : isHigh ? Badge.html("高于", .good) : "相近"))\
            \(Ledger.cell("", finding ?? .empty, kind: "actions"))</tr>
            """
    }
}
