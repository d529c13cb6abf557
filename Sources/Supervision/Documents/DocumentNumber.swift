/// 发文字号, such as 武新管教督〔2021〕1号: without 第 and without leading zeros (GB/T 9704-2012).
package struct DocumentNumber: Hashable, Sendable, Codable {
    /// 代字, such as 武新管教督.
    package let mark: String
    package let year: Int
    package let serial: Int
    package let shape: Shape

    /// How it is written.
    package enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
        /// `渝云教督〔2026〕3号`, as the standard has it.
        case standard
        /// `2026年第3期`, for 纪要 and 通报 that an office numbers as issues.
        case issue
        /// `第3号`, counted anew every year.
        case ordinal

        package var label: String {
            switch self {
            case .standard: "代字〔年份〕序号号"
            case .issue: "年份第序号期"
            case .ordinal: "第序号号"
            }
        }
    }

    /// Nil for an empty mark, a year out of range or a serial below 1.
    package init?(mark: String, year: Int, serial: Int, shape: Shape = .standard) {
        guard !mark.isBlank, (1900...2199).contains(year), serial >= 1 else { return nil }
        self.mark = mark
        self.year = year
        self.serial = serial
        self.shape = shape
    }

    /// Reads what the standard shape writes, and the square brackets of some offices; nil for anything else.
    package init?(_ text: String) {
        guard text.last == "号", let open = text.lastIndex(where: { "〔[［".contains($0) }),
            let close = text[open...].firstIndex(where: { "〕]］".contains($0) }),
            let year = Int(text[text.index(after: open)..<close]),
            let serial = DocumentNumber.serial(text[text.index(after: close)...].dropLast())
        else { return nil }
        self.init(mark: String(text[..<open]), year: year, serial: serial)
    }

    package var text: String {
        switch shape {
        case .standard: "\(mark)〔\(year)〕\(serial)号"
        case .issue: "\(year)年第\(serial)期"
        case .ordinal: "第\(serial)号"
        }
    }

    private static func serial(_ text: Substring) -> Int? {
        guard let first = text.first, first != "0", text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}

// Numbers that were kept before there was a choice have the standard's shape.
extension DocumentNumber {
    private enum CodingKeys: String, CodingKey {
        case mark, year, serial, shape
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        mark = try values.decode(String.self, forKey: .mark)
        year = try values.decode(Int.self, forKey: .year)
        serial = try values.decode(Int.self, forKey: .serial)
        shape = try values.decodeIfPresent(Shape.self, forKey: .shape) ?? .standard
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
