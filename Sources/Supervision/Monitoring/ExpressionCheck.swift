/// An expression while it is typed: what it gives, or why it cannot be read and where.
package struct ExpressionCheck: Sendable {
    package let text: String
    package let expression: Expression?
    package let problem: ExpressionProblem?

    package init(_ text: String, _ vocabulary: ExpressionVocabulary, isOfOrganisation: Bool) {
        self.text = text
        do {
            expression = try Expression(text, vocabulary, isOfOrganisation: isOfOrganisation)
            problem = nil
        } catch {
            expression = nil
            problem = error
        }
    }

    /// The line that is wrong, and a line to be put below it with a caret at the place.
    ///
    /// A character that is as wide as two gets a blank that is, so that the caret stands where it should in a face of
    /// fixed width.
    package var caret: (line: String, mark: String)? {
        guard let problem else { return nil }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.indices.contains(problem.line - 1) else { return nil }
        let line = lines[problem.line - 1]
        let blanks = line.prefix(problem.column - 1).map { $0.isWide ? "\u{3000}" : " " }.joined()
        return (String(line), blanks + "^")
    }
}

extension Character {
    /// CJK, its punctuation and full-width forms.
    fileprivate var isWide: Bool {
        unicodeScalars.first.map { (0x1100...0x115F).contains($0.value) || (0x2E80...0xFFE6).contains($0.value) }
            ?? false
    }
}
