/// A text with named figures, from which a summary begins; see `docs/summaries.md` for its language.
package struct SummaryTemplate: Hashable, Sendable {
    package let parts: [Part]

    package enum Part: Hashable, Sendable {
        case line(Line)
        /// `{{# 名称 }}` … `{{/ 名称 }}`: left out when all its figures say nothing.
        case section(String, [Line])

        package var lines: [Line] {
            switch self {
            case .line(let line): [line]
            case .section(_, let lines): lines
            }
        }
    }

    package enum Line: Hashable, Sendable {
        case heading(level: Int, [Piece])
        case paragraph([Piece])
        /// The year's plan items of these kinds, what was planned and what was done; no kind means the rest.
        case items([PlanKind])
        /// What the plan held and nobody has done.
        case unfinished
        /// A table of figures that the office counts, such as by unit.
        case table(String)

        package var pieces: [Piece] {
            switch self {
            case .heading(_, let pieces), .paragraph(let pieces): pieces
            case .items, .unfinished, .table: []
            }
        }
    }

    package enum Piece: Hashable, Sendable {
        case text(String)
        case figure(Figure)
        case fact(Fact)
        /// 一是, 二是 … among those that stay under one heading.
        case ordinal
    }

    /// A figure where it stands in the template.
    package struct Figure: Hashable, Sendable {
        package var mark: SummaryMark
        /// What to do while nothing is known: leave out the sentence, or leave it to be filled in by hand.
        package var isRequired: Bool
        /// Whether zero is left out as well.
        package var skipsZero: Bool
        /// Whether only its clause goes, up to the next comma, and not the whole sentence; a change is always so.
        package var isAside: Bool
        package var place: TextPlace

        package init(
            _ mark: SummaryMark, isRequired: Bool = false, skipsZero: Bool = false, isAside: Bool = false,
            at place: TextPlace = TextPlace(1, 1)
        ) {
            self.mark = mark
            self.isRequired = isRequired
            self.skipsZero = skipsZero
            self.isAside = isAside || mark.aspect == .change
            self.place = place
        }

        /// Whether it stays with this value.
        package func stays(_ value: StatedFigure?) -> Bool {
            value?.text == nil ? isRequired : !(skipsZero && value?.isZero == true)
        }
    }

    /// What is known without counting.
    package enum Fact: String, Hashable, Sendable, CaseIterable {
        case year = "年度"
        case lastYear = "上年"
        case nextYear = "下年"
        case office = "机构"
        case region = "地区"
        case period = "期间"
        case today = "今天"
    }

    /// Every figure that it names, in its order.
    package var figures: [Figure] {
        parts.flatMap(\.lines).flatMap(\.pieces).compactMap { piece in
            if case .figure(let figure) = piece { figure } else { nil }
        }
    }

    package var tables: [String] {
        parts.flatMap(\.lines).compactMap { line in
            if case .table(let code) = line { code } else { nil }
        }
    }

    /// What it names and nobody defined, each with its place, in Chinese.
    package func unknown(_ isKnown: (SummaryMark) -> Bool) -> [TemplateProblem] {
        figures.filter { !isKnown($0.mark) }.map { TemplateProblem("没有名为“\($0.mark.figure.text)”的指标", at: $0.place) }
    }
}

/// A place in a text: line and column, both from 1.
package struct TextPlace: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(_ line: Int, _ column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: TextPlace, right: TextPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    package var chinese: String { "第\(line)行第\(column)字" }
}

/// What is wrong with a template, and where.
package struct TemplateProblem: Hashable, Sendable {
    package let text: String
    package let place: TextPlace

    package init(_ text: String, at place: TextPlace) {
        self.text = text
        self.place = place
    }

    package var chinese: String { "\(place.chinese)：\(text)。" }
}
