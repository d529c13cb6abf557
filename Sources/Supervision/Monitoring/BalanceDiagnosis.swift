/// What a 年度诊断报告 is drawn up from: a county by a balance standard, this year and the years before.
package struct BalanceDiagnosis: Sendable {
    package var place: String
    package var office: String
    package var year: Int
    /// The year in which the roadmap has it pass.
    package var planned: Int?
    package var standard: BalanceStandard
    package var evaluations: [Int: BalanceEvaluation]
    package var verdict: BalanceVerdict
    /// Stages whose pupils nobody has reported, by school.
    package var silent: [(name: String, stage: Stage)]
    /// Whether only locked figures were counted.
    package var isLockedOnly: Bool
    package var countedOn: Day
    /// The newest search for the cheapest way, if there was one.
    package var improvement: ImprovementReport?
    /// Charts by mark, each with its caption.
    package var charts: [String: [Chart]]

    package struct Chart: Sendable {
        package let caption: String
        package let svg: String

        package init(caption: String, svg: String) {
            self.caption = caption
            self.svg = svg
        }
    }

    package init(
        place: String, office: String, year: Int, planned: Int? = nil, standard: BalanceStandard,
        evaluations: [Int: BalanceEvaluation], verdict: BalanceVerdict, silent: [(name: String, stage: Stage)] = [],
        isLockedOnly: Bool = false,
        countedOn: Day, improvement: ImprovementReport? = nil, charts: [String: [Chart]] = [:]
    ) {
        self.place = place
        self.office = office
        self.year = year
        self.planned = planned
        self.standard = standard
        self.evaluations = evaluations
        self.verdict = verdict
        self.silent = silent
        self.isLockedOnly = isLockedOnly
        self.countedOn = countedOn
        self.improvement = improvement
        self.charts = charts
    }
}

extension BalanceDiagnosis {
    package static let coefficientCharts = "{差异系数图}"
    package static let yearCharts = "{历年图}"

    package static let marks: [DocumentWording.Mark] = [
        ("{地区}", "被诊断的区县"), ("{年份}", "数据的年份，如2025"), ("{标准}", "标准的名称"), ("{依据}", "标准的文号和条款"),
        ("{督导机构}", "本室的名称"), ("{统计日期}", "生成报告的日期"), ("{数据范围}", "全部已填的或只用已锁定的数据"),
        ("{结论}", "各学段的判定和主要数字"), ("{指标与限值}", "各学段每项指标的均值、差异系数和限值，表格"),
        (coefficientCharts, "各学段差异系数与限值的图"), ("{历年差异系数}", "各学段近几年的差异系数，表格"),
        (yearCharts, "各学段差异系数历年变化的图"), ("{与上年比较}", "与上一个有数据的年份相比的变化"),
        ("{未达标学校}", "未达标的学校和所缺的指标，表格"), ("{预警}", "预警及其理由"), ("{缺少的数据}", "没有填报的数据和影响"),
        ("{最省方案}", "最近一次最省达标方案的结果"),
    ].map { DocumentWording.Mark(text: $0.0, meaning: $0.1, unknown: "【生成时填入：\($0.0.dropFirst().dropLast())】") }

    package static let wording = DocumentWording(
        kind: .diagnosis, name: "均衡监测年度诊断报告", title: "{地区}{年份}年{标准}年度诊断报告",
        body: """
            根据{依据}，{督导机构}按学校填报的监测数据（{数据范围}，统计于{统计日期}），对{地区}{年份}年{标准}情况诊断如下。
            一、总体结论
            {结论}
            二、资源配置指标
            {指标与限值}
            {差异系数图}
            三、历年变化
            {历年差异系数}
            {历年图}
            {与上年比较}
            四、未达标学校
            {未达标学校}
            五、监测预警
            {预警}
            六、数据质量
            {缺少的数据}
            七、补短板测算
            {最省方案}
            八、工作建议
            【待填：工作建议】
            """)

    /// The words of the report; what is left to the office stands in 【待填：…】.
    package func text(by wording: DocumentWording) -> DocumentText {
        var pictures: [String] = []
        var values = facts
        // In the order in which the wording shows them, so that 图1 comes first.
        let marks = [BalanceDiagnosis.coefficientCharts, BalanceDiagnosis.yearCharts]
        func place(_ mark: String) -> Int {
            wording.body.firstRange(of: mark).map { wording.body.distance(from: wording.body.startIndex, to: $0) }
                ?? .max
        }
        for mark in marks.sorted(by: { place($0) < place($1) }) where place(mark) < .max {
            let lines = (charts[mark] ?? []).map { chart -> String in
                pictures.append(chart.svg)
                return "〔图\(pictures.count)〕图\(pictures.count) \(chart.caption)"
            }
            values[mark] = lines.isEmpty ? "数据不足，没有可以画的图。" : lines.joined(separator: "\n")
        }
        return wording.filled(values, pictures: pictures)
    }

    var evaluation: BalanceEvaluation? { evaluations[year] }
    /// The latest year before this one that has figures.
    var earlier: Int? { evaluations.keys.filter { $0 < year }.max() }

    func stage(_ stage: Stage, in year: Int?) -> BalanceEvaluation.StageResult? {
        year.flatMap { evaluations[$0] }?.stages.first { $0.stage == stage }
    }
}

extension String {
    /// Where `text` begins, without Foundation.
    fileprivate func firstRange(of text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}
