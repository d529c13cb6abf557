extension String {
    /// Without blanks, full-width blanks, byte order marks and zero-width characters at either end.
    package var trimmingBlanks: String {
        var rest = Substring(self)
        while let first = rest.unicodeScalars.first, first.isBlank { rest.unicodeScalars.removeFirst() }
        while let last = rest.unicodeScalars.last, last.isBlank { rest.unicodeScalars.removeLast() }
        return String(rest)
    }

    /// What a person meant by a cell: half-width letters, digits and signs of arithmetic, without blanks at either end.
    package var normalisedCell: String {
        guard unicodeScalars.contains(where: \.mayChange) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isInvisible { scalars.append(scalar.halfWidth) }
        return String(scalars).trimmingBlanks
    }

    /// The form in which headings and spellings are compared: half-width throughout, lower-case, without any blank.
    package var comparisonKey: String {
        var key = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isBlank && scalar != "*" {
            let half = scalar.halfWidthSign
            if half != "*" && half != ":" { key.append(half) }
        }
        return String(key).lowercased()
    }

    package var isASCIIDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { properties.isWhitespace || isInvisible }

    /// A quick first look, since nearly every cell of a large sheet is already as it should be.
    fileprivate var mayChange: Bool {
        value <= 0x20 || value == 0x85 || value == 0xA0 || value == 0x1680 || (0x2000...0x205F).contains(value)
            || value == 0x3000 || value >= 0xFE00
    }

    /// Byte order mark, zero-width space and joiners, which spreadsheets carry along unseen.
    fileprivate var isInvisible: Bool { value == 0xFEFF || (0x200B...0x200D).contains(value) }

    /// The ASCII twin of a full-width letter, digit or sign of arithmetic.
    ///
    /// Brackets, commas and colons stay: in a Chinese name the full-width ones are the right ones.
    fileprivate var halfWidth: Unicode.Scalar {
        switch value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: halfWidthSign
        case 0xFF05, 0xFF0B, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF3F: halfWidthSign
        case 0x3000, 0xA0: " "
        default: self
        }
    }

    /// The ASCII twin of anything that has one.
    fileprivate var halfWidthSign: Unicode.Scalar {
        (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(UInt8(value - 0xFEE0)) : self
    }
}
