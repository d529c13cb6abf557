/// Cuts a paragraph into sentences, so that one about which nothing is known can go.
enum SentenceCutter {
    private static let ends: Set<Character> = ["。", "！", "？", "；"]
    private static let closing: Set<Character> = ["”", "’", "）", "》"]

    static func cut(_ pieces: [SummaryTemplate.Piece]) -> [[SummaryTemplate.Piece]] {
        var sentences: [[SummaryTemplate.Piece]] = []
        var current: [SummaryTemplate.Piece] = []
        for piece in pieces {
            guard case .text(let text) = piece else {
                current.append(piece)
                continue
            }
            let parts = split(text)
            for (index, part) in parts.enumerated() {
                if !part.isEmpty { current.append(.text(part)) }
                if index < parts.count - 1 {
                    sentences.append(current)
                    current = []
                }
            }
        }
        return current.isEmpty ? sentences : sentences + [current]
    }

    /// The sentences in a row; a semicolon at the very end becomes a full stop.
    static func joined(_ sentences: [[SummaryTemplate.Piece]], isWhole: Bool) -> [SummaryTemplate.Piece] {
        var pieces = sentences.flatMap { $0 }
        if !isWhole, case .text(let last)? = pieces.last, last.last == "；" {
            pieces[pieces.count - 1] = .text(last.dropLast() + "。")
        }
        return pieces
    }

    /// The sentence without the clauses that hold one of `silent`; nil when none is left.
    static func without(
        _ silent: [SummaryTemplate.Figure], in sentence: [SummaryTemplate.Piece]
    ) -> [SummaryTemplate.Piece]? {
        var clauses = clauses(sentence)
        let end = clauses.last.map(ending) ?? ""
        clauses.removeAll { clause in
            clause.contains { if case .figure(let figure) = $0 { silent.contains(figure) } else { false } }
        }
        guard let last = clauses.popLast() else { return nil }
        guard clauses.contains(where: says) || says(last) else { return nil }
        var kept = last
        if case .text(let text)? = kept.last, text.last == "，" { kept[kept.count - 1] = .text(text.dropLast() + end) }
        return clauses.flatMap { $0 } + kept
    }

    private static func says(_ clause: [SummaryTemplate.Piece]) -> Bool {
        clause.contains { piece in
            if case .text(let text) = piece {
                text.contains { !ends.contains($0) && !closing.contains($0) && $0 != "，" }
            } else {
                piece != .ordinal
            }
        }
    }

    /// Each clause but the last ends with its comma.
    private static func clauses(_ sentence: [SummaryTemplate.Piece]) -> [[SummaryTemplate.Piece]] {
        var clauses: [[SummaryTemplate.Piece]] = [[]]
        for piece in sentence {
            guard case .text(let text) = piece else {
                clauses[clauses.count - 1].append(piece)
                continue
            }
            var rest = ""
            for character in text {
                rest.append(character)
                guard character == "，" else { continue }
                clauses[clauses.count - 1].append(.text(rest))
                clauses.append([])
                rest = ""
            }
            if !rest.isEmpty { clauses[clauses.count - 1].append(.text(rest)) }
        }
        return clauses.filter { !$0.isEmpty }
    }

    /// The marks with which a clause ends the sentence.
    private static func ending(_ clause: [SummaryTemplate.Piece]) -> String {
        guard case .text(let text)? = clause.last else { return "" }
        return String(text.reversed().prefix { ends.contains($0) || closing.contains($0) }.reversed())
    }

    /// Each part but the last ends with a sentence's end and the quotes that close behind it.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isAtEnd = false
        for character in text {
            if isAtEnd, !closing.contains(character), !ends.contains(character) {
                parts.append("")
                isAtEnd = false
            }
            parts[parts.count - 1].append(character)
            if ends.contains(character) { isAtEnd = true }
        }
        return isAtEnd ? parts + [""] : parts
    }
}
