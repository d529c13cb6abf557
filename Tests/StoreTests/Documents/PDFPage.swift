import Foundation

/// One page of a PDF as pdftotext sees it: words with their boxes, in millimetres from the upper left corner.
struct PDFPage {
    struct Word {
        let text: String
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double
    }

    let width: Double
    let height: Double
    let words: [Word]

    func first(_ text: String) -> Word? { words.first { $0.text.contains(text) } }

    /// Words on one height, joined from left to right.
    var lines: [(top: Double, left: Double, right: Double, text: String)] {
        let rows = Dictionary(grouping: words) { ($0.top * 2).rounded() }
        return rows.values.map { row in
            let row = row.sorted { $0.left < $1.left }
            return (row[0].top, row[0].left, row.map(\.right).max() ?? 0, row.map(\.text).joined())
        }.sorted { $0.top < $1.top }
    }

    static func pages(of pdf: String) throws -> [PDFPage] {
        let text = try LibreOffice.run("pdftotext", ["-bbox", pdf, "-"])
        var pages: [PDFPage] = []
        var size = (0.0, 0.0), words: [Word] = []
        for line in text.split(separator: "\n").map(String.init) {
            if line.contains("<page ") {
                size = (value("width", line), value("height", line))
                words = []
            } else if line.contains("<word "), let start = line.range(of: "\">"), let end = line.range(of: "</word>") {
                words.append(
                    Word(
                        text: String(line[start.upperBound..<end.lowerBound]), left: value("xMin", line),
                        top: value("yMin", line), right: value("xMax", line), bottom: value("yMax", line)))
            } else if line.contains("</page>") {
                pages.append(PDFPage(width: size.0, height: size.1, words: words))
            }
        }
        return pages
    }

    private static func value(_ name: String, _ line: String) -> Double {
        guard let start = line.range(of: "\(name)=\"") else { return 0 }
        return (Double(line[start.upperBound...].prefix { $0 != "\"" }) ?? 0) * 25.4 / 72
    }
}
