/// Figures of a summary: what was reached, and how it compares.
struct PlanStatements {
    let text: PlanText
    let years: PlanYears

    func read(_ range: Range<Int>, year: Int?) -> [PlanReading.Statement] {
        let fields = PlanFields(text: text, years: years)
        let quotes = fields.names(in: range)
        let times = PlanWindows(text, in: range, years: years, skipping: { quotes[$0] }).found
        let taken = fields.taken(quotes, times)
        var statements: [PlanReading.Statement] = []
        var lender = PlanLender()
        var start = range.lowerBound
        while start < range.upperBound {
            let end = text.sentenceEnd(from: start, before: range.upperBound)
            read(start..<end, year, taken, &lender, &statements)
            start = end
        }
        return statements
    }

    private func read(
        _ sentence: Range<Int>, _ year: Int?, _ taken: [Int: Int], _ lender: inout PlanLender,
        _ statements: inout [PlanReading.Statement]
    ) {
        var isFirst = true
        let figures = PlanQuantities(text, in: sentence, taken: { taken[$0] }).found
        for figure in lender.lend(figures, in: sentence, text) {
            if figure.isChange, let value = figure.value {
                let change = change(figure, value, sentence)
                if !isFirst, let last = statements.indices.last, statements[last].change == nil {
                    statements[last].change = change
                } else {
                    statements.append(statement(figure, sentence, year, change: change))
                }
            } else {
                statements.append(statement(figure, sentence, year, change: nil))
            }
            isFirst = false
        }
    }

    private func statement(
        _ figure: PlanQuantity, _ sentence: Range<Int>, _ year: Int?, change: PlanReading.Change?
    ) -> PlanReading.Statement {
        let range = figure.range
        return PlanReading.Statement(
            quantity: change == nil ? figure.value : nil, unit: figure.unit, of: figure.of,
            year: ownYear(figure, sentence) ?? year,
            isApproximate: figure.isApproximate || figure.value == nil, change: change, text: text.words(range),
            span: text.span(range),
            confidence: figure.of.isEmpty ? 70 : figure.confidence)
    }

    /// The year that the clause itself names: 截至2020年底.
    private func ownYear(_ figure: PlanQuantity, _ sentence: Range<Int>) -> Int? {
        let clause = PlanQuantityWords(text, sentence).clause(around: figure.core)
        return (clause.lowerBound..<figure.core.lowerBound).reversed().lazy.compactMap { index -> Int? in
            guard let year = text.yearNumber(at: index, before: sentence.upperBound), text.glyph(year.end) == "年" else {
                return nil
            }
            return year.value
        }.first
    }

    private func change(_ figure: PlanQuantity, _ value: Points, _ sentence: Range<Int>) -> PlanReading.Change {
        let fell = PlanComparisons.fell(text, before: figure.core.lowerBound)
        let clause = PlanQuantityWords(text, sentence).clause(around: figure.core)
        let range = clause.lowerBound..<figure.core.upperBound
        return PlanReading.Change(
            quantity: fell ? Points(scaled: -value.scaled) : value, unit: figure.unit,
            than: PlanComparisons.earlier(text, in: sentence.lowerBound..<figure.core.lowerBound) ?? "",
            text: text.words(range), span: text.span(range))
    }
}
