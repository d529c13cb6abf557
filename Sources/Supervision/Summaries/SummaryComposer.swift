/// Writes a draft from a template, figures, facts and the year's plan.
package struct SummaryComposer {
    private let source: SummarySource
    private var draft: SummaryDraft
    /// Plan items that were told of already.
    private var told: Set<String> = []

    private init(_ source: SummarySource) {
        self.source = source
        draft = SummaryDraft(text: SummaryText(title: source.title))
    }

    package static func compose(_ template: SummaryTemplate, _ source: SummarySource) -> SummaryDraft {
        var composer = SummaryComposer(source)
        var lines: [Line] = []
        for part in template.parts { lines += composer.lines(of: part) }
        composer.finish(composer.withoutEmptyHeadings(lines))
        return composer.draft
    }

    /// A line that stays, before its ordinals and figures have numbers.
    private enum Line {
        case heading(Int, String)
        case paragraph([SummaryTemplate.Piece])
        case table(SummarySource.Table)
    }

    // MARK: What stays

    private mutating func lines(of part: SummaryTemplate.Part) -> [Line] {
        guard case .section(let name, let lines) = part else { return part.lines.flatMap { self.lines(of: $0) } }
        let figures = lines.flatMap(\.pieces).compactMap { piece in
            if case .figure(let figure) = piece { figure } else { nil }
        }
        let kept = lines.flatMap { self.lines(of: $0) }
        let hasRecords = lines.contains { if case .items = $0 { true } else { false } } && kept.contains(where: isBody)
        if !figures.isEmpty, !hasRecords, figures.allSatisfy({ value($0)?.isSilent ?? true }) {
            draft.leftOut.append(.init(name, "各项指标都没有数据"))
            return []
        }
        guard kept.contains(where: isBody) else {
            draft.leftOut.append(.init(name, "没有可写的内容"))
            return []
        }
        return kept
    }

    private func isBody(_ line: Line) -> Bool {
        if case .heading = line { false } else { true }
    }

    private mutating func lines(of line: SummaryTemplate.Line) -> [Line] {
        switch line {
        case .heading(let level, let pieces): [.heading(level, DocumentText.withoutNumber(plain(pieces)))]
        case .paragraph(let pieces): paragraph(pieces).map { [.paragraph($0)] } ?? []
        case .items(let kinds): items(kinds)
        case .unfinished: unfinished()
        case .table(let code): source.tables[code].flatMap { $0.rows.isEmpty ? nil : [.table($0)] } ?? []
        }
    }

    private func value(_ figure: SummaryTemplate.Figure) -> StatedFigure? { source.book[figure.mark] }

    private func plain(_ pieces: [SummaryTemplate.Piece]) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .fact(let fact): source.words(fact)
            case .figure(let figure): value(figure)?.words ?? ""
            case .ordinal: ""
            }
        }.joined()
    }

    /// The paragraph without sentences about which nothing is known; nil when no sentence is left.
    private func paragraph(_ pieces: [SummaryTemplate.Piece]) -> [SummaryTemplate.Piece]? {
        let sentences = SentenceCutter.cut(pieces)
        let kept = sentences.compactMap { sentence -> [SummaryTemplate.Piece]? in
            let silent = sentence.compactMap { piece -> SummaryTemplate.Figure? in
                if case .figure(let figure) = piece, !figure.stays(value(figure)) { figure } else { nil }
            }
            if silent.isEmpty { return sentence }
            return silent.allSatisfy(\.isAside) ? SentenceCutter.without(silent, in: sentence) : nil
        }
        guard !kept.isEmpty else { return nil }
        return SentenceCutter.joined(kept, isWhole: kept.count == sentences.count)
    }

    // MARK: The plan's items

    private mutating func items(_ kinds: [PlanKind]) -> [Line] {
        let found = source.plan.filter { item in
            item.progress.hasBegun && !told.contains(item.id)
                && (kinds.isEmpty || !Set(kinds).isDisjoint(with: item.kinds))
        }
        told.formUnion(found.map(\.id))
        return found.map { .paragraph(PlanSentences.begun($0)) }
    }

    private func unfinished() -> [Line] {
        source.plan.filter { $0.progress != .done }.map { .paragraph(PlanSentences.unfinished($0)) }
    }

    // MARK: Numbers

    /// A heading under which nothing is left goes, and is named.
    private mutating func withoutEmptyHeadings(_ lines: [Line]) -> [Line] {
        var kept: [Line] = []
        for (index, line) in lines.enumerated() {
            guard case .heading(let level, let text) = line else {
                kept.append(line)
                continue
            }
            let below = lines[(index + 1)...].prefix { next in
                if case .heading(let other, _) = next { other > level } else { true }
            }
            if below.contains(where: isBody) {
                kept.append(line)
            } else {
                draft.leftOut.append(.init(text, "没有可写的内容"))
            }
        }
        return kept
    }

    private mutating func finish(_ lines: [Line]) {
        var groups: [Int] = [0]
        for line in lines {
            if case .heading = line { groups.append(0) }
            if case .paragraph(let pieces) = line { groups[groups.count - 1] += pieces.count { $0 == .ordinal } }
        }
        var group = 0, ordinal = 0
        for line in lines {
            switch line {
            case .heading(let level, let text):
                draft.text.blocks.append(.heading(level: level, text))
                (group, ordinal) = (group + 1, 0)
            case .paragraph(let pieces):
                draft.text.blocks.append(.paragraph(runs(pieces, &ordinal, isAlone: groups[group] == 1)))
            case .table(let table): draft.text.blocks.append(cells(table))
            }
        }
        draft.text = draft.text.renumbered
    }

    private mutating func runs(
        _ pieces: [SummaryTemplate.Piece], _ ordinal: inout Int, isAlone: Bool
    ) -> [SummaryText.Run] {
        var runs: [SummaryText.Run] = []
        func add(_ text: String) {
            guard !text.isEmpty else { return }
            if case .text(let last)? = runs.last {
                runs[runs.count - 1] = .text(last + text)
            } else {
                runs.append(.text(text))
            }
        }
        for piece in pieces {
            switch piece {
            case .text(let text): add(text)
            case .fact(let fact): add(source.words(fact))
            case .ordinal:
                ordinal += 1
                if !isAlone { add("\(ChineseNumber.text(ordinal))是") }
            case .figure(let figure):
                let stated = value(figure) ?? StatedFigure(figure.mark, name: figure.mark.text, text: nil)
                runs.append(.figure(draft.number(of: stated)))
            }
        }
        return runs
    }

    private mutating func cells(_ table: SummarySource.Table) -> SummaryText.Block {
        let rows = table.rows.map { row in
            row.map { cell -> [SummaryText.Run] in
                switch cell {
                case .text(let text): text.isEmpty ? [] : [.text(text)]
                case .figure(let figure): [.figure(draft.number(of: figure))]
                }
            }
        }
        return .table(header: table.header, rows: rows)
    }
}
