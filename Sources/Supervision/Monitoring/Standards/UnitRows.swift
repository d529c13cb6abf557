/// The rows of a county's units with which a standard computes; what hangs on the standard alone is made once.
package struct UnitRows: Sendable {
    /// Figures of the units with the keys under which they are reported.
    private let keys: [(key: String, figure: StandardFigure)]
    private let known: [String: StandardFigure]
    /// By stage what a unit that does not run it has nothing of.
    private let nothing: [Stage: [String]]

    package init(_ standard: Standard) {
        keys = standard.figures.filter { !$0.term.isOfCounty }.flatMap { figure in
            figure.codes.map { ($0, figure) }
        }
        known = Dictionary(standard.figures.map { ($0.term.code, $0) }, uniquingKeysWith: { first, _ in first })
        let terms = standard.figures.map(\.term).filter { $0.isOfStage && $0.kind == .number }
        nothing = Dictionary(
            uniqueKeysWithValues: StandardFigure.stages.map { stage in (stage, terms.map { $0.of(stage).code }) })
    }

    /// What a unit reported of what the standard asks for; `money` is the unit of what is money, by code.
    package func reported(_ values: RecordedValues, in money: [String: MoneyUnit]) -> [String: ExpressionValue] {
        var found: [String: ExpressionValue] = [:]
        for (key, figure) in keys {
            guard let points = values[key] else { continue }
            found[key] = figure.value(of: points, in: money[figure.term.code])
        }
        return found
    }

    /// What a standard computes with of a unit: what it reported, and of a school what its resources are judged by.
    ///
    /// What was reported goes before the resources' figure, which lacks what stages share while one of them is silent. A
    /// stage that the unit does not run has nothing of anything, which is zero and not missing; one that it runs and has
    /// said nothing about stays missing.
    package func row(
        _ unit: String, stages: Set<Stage>, _ reported: [String: ExpressionValue], _ school: BalanceSchool?
    ) -> ExpressionData.Row {
        var values = reported
        func add(_ points: Points, of variable: BalanceVariable, _ key: String) {
            guard values[key] == nil else { return }
            guard let figure = known[variable.rawValue] else { return values[key] = .number(points) }
            values[key] = figure.value(of: points, in: variable.money)
        }
        for (variable, points) in school?.shared ?? [:] { add(points, of: variable, variable.rawValue) }
        for (stage, figures) in school?.own ?? [:] {
            for (variable, points) in figures { add(points, of: variable, "\(stage.rawValue).\(variable.rawValue)") }
        }
        for stage in StandardFigure.stages where !stages.contains(stage) || school?.pupils(in: stage) == 0 {
            for code in nothing[stage] ?? [] { values[code] = values[code] ?? .number(0) }
        }
        return ExpressionData.Row(organisation: unit, values: values)
    }
}

extension StandardFigure {
    package static let stages: [Stage] = [.primary, .junior, .senior]

    /// The keys under which it is reported.
    package var codes: [String] {
        term.isOfStage ? StandardFigure.stages.map { term.of($0).code } : [term.code]
    }

    /// A number as the value of this figure, in its unit; a yes is 1.
    ///
    /// `money` is the number's unit where it is money.
    package func value(of points: Points, in money: MoneyUnit? = nil) -> ExpressionValue? {
        switch term.kind {
        case .number:
            guard let money, let own = MoneyUnit(rawValue: unit) else { return .number(points) }
            return .number(.exact(money.amount(Fraction(points), in: own)))
        case .truth: return .truth(points != .zero)
        case .text: return nil
        }
    }
}

extension BalanceVariable {
    /// The unit in which resources are judged where it is money.
    package var money: MoneyUnit? { self == .equipment ? .yuan : nil }
}

extension BalanceSchool {
    /// Stages that a school of a sheet runs: those of which the sheet says anything but zero.
    package func stages(with more: [String: ExpressionValue]) -> Set<Stage> {
        Set(
            StandardFigure.stages.filter { stage in
                pupils(in: stage) != nil
                    || more.contains { key, value in
                        key.hasPrefix("\(stage.rawValue).") && value.quantity?.fraction.isZero == false
                    }
            })
    }
}
