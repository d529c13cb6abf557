/// Finds what stands on every page and belongs to none: page numbers and running heads.
struct PDFMargins {
    /// The margin lines that come again, without their digits.
    private let repeated: Set<String>
    /// How much of a page's height may be margin.
    private static let share = 0.12

    init(_ pages: [(page: PDFPage, lines: [PDFLine])]) {
        var pagesWith: [String: Int] = [:]
        for (page, lines) in pages {
            let margins = PDFMargins.margins(lines, page)
            let names =
                lines[..<margins.top].map { PDFMargins.name($0, "top") }
                + lines[margins.bottom...].map { PDFMargins.name($0, "bottom") }
            for name in Set(names) { pagesWith[name, default: 0] += 1 }
        }
        // Even and odd pages may have different ones.
        let needed = max(2, (pages.count + 2) / 3)
        repeated = Set(pagesWith.filter { $0.value >= needed }.keys)
    }

    /// The lines of a page without those in its margins.
    func body(_ lines: [PDFLine], _ page: PDFPage) -> [PDFLine] {
        let margins = PDFMargins.margins(lines, page)
        return lines.enumerated().filter { place, line in
            guard place < margins.top || place >= margins.bottom else { return true }
            let name = PDFMargins.name(line, place < margins.top ? "top" : "bottom")
            return !PDFMargins.isPageNumber(line.text) && !repeated.contains(name)
        }.map(\.element)
    }

    /// How many lines stand in the margin at the top, and where that at the bottom begins.
    ///
    /// A gap parts them from the text; the head of a table, which comes again on each page, has none.
    private static func margins(_ lines: [PDFLine], _ page: PDFPage) -> (top: Int, bottom: Int) {
        var (top, bottom) = (0, lines.count)
        for place in lines.indices {
            guard lines[place].bottom < page.height * share else { break }
            if place + 1 == lines.count || isParted(lines[place], lines[place + 1]) { top = place + 1 }
        }
        for place in lines.indices.reversed() where place >= top {
            guard lines[place].top > page.height * (1 - share) else { break }
            if place == 0 || isParted(lines[place - 1], lines[place]) { bottom = place }
        }
        return (top, bottom)
    }

    private static func isParted(_ above: PDFLine, _ below: PDFLine) -> Bool {
        below.top - above.bottom > min(above.height, below.height) * 0.6
    }

    private static func name(_ line: PDFLine, _ place: String) -> String {
        place + line.text.filter { !$0.isNumber && !$0.isWhitespace }
    }

    /// `3`, `— 3 —`, `- 3 -`, `第3页`, `第 3 页 共 9 页`, `3/9`.
    private static func isPageNumber(_ text: String) -> Bool {
        let rest = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        let digits = rest.count(where: isDigit)
        return (1...8).contains(digits)
            && rest.allSatisfy { isDigit($0) || "—–-－―─·~～/第页共,，".unicodeScalars.contains($0) }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
    }
}
