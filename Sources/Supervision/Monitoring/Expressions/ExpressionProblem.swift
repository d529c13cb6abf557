/// Why a text is no expression, and where.
package struct ExpressionProblem: Error, Hashable, Sendable {
    /// Both counted from one.
    package let line: Int
    package let column: Int
    /// A sentence in Chinese that says what was expected.
    package let reason: String

    package var message: String { "第\(line)行第\(column)个字：\(reason)" }
}

/// A place in the text of an expression.
struct ExpressionPlace: Hashable, Sendable {
    var line = 1
    var column = 1

    func problem(_ reason: String) -> ExpressionProblem {
        ExpressionProblem(line: line, column: column, reason: reason)
    }
}
