/// A sheet with one row per organisation, read by the figures that a standard asks for.
package struct StandardSheet: Sendable {
    package private(set) var rows: [ExpressionData.Row] = []
    package private(set) var problems: [RowProblem] = []
    private let columns: [Column]
    private let needsChildren: Bool
    private var seen: [String: Int] = [:]

    private enum Column {
        case code, name, unknown
        case figure(StandardFigure, code: String, times: FigureCell.Times)
    }

    /// `stage` says what a plain heading means where a figure belongs to a stage.
    package init(_ standard: Standard, header: [String], stage: Stage? = nil) {
        let places = FigurePlaces(standard.figures.filter { !$0.term.isOfCounty }, stage: stage)
        columns = header.map { heading in
            switch ColumnHeading.plain(heading) {
            case "code", "学校代码", "学校标识码", "幼儿园代码", "代码", "标识码", "学校机构标识码", "单位代码": return .code
            case "name", "学校名称", "幼儿园名称", "学校", "幼儿园", "名称", "单位名称": return .name
            default: return places[heading].map { .figure($0.figure, code: $0.code, times: $0.times) } ?? .unknown
            }
        }
        needsChildren = standard.figures.contains { $0.term.code == "children" }
    }

    /// What no organisation can be told apart without.
    package var headerProblem: String? {
        columns.contains { if case .code = $0 { true } else if case .name = $0 { true } else { false } }
            ? nil : "表头里没有单位的代码或名称。"
    }

    /// Headings that the standard does not ask for.
    package func unknownHeadings(of header: [String]) -> [String] {
        zip(header, columns).compactMap { heading, column in
            if case .unknown = column, !heading.isBlank { return heading }
            return nil
        }
    }

    /// `label` names the organisation where another table has read which it is.
    package mutating func add(_ cells: [String], row: Int, header: [String], under label: String? = nil) {
        guard !cells.allSatisfy(\.isBlank) else { return }
        var (code, name, values) = (label ?? "", "", [String: ExpressionValue]())
        for (place, column) in columns.enumerated() where place < cells.count {
            switch column {
            case .code: code = cells[place].normalisedCell
            case .name: name = cells[place].normalisedCell
            case .unknown: break
            case .figure(let figure, let key, let times):
                switch FigureCell.read(cells[place], figure, times) {
                case .success(let value): values[key] = value
                case .failure(let problem):
                    problems.append(
                        RowProblem(row: row, column: header[place], value: cells[place], reason: problem.reason))
                }
            }
        }
        let label = code.isEmpty ? name : code
        if label.isEmpty { problems.append(.init(row: row, column: "代码", value: "", reason: "代码和名称都没有填。")) }
        if let first = seen[label], !label.isEmpty {
            problems.append(.init(row: row, column: "代码", value: label, reason: "与第\(first)行重复。"))
        }
        seen[label] = seen[label] ?? row
        if needsChildren, values["children"] == .number(.zero) {
            problems.append(.init(row: row, column: "在园幼儿数", value: "0", reason: "没有幼儿，不能计算生均值；停办的请删去这一行。"))
        }
        rows.append(ExpressionData.Row(organisation: label, values: values))
    }
}

/// Where headings belong: figures by code or name, with their stage where they have one.
struct FigurePlaces {
    private var places: [String: (figure: StandardFigure, code: String)] = [:]

    init(_ figures: [StandardFigure], stage: Stage? = nil) {
        for figure in figures {
            let term = figure.term
            var terms = term.isOfStage ? [Stage.primary, .junior, .senior].map { (term.of($0), term.of($0).code) } : []
            if !term.isOfStage { terms.append((term, term.code)) }
            if term.isOfStage, let stage { terms.append((term, term.of(stage).code)) }
            for (term, code) in terms {
                for key in [
                    ColumnHeading.plain(term.code), ColumnHeading(term.name).key, ColumnHeading.plain(term.name),
                ]
                where places[key] == nil {
                    places[key] = (figure, code)
                }
            }
        }
    }

    subscript(_ heading: String) -> (figure: StandardFigure, code: String, times: FigureCell.Times)? {
        let read = ColumnHeading(heading)
        guard let place = places[read.key] ?? places[ColumnHeading.plain(heading)] else { return nil }
        return (place.figure, place.code, FigureCell.Times(read.money, into: place.figure.unit))
    }
}

/// One cell as a value of a figure.
enum FigureCell {
    /// What turns the sheet's unit of money into the figure's.
    enum Times {
        case one, tenThousand, tenThousandth

        init(_ given: ColumnHeading.Money?, into unit: String) {
            switch (given, unit) {
            case (.tenThousandYuan, "元"): self = .tenThousand
            case (.yuan, "万元"): self = .tenThousandth
            default: self = .one
            }
        }
    }

    /// Nil for an empty cell, which is missing and not zero.
    static func read(
        _ cell: String, _ figure: StandardFigure, _ times: Times
    ) -> Result<ExpressionValue?, ReportedNumber.Problem> {
        let text = cell.normalisedCell
        guard !text.isEmpty else { return .success(nil) }
        switch figure.term.kind {
        case .text: return .success(.text(text))
        case .truth:
            switch text.comparisonKey {
            case "是", "有", "1", "true", "√", "yes": return .success(.truth(true))
            case "否", "无", "没有", "0", "false", "×", "no": return .success(.truth(false))
            default: return .failure(.init(reason: "应为是或否。"))
            }
        case .number:
            if !figure.choices.isEmpty { return choice(text, figure) }
            return number(text, figure, times)
        }
    }

    private static func choice(
        _ text: String, _ figure: StandardFigure
    ) -> Result<ExpressionValue?, ReportedNumber.Problem> {
        let known = figure.choices.first { text == $0.key || text == "\($0.value)" || text == "\($0.value)\($0.key)" }
        if let known { return .success(.number(Points(known.value))) }
        let words = figure.choices.sorted { $0.value < $1.value }.map(\.key).joined(separator: "、")
        return .failure(.init(reason: "应为\(words)。"))
    }

    private static func number(
        _ text: String, _ figure: StandardFigure, _ times: Times
    ) -> Result<ExpressionValue?, ReportedNumber.Problem> {
        let plain = text.hasSuffix("%") && figure.unit == "%" ? String(text.dropLast()) : text
        let isWhole = figure.isWhole && times == .one
        return ReportedNumber.read(plain, isWhole: isWhole, times: times == .tenThousand ? 10_000 : 1).map { points in
            guard times == .tenThousandth else { return .number(points) }
            return .number(.exact(Fraction(points).divided(by: Fraction(10_000)) ?? .zero))
        }
    }
}

extension ExpressionValue {
    package static func number(_ whole: Int) -> ExpressionValue { .number(Quantity(whole)) }
}
