extension Standard {
    /// Whose figures it is computed from: schools, or kindergartens where children are what it counts.
    package var unitKinds: Set<OrganisationKind> {
        if !units.isEmpty { return units }
        let codes = Set(figures.filter { !$0.term.isOfCounty }.map(\.term.code))
        return codes.contains("children") ? [.kindergarten] : [.school]
    }

    /// Reported figures as expressions take them; what nobody reported is not there.
    package func data(
        units: [(name: String, values: RecordedValues)], county: RecordedValues
    ) -> ExpressionData {
        let own = figures.filter { !$0.term.isOfCounty }.flatMap { figure -> [(String, ExpressionTerm.Kind)] in
            let term = figure.term
            guard term.isOfStage else { return [(term.code, term.kind)] }
            return Stage.compulsory.map { (term.of($0).code, term.kind) }
        }
        let rows = units.map { unit in
            var values: [String: ExpressionValue] = [:]
            for (code, kind) in own { values[code] = unit.values[code].flatMap { ExpressionValue($0, as: kind) } }
            return ExpressionData.Row(organisation: unit.name, values: values)
        }
        var shared: [String: ExpressionValue] = [:]
        for figure in figures where figure.term.isOfCounty {
            shared[figure.term.code] = county[figure.term.code].flatMap { ExpressionValue($0, as: figure.term.kind) }
        }
        return ExpressionData(rows: rows, county: shared)
    }
}

extension ExpressionValue {
    /// Records hold numbers only: 1 是, 0 否; a text is never there.
    fileprivate init?(_ points: Points, as kind: ExpressionTerm.Kind) {
        switch kind {
        case .number: self = .number(points)
        case .truth: self = .truth(points > .zero)
        case .text: return nil
        }
    }
}
