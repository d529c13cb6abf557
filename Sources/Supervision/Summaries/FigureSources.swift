/// Where the figures of a document come from: a line for each, printed as its annex and frozen when it is issued.
package struct FigureSources: Hashable, Sendable, Codable {
    /// Where the words are written.
    package let summary: SummaryID
    package var figures: [StatedFigure]
    package var references: [FigureReference]
    package internal(set) var frozen: Frozen?

    package init(summary: SummaryID, figures: [StatedFigure], references: [FigureReference] = []) {
        self.summary = summary
        self.figures = figures
        self.references = references
    }

    /// Where each line of the list is referred to for the first time.
    package var firstReferences: [FigureReference] {
        var seen: Set<Int> = []
        return references.filter { seen.insert($0.line).inserted }
    }

    /// When the figures were frozen, and by what they can be checked.
    package struct Frozen: Hashable, Sendable, Codable {
        /// `Instant.text`.
        package var at: String
        /// SHA-256 of the figures; the audit entry of the issuance holds it.
        package var digest: String
        /// The head of the sealed audit at that time.
        package var sequence: Int
        package var head: String

        package init(at: String, digest: String, sequence: Int, head: String) {
            self.at = at
            self.digest = digest
            self.sequence = sequence
            self.head = head
        }
    }

    /// What the digest covers: one figure a line, so that anybody can repeat it.
    package var canonical: String {
        figures.enumerated().map { index, figure in
            [
                "\(index + 1)", figure.mark.text, figure.name, figure.text ?? "", figure.unit, figure.period,
                figure.definition, figure.countedAt,
            ].map { $0.filter { $0 != "\t" && !$0.isNewline } }.joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// The rows of 附件：数据来源.
    package static let header = ["序号", "指标", "数值", "口径", "期间", "统计时间"]

    package var rows: [[String]] {
        figures.enumerated().map { index, figure in
            [
                "\(index + 1)", figure.name,
                figure.text.map { figure.mark.aspect == .value ? $0 + unit(of: figure) : $0 } ?? "—",
                figure.definition, figure.period, figure.counted,
            ]
        }
    }

    private func unit(of figure: StatedFigure) -> String { StatedFigure.isShare(figure.unit) ? "" : figure.unit }
}

extension Document {
    /// With its figures as they are stated now, for good; nothing where it states none.
    package func freezing(at instant: Instant, digest: String, sequence: Int, head: String) -> Document {
        guard sources != nil else { return self }
        var next = self
        next.sources?.frozen = .init(at: instant.text, digest: digest, sequence: sequence, head: head)
        return next
    }
}
