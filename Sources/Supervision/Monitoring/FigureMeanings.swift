/// What the figures of the forms in use mean, since a unit has one record in which every form finds them by code.
///
/// Where one code stood for 册 in one form and for 万册 in another, or for a sum here and for something typed there, each
/// form would spoil what the other one collected.
package struct FigureMeanings: Sendable {
    private var known: [String: (variable: Variable, form: String)] = [:]
    /// The parts of each figure by its key; none for one that is typed.
    private var sums: [String: (parts: Set<String>, form: String)] = [:]

    package init() {}

    /// `name` is what the form is called in a problem; what was added before counts.
    ///
    /// What a next version adds up may change, what it counts may not: `isEarlier` says that the form is one that the new
    /// one follows.
    package mutating func add(_ form: CollectionForm, called name: String, isEarlier: Bool = false) {
        for item in form.items {
            if known[item.variable.code] == nil { known[item.variable.code] = (item.variable, name) }
            if !isEarlier, sums[item.key] == nil { sums[item.key] = (Set(item.sum), name) }
        }
    }

    /// Lines of a form whose figures mean something else elsewhere, each once.
    package func problems(_ lines: [CollectionFormTable.Reading.Line]) -> [RowProblem] {
        lines.compactMap { line in
            line.items.lazy.compactMap { reason($0) }.first.map {
                RowProblem(row: line.number, column: "编码", value: line.items.first?.variable.code ?? "", reason: $0)
            }
        }
    }

    private func reason(_ item: CollectionItem) -> String? {
        let own = item.variable
        if let (other, form) = known[own.code],
            other.unit != own.unit || other.decimals != own.decimals || other.isOfStage != own.isOfStage
        {
            let stages = other.isOfStage ? "分学段" : "不分学段"
            return "\(form)里“\(own.code)”是\(other.name)，单位\(other.unit)，小数\(other.decimals)位，\(stages)；含义不同的请换编码。"
        }
        if let (parts, form) = sums[item.key], parts != Set(item.sum) {
            let words = parts.isEmpty ? "不是合计" : "是\(parts.sorted().joined(separator: "+"))的合计"
            return "\(form)里“\(item.key)”\(words)，这里应当一样；含义不同的请换编码。"
        }
        return nil
    }
}
