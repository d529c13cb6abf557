extension String {
    /// Without blanks, full-width blanks, byte order marks and zero-width characters at either end.
    package var trimmingBlanks: String {
        var rest = Substring(self)
        while let first = rest.unicodeScalars.first, first.isBlank { rest.unicodeScalars.removeFirst() }
        while let last = rest.unicodeScalars.last, last.isBlank { rest.unicodeScalars.removeLast() }
        return String(rest)
    }

    /// What a person meant by a cell: half-width letters, digits and signs, without blanks at either end.
    ///
    /// Chinese punctuation that has no ASCII twin in meaning (、。《》) stays.
    package var normalisedCell: String {
        guard unicodeScalars.contains(where: { $0.value > 0x7E || $0.isBlank }) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isInvisible { scalars.append(scalar.halfWidth) }
        return String(scalars).trimmingBlanks
    }

    /// The form in which headings and spellings are compared: normalised, lower-case, without any blank.
    package var comparisonKey: String {
        String(normalisedCell.unicodeScalars.filter { !$0.isBlank && $0 != "*" && $0 != ":" }.map(Character.init))
            .lowercased()
    }

    package var isASCIIDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { properties.isWhitespace || isInvisible }

    /// Byte order mark, zero-width space and joiners, which spreadsheets carry along unseen.
    fileprivate var isInvisible: Bool { value == 0xFEFF || (0x200B...0x200D).contains(value) }

    /// The ASCII twin of a full-width letter, digit or sign.
    fileprivate var halfWidth: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
        case 0x3000, 0xA0: " "
        default: self
        }
    }
}
