// Footnotes in an editable text: `〔注1〕` stands where the first note belongs.
extension DocumentText {
    package enum Piece: Hashable, Sendable {
        case words(String)
        /// The place of a note in `notes`.
        case note(Int)
    }

    package static func mark(ofNote index: Int) -> String { "〔注\(index + 1)〕" }

    /// A paragraph in pieces; a mark without its note stays in the words.
    package func pieces(of paragraph: String) -> [Piece] {
        guard !notes.isEmpty else { return [.words(paragraph)] }
        var pieces: [Piece] = []
        var words = "", rest = paragraph[...]
        while let open = rest.firstIndex(of: "〔") {
            words += rest[..<open]
            let mark = rest[open...].prefix { $0 != "〕" }
            let number = mark.hasPrefix("〔注") ? Int(mark.dropFirst(2)) ?? 0 : 0
            guard notes.indices.contains(number - 1), mark.endIndex < rest.endIndex else {
                words.append("〔")
                rest = rest[rest.index(after: open)...]
                continue
            }
            if !words.isEmpty { pieces.append(.words(words)) }
            pieces.append(.note(number - 1))
            words = ""
            rest = rest[rest.index(after: mark.endIndex)...]
        }
        words += rest
        return words.isEmpty && !pieces.isEmpty ? pieces : pieces + [.words(words)]
    }
}
