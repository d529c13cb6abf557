/// What a plan wants to be done, as a number: 40所幼儿园, 抽查比例不低于30%, 每月至少1次.
package struct PlanTarget: Hashable, Sendable, Codable {
    /// Nil where the figure is masked (`x个`, `xx余所`).
    package var quantity: Points?
    package var comparison: Comparison
    package var force: Force
    /// As it is written: 所, 次, %, 万元, 轮.
    package var unit: String
    /// What is counted: 幼儿园, 抽查比例.
    package var of: String
    /// In which time the figure has to be reached again and again, or over how many years; nil for once.
    package var period: Period?
    /// The words that say so, joined across line breaks.
    package var text: String
    package var span: SourceSpan
    package var confidence: Int

    package init(
        quantity: Points?, comparison: Comparison = .equal, force: Force = .must, unit: String, of: String,
        period: Period? = nil, text: String, span: SourceSpan, confidence: Int = 100
    ) {
        self.quantity = quantity
        self.comparison = comparison
        self.force = force
        self.unit = unit
        self.of = of
        self.period = period
        self.text = text
        self.span = span
        self.confidence = confidence
    }

    /// Whether it has to be reached more than once in a year or takes more than one: 每月至少1次, 五年一轮.
    package var comesBack: Bool { period.map { $0 != Period(1, .year) } ?? false }

    package enum Comparison: String, Hashable, Sendable, Codable, CaseIterable {
        case equal = "="
        case atLeast = ">="
        case atMost = "<="

        package var label: String {
            switch self {
            case .equal: "等于"
            case .atLeast: "不少于"
            case .atMost: "不超过"
            }
        }
    }

    /// Whether missing the figure is a failure; only `must` can be missed.
    package enum Force: String, Hashable, Sendable, Codable, CaseIterable {
        case must, aim, baseline, approximate

        package var label: String {
            switch self {
            case .must: "任务"
            case .aim: "力争"
            case .baseline: "基数"
            case .approximate: "约数"
            }
        }
    }

    /// A stretch of time that comes back, such as a month or five years: `count` of `unit`.
    package struct Period: Hashable, Sendable, Codable {
        package var count: Int
        package var unit: Unit

        package init(_ count: Int, _ unit: Unit) {
            self.count = count
            self.unit = unit
        }

        package enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
            case day, week, halfMonth, month, quarter, term, halfYear, schoolYear, year

            package var label: String {
                switch self {
                case .day: "天"
                case .week: "周"
                case .halfMonth: "半月"
                case .month: "月"
                case .quarter: "季度"
                case .term: "学期"
                case .halfYear: "半年"
                case .schoolYear: "学年"
                case .year: "年"
                }
            }
        }

        /// `month`, or `5 year`: as the command line prints it.
        package var code: String { count == 1 ? unit.rawValue : "\(count) \(unit.rawValue)" }

        /// 每月, 每5年.
        package var label: String { count == 1 ? "每\(unit.label)" : "每\(count)\(unit.label)" }
    }
}
