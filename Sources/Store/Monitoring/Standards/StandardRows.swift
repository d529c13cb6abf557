import Supervision

extension ExpressionData.Row {
    /// What a standard computes with of a unit: its reported figures, and of a school those of its resources.
    ///
    /// A stage that the unit does not run has nothing of anything, which is zero and not missing; one that it runs and
    /// has said nothing about stays missing.
    init(_ unit: MonitoredUnit, _ school: BalanceSchool?, of standard: Standard) {
        var values: [String: ExpressionValue] = [:]
        for figure in standard.figures where !figure.term.isOfCounty {
            for code in figure.codes { values[code] = unit.values[code].flatMap { figure.value(of: $0) } }
        }
        for (variable, points) in school?.shared ?? [:] { values[variable.rawValue] = .number(points) }
        for (stage, figures) in school?.own ?? [:] {
            for (variable, points) in figures { values["\(stage.rawValue).\(variable.rawValue)"] = .number(points) }
        }
        for stage in StandardFigure.stages where !unit.stages.contains(stage) || school?.pupils[stage] == 0 {
            for term in standard.figures.map(\.term) where term.isOfStage && term.kind == .number {
                let code = term.of(stage).code
                values[code] = values[code] ?? .number(0)
            }
        }
        self.init(organisation: unit.code, values: values)
    }
}

extension StandardFigure {
    static let stages: [Stage] = [.primary, .junior, .senior]

    /// The keys under which it is reported.
    fileprivate var codes: [String] {
        term.isOfStage ? StandardFigure.stages.map { term.of($0).code } : [term.code]
    }

    /// A recorded number as the value of this figure; a yes is 1.
    func value(of points: Points) -> ExpressionValue? {
        switch term.kind {
        case .number: .number(points)
        case .truth: .truth(points != .zero)
        case .text: nil
        }
    }
}
