package import Supervision

/// A figure as it was counted for somebody at one moment.
package struct FigureReading: Sendable, Equatable {
    package enum Origin: Sendable, Equatable {
        /// Counted from the rows that `link` opens.
        case counted
        /// Entered by somebody with its source, or last year's base line; `link` opens the entry.
        case entered(FigureEntryID, isBaseline: Bool)
    }

    package let request: FigureRequest
    package let narrowed: NarrowedFigure
    package let value: FigureValue
    package let origin: Origin
    /// The page with exactly the rows that were counted; for a share those of its numerator; nil where there is none.
    package let link: String?
    /// For a share, what it is made of: 30 / 41.
    package let parts: [FigureValue]

    package var figure: Figure { narrowed.figure }
    package var name: String { narrowed.name }

    /// With its unit, as a page shows it.
    package var text: String { value.text(unit: figure.unit, digits: figure.digits) }

    /// Without its unit, as a template writes it: the sentence has its own 所 or 个; a share keeps its %.
    package var bare: String { value.text(unit: figure.isShare ? "%" : "", digits: figure.digits) }

    /// What was counted, for which time, in words.
    package var words: String {
        guard case .entered(_, let isBaseline) = origin else { return narrowed.words(for: request.period) }
        return "\(narrowed.words(for: request.period))；\(isBaseline ? "基数，取自上年总结" : "人工填报")"
    }

    /// Against the reading of a year earlier.
    package func change(from before: FigureReading) -> FigureChange? {
        FigureChange(value, before: before.value, unit: figure.unit, digits: figure.digits)
    }
}

package enum FigureEntryMark {}
package typealias FigureEntryID = Identifier<FigureEntryMark>
