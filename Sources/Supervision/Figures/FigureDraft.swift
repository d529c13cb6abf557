/// A figure of an office's own as it was typed, before it is checked.
package struct FigureDraft: Hashable, Sendable {
    package var code = ""
    package var name = ""
    package var unit = ""
    package var meaning = ""
    package var digits = 0
    package var moreIsBetter: Bool?
    package var measure: FigureMeasure

    package init(_ measure: FigureMeasure) {
        self.measure = measure
    }

    package static let nameLimit = 40
    package static let unitLimit = 10
    package static let meaningLimit = 300
    package static let digitsLimit = 4

    /// The figure that it makes; `book` holds what shares may be made of, `old` is the figure that it replaces.
    package func checked(in book: FigureBook, replacing old: Figure? = nil) throws(FigureRefusal) -> Figure {
        guard Figure.isCode(code) else { throw .codeInvalid }
        if code != old?.code, book.find(code) != nil { throw .codeTaken(code) }
        guard !ShippedFigures.chapters.contains(where: { code.hasPrefix("\($0.code).") }) else {
            throw .codeShipped(code)
        }
        guard !name.isBlank else { throw .nameMissing }
        guard name.count <= FigureDraft.nameLimit else { throw .tooLong("名称", FigureDraft.nameLimit) }
        guard !unit.isBlank else { throw .unitMissing }
        guard unit.count <= FigureDraft.unitLimit else { throw .tooLong("计量单位", FigureDraft.unitLimit) }
        guard meaning.count <= FigureDraft.meaningLimit else { throw .tooLong("口径", FigureDraft.meaningLimit) }
        try checkMeasure(book)
        return Figure(
            code, name.trimmed, unit.trimmed, measure, meaning.isBlank ? said : meaning.trimmed,
            digits: min(max(digits, 0), FigureDraft.digitsLimit), moreIsBetter: moreIsBetter)
    }

    private func checkMeasure(_ book: FigureBook) throws(FigureRefusal) {
        switch measure {
        case .rows, .entered: break
        case .once(let each, let query):
            guard query.ledger.each.contains(each) else { throw .columnUnknown }
        case .sum(let column, let query):
            guard query.ledger.columns.contains(column), column.canBeSummed else { throw .columnUnknown }
        case .mean(let column, let query):
            guard query.ledger.columns.contains(column) else { throw .columnUnknown }
        case .share(let part, let whole):
            for code in [part, whole] {
                guard try book.require(code).measure.query != nil else { throw .shareOf(code) }
            }
        }
    }

    /// What it counts, where nobody wrote it down.
    private var said: String {
        measure.query.map { "\($0.words())（\(measure.label)）" } ?? measure.label
    }
}
