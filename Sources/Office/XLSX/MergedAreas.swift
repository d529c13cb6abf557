/// Cells that lie under a merged cell and therefore show nothing.
///
/// The merges stand after the rows in the XML, so they are looked up beforehand in
/// the raw bytes, which costs a fraction of parsing twice.
struct MergedAreas {
    struct Area {
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
    }

    private var waiting: [Area] = []
    private var active: [Area] = []
    private static let limit = 100_000

    init(_ entry: ZIPEntry) throws {
        var window: [UInt8] = []
        try entry.forEachChunk { chunk in
            window.append(contentsOf: chunk)
            takeAreas(from: &window)
        }
        waiting.sort { $0.rows.lowerBound > $1.rows.lowerBound }
    }

    init(_ areas: [Area] = []) {
        waiting = areas.sorted { $0.rows.lowerBound > $1.rows.lowerBound }
    }

    /// Tells which row comes next; rows come in order.
    mutating func move(to row: Int) {
        if !active.isEmpty { active.removeAll { $0.rows.upperBound < row } }
        while let next = waiting.last, next.rows.lowerBound <= row {
            waiting.removeLast()
            if next.rows.upperBound >= row { active.append(next) }
        }
    }

    /// Whether the cell in the current row is hidden under another.
    func covers(row: Int, column: Int) -> Bool {
        active.contains { area in
            area.columns.contains(column)
                && (row, column) != (area.rows.lowerBound, area.columns.lowerBound)
        }
    }

    // Keeps the last bytes, where a tag may have been cut.
    private mutating func takeAreas(from window: inout [UInt8]) {
        guard window.contains(bytes: MergedAreas.word) else {
            window.removeFirst(max(0, window.count - MergedAreas.word.count))
            return
        }
        let text = window.split(separator: 60, omittingEmptySubsequences: false)
        for tag in text.dropFirst().dropLast() where waiting.count < MergedAreas.limit {
            if let area = MergedAreas.area(ofTag: tag) { waiting.append(area) }
        }
        var rest: [UInt8] = [60]
        rest.append(contentsOf: text.last ?? [])
        if rest.contains(62), let area = MergedAreas.area(ofTag: rest.dropFirst()) {
            waiting.append(area)
            rest = []
        }
        window = rest
    }

    private static let word = Array("mergeCell ".utf8)

    /// `mergeCell ref="A1:C2"/>`, perhaps with a prefix.
    private static func area(ofTag tag: ArraySlice<UInt8>) -> Area? {
        guard tag.count < 200 else { return nil }
        let text = String(decoding: tag, as: UTF8.self)
        guard text.hasPrefix("mergeCell ") || text.prefix(20).contains(":mergeCell ") else { return nil }
        let parts = text.split { $0 == "\"" || $0 == "'" }
        guard parts.count >= 2, let colon = parts[1].firstIndex(of: ":"),
            let from = CellReference(parts[1][..<colon]), let to = CellReference(parts[1][colon...].dropFirst()),
            from.row <= to.row, from.column <= to.column
        else { return nil }
        return Area(rows: from.row...to.row, columns: from.column...to.column)
    }
}

/// A cell's place, such as `AB12`; both numbers from 1.
struct CellReference: Equatable {
    let column: Int
    let row: Int

    init?(_ text: Substring) {
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        guard (1...3).contains(letters.count), let row = Int(text.dropFirst(letters.count)), row > 0 else { return nil }
        column = letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
        self.row = row
    }

    /// The column of a reference without its row; nil when it begins with no letter.
    static func column(_ text: UnsafePointer<UInt8>) -> Int? {
        var column = 0
        var next = text
        while (65...90).contains(next.pointee) || (97...122).contains(next.pointee) {
            guard column < 100_000 else { return nil }
            column = column * 26 + Int(next.pointee & 0xDF) - 64
            next += 1
        }
        return column > 0 ? column : nil
    }

    /// `28` is `AB`.
    static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column
        while rest > 0 {
            letters.append(UInt8(65 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
