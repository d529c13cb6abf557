/// The words of a summary, in which figures stand as places and not as digits.
package struct SummaryText: Hashable, Sendable, Codable {
    package var title: String
    package var blocks: [Block]

    package init(title: String, blocks: [Block] = []) {
        self.title = title
        self.blocks = blocks
    }

    package enum Block: Hashable, Sendable, Codable {
        case heading(level: Int, String)
        case paragraph([Run])
        case table(header: [String], rows: [[[Run]]])

        package var runs: [Run] {
            switch self {
            case .heading: []
            case .paragraph(let runs): runs
            case .table(_, let rows): rows.flatMap { $0.flatMap { $0 } }
            }
        }
    }

    package enum Run: Hashable, Sendable, Codable {
        case text(String)
        /// The number of a figure in its draft.
        case figure(Int)
    }

    /// Numbers of the figures in the order in which they are read, each once.
    package var figures: [Int] {
        var seen: Set<Int> = []
        return blocks.flatMap(\.runs).compactMap { run in
            if case .figure(let number) = run, seen.insert(number).inserted { number } else { nil }
        }
    }

    /// With headings numbered anew in each level.
    package var renumbered: SummaryText {
        var next = self
        var counts = [0, 0]
        next.blocks = blocks.map { block in
            guard case .heading(let level, let text) = block else { return block }
            let index = min(max(level, 1), 2) - 1
            counts[index] += 1
            if index == 0 { counts[1] = 0 }
            let number = ChineseNumber.text(counts[index])
            let words = DocumentText.withoutNumber(text)
            return .heading(level: index + 1, index == 0 ? "\(number)、\(words)" : "（\(number)）\(words)")
        }
        return next
    }
}

/// A summary as it is being written: its words, the figures that they state, and what was left out.
package struct SummaryDraft: Hashable, Sendable, Codable {
    package var text: SummaryText
    /// By number; a number is never given twice in one draft.
    package internal(set) var figures: [Int: StatedFigure]
    /// Sections without anything to say, with the reason.
    package var leftOut: [LeftOut]

    package init(text: SummaryText, figures: [Int: StatedFigure] = [:], leftOut: [LeftOut] = []) {
        self.text = text
        self.figures = figures
        self.leftOut = leftOut
    }

    package struct LeftOut: Hashable, Sendable, Codable {
        package var name: String
        package var reason: String

        package init(_ name: String, _ reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    /// The figures that its words state, in the order in which they are read.
    package var stated: [(number: Int, figure: StatedFigure)] {
        text.figures.compactMap { number in figures[number].map { (number, $0) } }
    }

    package var marks: [SummaryMark] { stated.map(\.figure.mark) }

    /// The number of a figure that is there, or a new one for it.
    package mutating func number(of figure: StatedFigure) -> Int {
        if let known = figures.first(where: { $0.value.mark == figure.mark }) { return known.key }
        let next = (figures.keys.max() ?? 0) + 1
        figures[next] = figure
        return next
    }

    /// The run as it is read.
    package func words(_ run: SummaryText.Run) -> String {
        switch run {
        case .text(let text): text
        case .figure(let number): figures[number]?.words ?? "【待填：数字】"
        }
    }

    /// As an official document's text: every figure in its words.
    package func document(recipient: String = "") -> DocumentText {
        let blocks = text.renumbered.blocks.map { block -> DocumentText.Block in
            switch block {
            case .heading(let level, let text): .heading(level: level, text)
            case .paragraph(let runs): .paragraph(runs.map(words).joined())
            case .table(let header, let rows):
                .table(header: header, rows: rows.map { $0.map { $0.map(words).joined() } })
            }
        }
        return DocumentText(title: text.title, recipient: recipient, blocks: blocks)
    }

    /// Where in the paragraphs a figure ends: block, characters before, and its line in the list of sources (from 1).
    package var references: [FigureReference] {
        let order = Dictionary(uniqueKeysWithValues: stated.enumerated().map { ($0.element.number, $0.offset + 1) })
        return text.blocks.enumerated().flatMap { index, block -> [FigureReference] in
            guard case .paragraph(let runs) = block else { return [] }
            var offset = 0
            return runs.compactMap { run in
                offset += words(run).count
                guard case .figure(let number) = run, let line = order[number] else { return nil }
                return FigureReference(block: index, offset: offset, line: line)
            }
        }
    }
}

/// Where a sentence states a figure of the list of sources.
package struct FigureReference: Hashable, Sendable, Codable {
    package var block: Int
    /// Characters before it in the block's words.
    package var offset: Int
    package var line: Int

    package init(block: Int, offset: Int, line: Int) {
        self.block = block
        self.offset = offset
        self.line = line
    }
}
