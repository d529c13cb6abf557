/// Puts the words of a PDF's pages into paragraphs, columns and tables.
struct PDFText {
    private let pages: [PDFPage]
    private var builder: DocumentBuilder
    /// The last line, if its paragraph may go on in the next one.
    private var open: PDFLine?

    init(_ pages: [PDFPage], _ limits: DocumentLimits) {
        self.pages = pages
        builder = DocumentBuilder(limits: limits)
    }

    mutating func document() throws -> PlainDocument {
        let lined = pages.map { (page: $0, lines: PDFLine.lines(of: $0.words)) }
        let margins = PDFMargins(lined)
        let columns = lined.map { page, lines in
            PDFColumns.split(margins.body(lines, page), width: page.width)
        }
        // A page with a few lines shows its frame by those of the others.
        let frame = PDFFrame(columns.filter { $0.count == 1 }.flatMap { $0[0] })
        for page in columns {
            for column in page { try write(column, in: page.count == 1 ? frame : PDFFrame(column)) }
        }
        return builder.document(.pdf)
    }

    private mutating func write(_ lines: [PDFLine], in frame: PDFFrame) throws {
        let pitch = PDFText.pitch(lines)
        var place = 0
        for table in PDFTable.tables(in: lines) + [nil] {
            while place < table?.lines.lowerBound ?? lines.count {
                let isFar = place > 0 && lines[place].middle - lines[place - 1].middle > pitch * 1.6
                try write(lines[place], isFar: isFar, in: frame)
                place += 1
            }
            if let table {
                open = nil
                try write(table)
                place = table.lines.upperBound
            }
        }
    }

    /// A line goes on with the one before when that is full and began further right, as a paragraph's first line does.
    ///
    /// Where first lines are not indented, the lines stay as they are.
    private mutating func write(_ line: PDFLine, isFar: Bool, in frame: PDFFrame) throws {
        let goesOn = open.map { !isFar && frame.begins(line) && line.isAsHigh(as: $0) } ?? false
        if let last = open, goesOn {
            try builder.append(last.space(before: line) + line.text)
        } else {
            builder.endBlock()
            if isFar { builder.breakLine() }
            try builder.append(line.text)
        }
        open = frame.isFull(line) && (goesOn || frame.isIndented(line)) ? line : nil
    }

    private mutating func write(_ table: PDFTable) throws {
        try builder.beginTable()
        for row in table.rows {
            try builder.beginRow()
            for cell in row {
                try builder.beginCell()
                for line in cell {
                    try builder.append(line.text)
                    builder.endBlock()
                }
                try builder.endCell()
            }
            try builder.endRow()
        }
        try builder.endTable()
    }

    /// The usual distance from line to line.
    private static func pitch(_ lines: [PDFLine]) -> Double {
        let gaps = zip(lines, lines.dropFirst()).map { $1.middle - $0.middle }.sorted()
        return gaps.isEmpty ? .infinity : gaps[gaps.count / 2]
    }
}

/// Where most lines begin and end.
struct PDFFrame {
    private let left: Double
    private let right: Double

    init(_ lines: [PDFLine]) {
        let lefts = lines.map(\.left).sorted()
        let rights = lines.map(\.right).sorted()
        left = lefts.isEmpty ? 0 : lefts[lefts.count / 10]
        right = rights.isEmpty ? 0 : rights[rights.count * 9 / 10]
    }

    func begins(_ line: PDFLine) -> Bool { abs(line.left - left) < line.height * 0.4 }

    func isIndented(_ line: PDFLine) -> Bool { line.left > left + line.height * 0.8 }

    /// Signs that may not begin a line take up to two characters from the one before.
    func isFull(_ line: PDFLine) -> Bool { line.right > right - line.height * 1.6 }
}
