/// A figure as a text states it: the words that stand in the sentence, what they count, and when it was counted.
package struct StatedFigure: Hashable, Sendable, Codable {
    package var mark: SummaryMark
    package var name: String
    /// 口径: the query in words.
    package var definition: String
    package var unit: String
    /// 2026年, 2026年3月.
    package var period: String
    /// As it stands in the sentence; nil while nothing is known, which is not zero.
    package var text: String?
    package var isZero: Bool
    /// Where the rows are that it counts; empty where there are none to open.
    package var link: String
    /// The instant of counting, as `Instant.text`.
    package var countedAt: String

    package init(
        _ mark: SummaryMark, name: String, definition: String = "", unit: String = "", period: String = "",
        text: String?, isZero: Bool = false, link: String = "", countedAt: String = ""
    ) {
        self.mark = mark
        self.name = name
        self.definition = definition
        self.unit = unit
        self.period = period
        self.text = text
        self.isZero = isZero
        self.link = link
        self.countedAt = countedAt
    }

    /// Whether a sentence about it would say nothing.
    package var isSilent: Bool { text == nil || isZero }

    /// What stands in the sentence, or what is left to be filled in by hand.
    package var words: String { text ?? "【待填：\(name)】" }

    /// A share carries its sign in the text itself.
    package static func isShare(_ unit: String) -> Bool { unit == "%" || unit == "％" }

    /// When it was counted, as people read it.
    package var counted: String { Instant(countedAt)?.chinese ?? "" }
}
