/// A word on a page of a PDF: points from the left and from the top.
struct PDFWord {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    let text: String

    var middle: Double { (top + bottom) / 2 }
    var height: Double { bottom - top }
}

/// The words of a page and its size.
struct PDFPage {
    let width: Double
    let height: Double
    var words: [PDFWord] = []
}

/// What `pdftotext -tsv` printed.
struct PDFWordTable {
    private(set) var pages: [PDFPage] = []
    private var scalars = 0
    private let limits: DocumentLimits

    init(_ source: FileSource, _ limits: DocumentLimits) throws {
        self.limits = limits
        var line: [UInt8] = []
        try source.forEachChunk { chunk in
            var rest = chunk[...]
            while let end = rest.firstIndex(of: 10) {
                line.append(contentsOf: rest[..<end])
                try take(line)
                line.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            line.append(contentsOf: rest)
            return true
        }
        try take(line)
    }

    /// The fields are level, page, paragraph, block, line, word, left, top, width, height, confidence and text.
    private mutating func take(_ line: [UInt8]) throws {
        let fields = line.split(separator: 9, maxSplits: 11, omittingEmptySubsequences: false)
        guard fields.count == 12, let level = fields[0].first else { return }
        let box = fields[6..<10].compactMap { Double(String(decoding: $0, as: UTF8.self)) }
        guard box.count == 4, box.allSatisfy(\.isFinite) else { return }
        if level == UInt8(ascii: "1") { return pages.append(PDFPage(width: box[2], height: box[3])) }
        guard level == UInt8(ascii: "5"), !pages.isEmpty else { return }
        let text = String(decoding: fields[11], as: UTF8.self)
        scalars += text.unicodeScalars.count
        guard scalars <= limits.scalars else { throw DocumentError.tooMuchText(limit: limits.scalars) }
        pages[pages.count - 1].words.append(
            PDFWord(left: box[0], top: box[1], right: box[0] + box[2], bottom: box[1] + box[3], text: text))
    }
}
