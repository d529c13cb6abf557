/// A draft's words as one text in a box, in which a figure is `{{3=55}}`, and back.
///
/// The number in front of the sign counts; what stands behind it is only shown and cannot be typed over.
extension SummaryDraft {
    package var editable: String {
        var lines: [String] = []
        var followsTable = false
        for block in text.renumbered.blocks {
            var isTable = false
            switch block {
            case .heading(_, let text): lines.append(text)
            case .paragraph(let runs): lines.append(runs.map(marked).joined())
            case .table(let header, let rows):
                isTable = true
                // An empty line keeps two tables apart.
                if followsTable { lines.append("") }
                lines += ([header] + rows.map { $0.map { $0.map(marked).joined() } })
                    .map { $0.count == 1 ? "｜ \($0[0])" : $0.joined(separator: " ｜ ") }
            }
            followsTable = isTable
        }
        return lines.joined(separator: "\n")
    }

    private func marked(_ run: SummaryText.Run) -> String {
        switch run {
        case .text(let text): text
        case .figure(let number): "{{\(number)=\(shown(figures[number]?.words ?? ""))}}"
        }
    }

    /// A long list of names would hide the words around it.
    private func shown(_ words: String) -> String { words.count > 24 ? "\(words.prefix(20))…" : words }

    /// The marks in an edited text that the draft does not hold yet: figures that somebody put in by their code.
    package static func newMarks(in text: String) -> [SummaryMark] {
        text.split(whereSeparator: \.isNewline).flatMap { MarkScanner.tokens(String($0)) }.compactMap { token in
            guard case .mark(let words, _) = token, SummaryDraft.number(in: words) == nil,
                case .mark(let mark) = SummaryMark.read(words.trimmed)
            else { return nil }
            return mark
        }
    }

    /// The draft with other words; `book` has the figures that were put in by their code.
    package func edited(
        title: String, _ text: String, book: [SummaryMark: StatedFigure]
    ) -> (draft: SummaryDraft, problems: [TemplateProblem]) {
        var next = self
        var problems: [TemplateProblem] = []
        var blocks: [SummaryText.Block] = []
        var table: [[[SummaryText.Run]]] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let bare = String(line).trimmed
            let runs = next.runs(bare, line: index + 1, book, &problems)
            if bare.contains("｜") {
                table.append(SummaryDraft.cells(runs))
                continue
            }
            next.close(&table, &blocks)
            guard !bare.isEmpty else { continue }
            let outline = runs.map { if case .text(let text) = $0 { text } else { "" } }.joined()
            blocks.append(
                DocumentText.headingLevel(outline).map { .heading(level: $0, next.plain(runs)) } ?? .paragraph(runs))
        }
        next.close(&table, &blocks)
        next.text = SummaryText(title: title, blocks: blocks)
        return (next, problems)
    }

    private func plain(_ runs: [SummaryText.Run]) -> String { runs.map(words).joined() }

    private mutating func runs(
        _ line: String, line number: Int, _ book: [SummaryMark: StatedFigure], _ problems: inout [TemplateProblem]
    ) -> [SummaryText.Run] {
        var runs: [SummaryText.Run] = []
        for token in MarkScanner.tokens(line) {
            switch token {
            case .text(let text): runs.append(.text(text))
            case .mark(let words, let column):
                switch run(words, book) {
                case .success(let run): runs.append(run)
                case .failure(let wrong):
                    problems.append(TemplateProblem(wrong.text, at: TextPlace(number, column)))
                    runs.append(.text("{{\(words)}}"))
                }
            case .open(let column):
                problems.append(TemplateProblem("“{{”没有写完，缺“}}”", at: TextPlace(number, column)))
            case .close(let column):
                problems.append(TemplateProblem("“}}”前面没有“{{”", at: TextPlace(number, column)))
            }
        }
        return runs
    }

    private struct Wrong: Error {
        let text: String
    }

    private mutating func run(_ words: String, _ book: [SummaryMark: StatedFigure]) -> Result<SummaryText.Run, Wrong> {
        if let number = SummaryDraft.number(in: words) {
            return figures[number] == nil
                ? .failure(Wrong(text: "本稿没有编号为\(number)的数字")) : .success(.figure(number))
        }
        switch SummaryMark.read(words.trimmed) {
        case .wrong(let text): return .failure(Wrong(text: text))
        case .mark(let mark):
            guard let figure = book[mark] else { return .failure(Wrong(text: "没有名为“\(mark.figure.text)”的指标")) }
            return .success(.figure(self.number(of: figure)))
        }
    }

    /// 3 of `3=55` and of `3`.
    private static func number(in words: String) -> Int? {
        let head = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        return Int(String(head).trimmed)
    }

    /// A line of a table, cut at its bars.
    private static func cells(_ runs: [SummaryText.Run]) -> [[SummaryText.Run]] {
        var cells: [[SummaryText.Run]] = [[]]
        for run in runs {
            guard case .text(let text) = run else {
                cells[cells.count - 1].append(run)
                continue
            }
            for (index, part) in text.split(separator: "｜", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { cells.append([]) }
                let words = String(part).trimmed
                if !words.isEmpty { cells[cells.count - 1].append(.text(words)) }
            }
        }
        return cells.count == 2 && cells[0].isEmpty ? [cells[1]] : cells
    }

    /// Rows as wide as the head.
    private func close(_ table: inout [[[SummaryText.Run]]], _ blocks: inout [SummaryText.Block]) {
        guard let head = table.first else { return }
        let rows = table.dropFirst().map { row in
            row.count <= head.count
                ? row + Array(repeating: [], count: head.count - row.count)
                : Array(row.prefix(head.count - 1)) + [Array(row.dropFirst(head.count - 1).joined())]
        }
        blocks.append(.table(header: head.map(plain), rows: Array(rows)))
        table = []
    }
}
