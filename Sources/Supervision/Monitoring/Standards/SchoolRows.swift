extension ExpressionData.Row {
    /// What a standard computes with of a school: the figures of its resources and those of `more`.
    ///
    /// A stage that the school does not run has nothing of anything, which is zero and not missing.
    package init(_ school: BalanceSchool, _ more: [String: ExpressionValue], of standard: Standard) {
        var values = more
        for (variable, points) in school.shared { values[variable.rawValue] = .number(points) }
        for (stage, figures) in school.own {
            for (variable, points) in figures { values["\(stage.rawValue).\(variable.rawValue)"] = .number(points) }
        }
        for stage in [Stage.primary, .junior, .senior] where (school.pupils(in: stage) ?? 0) == 0 {
            for term in standard.figures.map(\.term) where term.isOfStage && term.kind == .number {
                let code = term.of(stage).code
                values[code] = values[code] ?? .number(0)
            }
        }
        self.init(organisation: school.code, values: values)
    }
}
