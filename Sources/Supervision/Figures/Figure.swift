/// A number that the office tells (指标): defined once, as data, and counted whenever it is asked for.
package struct Figure: Hashable, Sendable, Codable {
    /// Dotted, such as `finding.closed.share`.
    package var code: String
    package var name: String
    /// 所, 人次, 个, %; empty for a bare number, and a share in % is kept as a fraction.
    package var unit: String
    /// What it counts, in words (口径): shown and printed beside it.
    package var meaning: String
    package var measure: FigureMeasure
    /// Digits after the point, as the regulation prescribes; nothing is rounded before it is shown.
    package var digits: Int
    /// Whether more is better; nil where it is neither.
    package var moreIsBetter: Bool?

    package init(
        _ code: String, _ name: String, _ unit: String, _ measure: FigureMeasure, _ meaning: String, digits: Int = 0,
        moreIsBetter: Bool? = nil
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.measure = measure
        self.meaning = meaning
        self.digits = digits
        self.moreIsBetter = moreIsBetter
    }

    package var isShare: Bool { unit == "%" }

    /// The chapter of the list of figures that it stands in: the first part of its code.
    package var chapter: String { String(code.prefix { $0 != "." }) }
}

/// How a figure is counted.
package enum FigureMeasure: Hashable, Sendable, Codable {
    /// The rows that the query finds.
    case rows(FigureQuery)
    /// Each unit, day or person once, however many of its rows are found.
    case once(FigureEach, FigureQuery)
    case sum(FigureColumn, FigureQuery)
    /// Of the rows that have a value; says nothing where none has.
    case mean(FigureColumn, FigureQuery)
    /// One figure over another, both by their codes.
    case share(of: String, in: String)
    /// Nobody counts it: somebody enters it with its source (人工填报).
    case entered

    /// The rows that it counts; nil for what is made of other figures, or entered.
    package var query: FigureQuery? {
        switch self {
        case .rows(let query), .once(_, let query), .sum(_, let query), .mean(_, let query): query
        case .share, .entered: nil
        }
    }

    package func replacing(_ query: FigureQuery) -> FigureMeasure {
        switch self {
        case .rows: .rows(query)
        case .once(let each, _): .once(each, query)
        case .sum(let column, _): .sum(column, query)
        case .mean(let column, _): .mean(column, query)
        case .share, .entered: self
        }
    }

    /// How it is counted, as a word.
    package var label: String {
        switch self {
        case .rows: "计数"
        case .once(let each, _): "按\(each.label)去重计数"
        case .sum(let column, _): "\(column.label)合计"
        case .mean(let column, _): "\(column.label)平均"
        case .share: "占比"
        case .entered: "人工填报"
        }
    }
}

extension Figure {
    /// What a code looks like: two to six parts of small letters and digits, apart by points.
    package static func isCode(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 80 && (2...6).contains(parts.count)
            && parts.allSatisfy { part in
                part.utf8.first.map { (97...122).contains($0) } ?? false
                    && part.utf8.allSatisfy {
                        (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
                    }
            }
    }
}
