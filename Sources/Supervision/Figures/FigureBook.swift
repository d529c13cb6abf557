/// A figure that is asked for, as a template names it: a code, what narrows it, and for which time.
package struct FigureRequest: Hashable, Sendable, Codable {
    package let code: String
    package let qualifiers: [String]
    package let period: FigurePeriod

    package init(_ code: String, _ period: FigurePeriod) {
        self.init(code, [], period)
    }

    package init(_ code: String, _ qualifiers: [String], _ period: FigurePeriod) {
        self.code = code
        self.qualifiers = qualifiers
        self.period = period
    }

    /// Code and qualifiers as one text, by which values are kept: `inspection.visited | kindergarten`.
    package var key: String { ([code] + qualifiers).joined(separator: " | ") }

    package var before: FigureRequest { FigureRequest(code, qualifiers, period.before) }

    /// Reads `code | qualifier | qualifier`; the period is the caller's.
    package init(written text: String, _ period: FigurePeriod) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
        self.init(parts[0], parts.dropFirst().filter { !$0.isEmpty }, period)
    }
}

/// A figure with everything that narrows it worked in: what is counted, and what it is called then.
package struct NarrowedFigure: Hashable, Sendable {
    package let figure: Figure
    package let qualifiers: [FigureQualifier]
    /// For a share the two that it is made of, narrowed alike.
    package let parts: [Figure]

    /// `到校督导单位（幼儿园）`.
    package var name: String { figure.name + narrowing }

    /// What it counts and for which time, in words: what is printed in an annex.
    package func words(for period: FigurePeriod) -> String {
        let limits = qualifiers.isEmpty ? "" : "；限定：\(qualifiers.map(\.label).joined(separator: "、"))"
        return "\(figure.meaning)；统计期：\(period.chinese)\(limits)"
    }

    /// With ids said by what they stand for; `names` are by the value of a filter.
    package func called(_ names: [String: String]) -> NarrowedFigure {
        guard !names.isEmpty else { return self }
        let said = qualifiers.map { qualifier in
            qualifier.address.flatMap { names[$0.value] }.map { qualifier.called($0) } ?? qualifier
        }
        return NarrowedFigure(figure: figure, qualifiers: said, parts: parts)
    }

    private var narrowing: String {
        qualifiers.isEmpty ? "" : "（\(qualifiers.map(\.label).joined(separator: "、"))）"
    }
}

/// All figures that an office can name: the shipped ones and its own.
package struct FigureBook: Sendable {
    package let own: [Figure]
    private let byCode: [String: Figure]

    package init(own: [Figure] = []) {
        self.own = own
        byCode = ShippedFigures.byCode.merging(own.map { ($0.code, $0) }) { shipped, _ in shipped }
    }

    package var all: [Figure] { ShippedFigures.all + own }

    package func find(_ code: String) -> Figure? { byCode[code] }

    package func require(_ code: String) throws(FigureRefusal) -> Figure {
        guard let figure = byCode[code] else { throw .notFound(code) }
        return figure
    }

    /// The figure that a request means; refused where the code or a qualifier is unknown, or does not fit.
    package func narrowed(_ request: FigureRequest) throws(FigureRefusal) -> NarrowedFigure {
        let figure = try require(request.code)
        var qualifiers: [FigureQualifier] = []
        for word in request.qualifiers {
            guard let qualifier = FigureQualifier(word) else { throw .qualifier(word, figure.name) }
            qualifiers.append(qualifier)
        }
        guard case .share(let part, let whole) = figure.measure else {
            return NarrowedFigure(
                figure: try narrow(figure, by: qualifiers), qualifiers: qualifiers, parts: [])
        }
        var parts: [Figure] = []
        for code in [part, whole] {
            let component = try require(code)
            guard component.measure.query != nil else { throw .shareOf(code) }
            parts.append(try narrow(component, by: qualifiers))
        }
        return NarrowedFigure(figure: figure, qualifiers: qualifiers, parts: parts)
    }

    private func narrow(_ figure: Figure, by qualifiers: [FigureQualifier]) throws(FigureRefusal) -> Figure {
        guard var query = figure.measure.query else { return figure }
        for qualifier in qualifiers {
            guard let filter = qualifier.filter(in: query.ledger) else { throw .qualifier(qualifier.text, figure.name) }
            query = query.with(filter)
        }
        var narrowed = figure
        narrowed.measure = figure.measure.replacing(query)
        return narrowed
    }
}
