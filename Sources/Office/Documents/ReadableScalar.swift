extension Unicode.Scalar {
    /// Whether a reader sees it or the space that it takes.
    ///
    /// Control characters, soft hyphens, zero-width marks, marks of writing direction and noncharacters are not seen.
    var isReadable: Bool {
        switch value {
        case 0..<9, 0x0B, 0x0C, 0x0E..<0x20, 0x7F..<0xA0, 0xAD: false
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF: false
        case 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }

    /// Ends a line in plain text: LF, VT, FF, CR, NEL, and the two of Unicode.
    var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// What HTML and XML collapse.
    var isMarkupSpace: Bool { value == 0x20 || (0x09...0x0D).contains(value) && value != 0x0B }
}
