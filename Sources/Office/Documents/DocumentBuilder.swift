/// Puts a document's text together, line by line, and remembers where cells stand.
///
/// Line ends are owed until more text comes, so no line ends twice and at most one blank line stands between two.
struct DocumentBuilder {
    var bytes: [UInt8] = []
    /// Scalars so far.
    private(set) var count = 0
    var owedBreaks = 0
    var open: [OpenTable] = []
    var finished: [PlainDocument.Table] = []
    var cells = 0
    let limits: DocumentLimits

    init(limits: DocumentLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { count == 0 }

    /// Whether the next scalar is the first of its line or of its cell.
    var isAtLineStart: Bool { owedBreaks > 0 || count == floor }

    var isInCell: Bool { open.last?.cell != nil }

    var isInRow: Bool { open.last?.row != nil }

    var isInTable: Bool { !open.isEmpty }

    mutating func append(_ text: String) throws {
        for scalar in text.unicodeScalars { try append(scalar) }
    }

    /// Unreadable scalars are left out; a line end is one.
    mutating func append(_ scalar: Unicode.Scalar) throws {
        if scalar.value == 0x0A { return breakLine() }
        guard scalar.isReadable else { return }
        try payBreaks()
        try put(scalar)
    }

    /// Ends the line, also an empty one.
    mutating func breakLine() {
        owedBreaks = min(owedBreaks + 1, 2)
    }

    /// Ends the line if anything stands on it.
    mutating func endBlock() {
        owedBreaks = max(owedBreaks, 1)
    }

    /// What another builder gathered, on lines of its own.
    mutating func append(_ other: DocumentBuilder) throws {
        guard !other.isEmpty else { return }
        endBlock()
        try payBreaks()
        let start = count
        count += other.count
        guard count <= limits.scalars else { throw DocumentError.tooMuchText(limit: limits.scalars) }
        bytes += other.bytes
        try countCells(other.cells)
        finished += other.finished.map { table in
            PlainDocument.Table(
                rows: table.rows.map { $0.map { $0.lowerBound + start..<$0.upperBound + start } })
        }
        endBlock()
    }

    func document(_ kind: PlainDocument.Kind) -> PlainDocument {
        let order = finished.sorted { $0.start < $1.start }
        let end = isEmpty ? "" : "\n"
        return PlainDocument(kind: kind, text: String(decoding: bytes, as: UTF8.self) + end, tables: order)
    }

    /// Where the innermost open cell begins.
    private var floor: Int { open.last { $0.cell != nil }?.cell?.start ?? 0 }

    mutating func payBreaks() throws {
        if count > floor { for _ in 0..<owedBreaks { try put("\n") } }
        owedBreaks = 0
    }

    mutating func put(_ scalar: Unicode.Scalar) throws {
        count += 1
        guard count <= limits.scalars else { throw DocumentError.tooMuchText(limit: limits.scalars) }
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

extension PlainDocument.Table {
    fileprivate var start: Int { rows.first?.first?.lowerBound ?? 0 }
}
