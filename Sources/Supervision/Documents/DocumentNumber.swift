/// 发文字号, such as 武新管教督〔2021〕1号: without 第 and without leading zeros (GB/T 9704-2012).
package struct DocumentNumber: Hashable, Sendable, Codable {
    /// 代字, such as 武新管教督.
    package let mark: String
    package let year: Int
    package let serial: Int

    /// Nil for an empty mark, a year out of range or a serial below 1.
    package init?(mark: String, year: Int, serial: Int) {
        guard !mark.isBlank, (1900...2199).contains(year), serial >= 1 else { return nil }
        self.mark = mark
        self.year = year
        self.serial = serial
    }

    /// Reads what `text` writes, and the square brackets of some offices; nil for anything else.
    package init?(_ text: String) {
        guard text.last == "号", let open = text.lastIndex(where: { "〔[［".contains($0) }),
            let close = text[open...].firstIndex(where: { "〕]］".contains($0) }),
            let year = Int(text[text.index(after: open)..<close]),
            let serial = DocumentNumber.serial(text[text.index(after: close)...].dropLast())
        else { return nil }
        self.init(mark: String(text[..<open]), year: year, serial: serial)
    }

    package var text: String { "\(mark)〔\(year)〕\(serial)号" }

    private static func serial(_ text: Substring) -> Int? {
        guard let first = text.first, first != "0", text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}

/// The last serial that a mark has used in a year; the next is one more, so there is no gap and no repeat.
package struct DocumentSequence: Hashable, Sendable {
    package let mark: String
    package let year: Int
    /// 0 when none was used.
    package let last: Int

    package init(mark: String, year: Int, last: Int = 0) {
        self.mark = mark
        self.year = year
        self.last = last
    }

    /// The number to use and the sequence after it; nil for a sequence that can give none.
    package func next() -> (number: DocumentNumber, sequence: DocumentSequence)? {
        DocumentNumber(mark: mark, year: year, serial: last + 1).map {
            ($0, DocumentSequence(mark: mark, year: year, last: last + 1))
        }
    }
}
